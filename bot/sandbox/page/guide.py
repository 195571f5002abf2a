"""The newcomer's five steps, as the README has them; each knows when it is done."""

from collections.abc import Callable, Iterator

from bot.sandbox import texts
from bot.sandbox.actions import buttons_of
from bot.sandbox.model import Chat, Person, Post
from bot.sandbox.page.looks import Html, button, div, icon, join, moment, span, tag
from bot.sandbox.page.panes import last_post
from bot.sandbox.people import next_birthday
from bot.sandbox.world import World


def newcomer(world: World) -> Person | None:
    """The member in whose shoes the guide puts one: the first who can talk to the bot."""
    return next((person for person in world.people.values() if person.role == "member" and person.started), None)


def officers_group(world: World, branch: str | None) -> tuple[Person, Chat] | None:
    """The chair of a branch and the group in which its cards appear: the smallest that the chair is in."""
    chair = next((one for one in world.people.values() if one.role == "chair" and one.branch == branch), None)
    if chair is None:
        return None
    groups = [chat for chat in world.chats.values() if _is_group_of(chat, chair)]
    return (chair, min(groups, key=lambda chat: len(chat.people()))) if groups else None


def _is_group_of(chat: Chat, person: Person) -> bool:
    return not chat.is_private and not chat.migrated_to and chat.branch == person.branch and person.id in chat.people()


class Progress:
    """The steps that are done, whoever did them and in whatever tab; a step once done stays so."""

    def __init__(self) -> None:
        self._done: set[str] = set()
        self._seen = -1

    def looked(self, person: Person) -> None:
        """Her chat with the bot is open: after the approval, that is where the outcome stands."""
        if "approve" in self._done and person.role == "member":
            self._done.add("outcome")

    def of(self, world: World) -> frozenset[str]:
        """Looks again only when a message has changed since."""
        if self._seen != world.seq:
            self._seen = world.seq
            self._done |= {step for step, happened in _SIGNS.items() if step not in self._done and happened(world)}
        return frozenset(self._done)


def _asked(world: World) -> bool:
    return any(_was_answered(chat) for chat in world.chats.values() if chat.is_private)


def _cards(world: World) -> Iterator[tuple[Chat, Post]]:
    """Messages of the bot with buttons, in groups."""
    groups = (chat for chat in world.chats.values() if not chat.is_private)
    return ((chat, post) for chat in groups for post in chat.posts.values() if post.by_bot and buttons_of(post))


def _reported(world: World) -> bool:
    return any(True for _ in _cards(world))


def _approved(world: World) -> bool:
    """A card has changed after somebody pressed one of its buttons."""
    pressed = {(press.chat, press.message) for press in world.presses.values() if press.chat < 0}
    return any("edit_date" in post.body and (chat.id, post.id) in pressed for chat, post in _cards(world))


def _greeted(world: World) -> bool:
    return any(_was_greeted(world, chat) for chat in world.chats.values() if chat.is_private)


def _was_answered(chat: Chat) -> bool:
    """A line that is no command, then a message of the bot."""
    said = False
    for post in chat.posts.values():
        if post.by_bot and said:
            return True
        said = said or not str(post.body.get("text", "/")).startswith("/")
    return False


def _was_greeted(world: World, chat: Chat) -> bool:
    birthday = world.people[chat.id].birthday
    return any(
        post.by_bot
        and "生日" in str(post.body.get("text", ""))
        and next_birthday(birthday, at := moment(post.body["date"]).date(), world.feb29) == at
        for post in reversed(chat.posts.values())
    )


_SIGNS: dict[str, Callable[[World], bool]] = {
    "ask": _asked, "report": _reported, "approve": _approved, "greet": _greeted,
}  # fmt: skip


def guide(done: frozenset[str]) -> Html:
    """Folded or not is remembered by the browser."""
    current = next((name for name, _, _ in texts.STEPS if name not in done), None)
    summary = texts.guide(done=current is None)
    return tag(
        "details",
        tag("summary", span("", summary), span("count", f"{len(done)}/{len(texts.STEPS)}")),
        tag("ol", *[_step(*step, done=step[0] in done, current=step[0] == current) for step in texts.STEPS]),
        class_="guide",
        data_keep="guide",
        open=True,
    )


def _step(name: str, title: str, words: str, *, done: bool, current: bool) -> Html:
    mark = span("mark", icon("done") if done else None, aria_label="已完成" if done else None)
    label = join([mark, span("words", join([tag("b", title), span("", words)]))])
    state = "done" if done else "current" if current else "later"
    return tag("li", button(label, data_act="guide", data_step=name), class_=state)


def welcome(person: Person) -> Html:
    """Where a chat would be, when none is open."""
    return div(
        "welcome",
        div("avatar bot large", "暖", aria_hidden="true"),
        tag("h2", "温暖 · 沙箱"),
        tag("p", texts.WELCOME),
        tag("p", texts.you_are(person.name)),
        button("从第一步开始", class_="primary", data_act="guide", data_step="ask"),
        tag("p", texts.INVENTED, class_="note"),
    )


def nothing_yet(chat: Chat, person: Person) -> Html:
    """A silent chat says what to try; in one's own, the welcome alone breaks no silence."""
    spoken = any(not post.by_bot for post in chat.posts.values()) if chat.is_private else last_post(chat)
    if spoken:
        return Html()
    if not chat.is_private:
        words = texts.OFFICERS_GROUP if "干部" in chat.title else texts.MEMBERS_GROUP
        return div("empty", tag("p", words), *[_try(f"@wennuan_bot {texts.QUESTION}")])
    tries = [
        _try("/start"),
        _try(texts.QUESTION),
        *([_try(texts.REPORT), _try(texts.REPORTS)] if person.branch else []),
    ]
    return div("empty", tag("p", texts.TRY), *tries)


def _try(words: str) -> Html:
    return button(words, class_="try", data_act="say", data_text=words)
