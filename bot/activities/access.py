"""Who may do what with an activity: organisers complete and run it, members of its circle take part."""

from bot.activities.queries import activities
from bot.activities.rules import Activity
from bot.activities.texts import desk as texts
from bot.core.errors import NotAllowed
from bot.core.people import Member, Role
from bot.core.work.unit import Unit

ORGANISERS = (Role.CHAIR, Role.OFFICER)


def organises(who: Member, branch_id: int) -> bool:
    """A chair or officer of the branch whose activity it is, or of the committee, which is above all branches."""
    return any(
        office.role in ORGANISERS and (office.committee or office.branch_id == branch_id) for office in who.offices
    )


def home(who: Member) -> int | None:
    """For whom he organises something new: for the committee, where he is in it, else for his branch."""
    offices = sorted((one for one in who.offices if one.role in ORGANISERS), key=lambda one: not one.committee)
    return offices[0].branch_id if offices else None


def within(who: Member, activity: Activity) -> bool:
    """The committee's activities are for everybody, a branch's for its own members."""
    return activity.committee or who.branch_id == activity.branch_id


async def organiser(u: Unit, telegram_id: int) -> tuple[Member, int]:
    """The officer, and for whom he organises. Raises NotAllowed."""
    who = await u.member(telegram_id)
    branch_id = home(who)
    if branch_id is None:
        raise NotAllowed(texts.ORGANISERS_ONLY)
    return who, branch_id


async def run(u: Unit, telegram_id: int, activity_id: int) -> tuple[Member, Activity]:
    """The officer and the activity, which is held until the transaction ends. Raises NotFound, NotAllowed."""
    who = await u.member(telegram_id)
    activity = await activities.locked(u.tx, activity_id)
    if not organises(who, activity.branch_id):
        raise NotAllowed(texts.NOT_YOURS_TO_RUN)
    return who, activity
