"""The first open point of a review, put to an officer in private; where none is open, what would change and the end."""

from bot.core.errors import BadInput
from bot.core.messages import Act, Button, Keyboard, Outgoing, Priority
from bot.core.people import Member
from bot.core.queries import dialogue
from bot.core.work.unit import Unit
from bot.notices import releasing, reviewing, texts
from bot.notices.queries import Kept
from bot.notices.rules import Point
from knowledge.documents import wire

FIGURE, BRANCH, REVIEW, APART = "notice.figure", "notice.branch", "notice.review", "notice.apart"
LOOK, CLOSE, DROP, PAGE, DENY, ABOVE = (
    "notice.look",
    "notice.close",
    "notice.drop",
    "notice.page",
    "notice.deny",
    "notice.above",
)
LONGEST = 3500
_KEEP = Button(texts.LATER, Act("notice.later"))


async def put_read(u: Unit, telegram_id: int, notice_id: int, officer: Member) -> None:
    """What was read of a file, and its first open point."""
    kept = await reviewing.get(u, notice_id)
    review = reviewing.review_of(kept)
    above = Button(texts.FROM_ABOVE, Act(ABOVE, {"notice": notice_id}))
    branch = Button(texts.OF_BRANCH, Act(BRANCH, {"notice": notice_id, "page": 0}))
    head = texts.taken(reviewing.headed(kept), len(kept.document["clauses"]), len(review.open))
    await say(u, telegram_id, head, ((above, branch),))
    await put_first(u, telegram_id, notice_id, officer)


async def put_first(u: Unit, telegram_id: int, notice_id: int, officer: Member) -> None:
    """The first open point that this officer may settle; where none is open, what would change and the end."""
    kept = await reviewing.get(u, notice_id)
    if kept.reviewed_at or kept.dropped_at:
        raise BadInput(texts.CLOSED)
    last = (_KEEP, Button(texts.DROP, Act(DROP, {"notice": notice_id})))
    if not (points := reviewing.review_of(kept).open):
        text = f"{texts.NOTHING_OPEN}\n{await changed(u, kept)}"[:LONGEST]
        done = Button(texts.DONE, Act(CLOSE, {"notice": notice_id}))
        await say(u, telegram_id, text, (pages(notice_id), (done,), last))
    elif point := await reviewing.next_point(u, kept, officer.id):
        await _put(u, telegram_id, kept, point, len(points), last)
    else:
        await say(u, telegram_id, texts.ALL_STOPPED, (last,))


async def _put(u: Unit, telegram_id: int, kept: Kept, point: Point, left: int, last: tuple[Button, ...]) -> None:
    """One point: looked at, or its figure typed unseen beside the event that it is for."""
    text = f"{texts.left(left)}{point.words}"
    if point.clause is None:
        seen = Button(texts.SEEN, Act(LOOK, {"notice": kept.id, "place": point.place}))
        await say(u, telegram_id, text, ((seen,), last))
        return
    args = {"notice": kept.id, "clause": point.clause}
    await dialogue.expect(u.tx, telegram_id, telegram_id, Act(FIGURE, args), u.now)
    own = reviewing.apart(wire.load(kept.document).clauses[point.clause])
    text = f"{text}\n{reviewing.covered(kept, point.clause)}\n{texts.type_(apart=bool(own))}"
    ways = (*((Button(texts.APART, Act(APART, args)),) if own else ()), Button(texts.DENY, Act(DENY, args)))
    await say(u, telegram_id, text, (ways, last))


async def changed(u: Unit, kept: Kept) -> str:
    """What publishing would change, and which sums were said to be nothing given."""
    return texts.denied(reviewing.denied(kept)) + texts.differing(await releasing.told(u, kept))


def pages(notice_id: int) -> tuple[Button, ...]:
    return (Button(texts.READING, Act(PAGE, {"notice": notice_id, "page": 0})),)


async def say(u: Unit, chat_id: int, text: str, buttons: Keyboard = ()) -> None:
    await u.say(Outgoing(chat_id, text, buttons, priority=Priority.INTERACTIVE))
