"""The newcomer's five steps, as the README has them; each knows when it is done."""

from collections.abc import Callable, Iterator

from bot.sandbox.actions import buttons_of
from bot.sandbox.model import Chat, Person, Post
from bot.sandbox.page.looks import Html, button, div, icon, join, moment, span, tag
from bot.sandbox.page.panes import last_post
from bot.sandbox.people import next_birthday
from bot.sandbox.world import World

QUESTION = "生病住院能领多少慰问金"
REPORT, REPORTS = "我要申报", "我昨天住院了"  # the key of the menu, and what may be said instead
STEPS: tuple[tuple[str, str, str], ...] = (
    ("ask", "问一句", f"以会员身份问“{QUESTION}”，看答案和出处。"),
    ("report", "报一件事", f"点“{REPORT}”报生病住院（直接说“{REPORTS}”也行），按提示填完，提交。"),
    ("approve", "去审批", "换成工会主席，到干部群的卡片上看“详情”，点“同意”。"),
    ("outcome", "看结果", "换回会员，看温暖怎么告诉本人。"),
    ("greet", "过个生日", "把时钟拨到下一个生日，看温暖怎么祝贺。"),
)


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
        and next_birthday(birthday, at := moment(post.body["date"]).date()) == at
        for post in reversed(chat.posts.values())
    )


_SIGNS: dict[str, Callable[[World], bool]] = {
    "ask": _asked, "report": _reported, "approve": _approved, "greet": _greeted,
}  # fmt: skip
NUMERALS = "零一二三四五六七八九"


def guide(done: frozenset[str]) -> Html:
    """Folded or not is remembered by the browser."""
    current = next((name for name, _, _ in STEPS if name not in done), None)
    many = NUMERALS[len(STEPS)]
    summary = f"{many}步走一遍" if current else f"{many}步都走过了"
    return tag(
        "details",
        tag("summary", span("", summary), span("count", f"{len(done)}/{len(STEPS)}")),
        tag("ol", *[_step(*step, done=step[0] in done, current=step[0] == current) for step in STEPS]),
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
        tag("p", "不用 Telegram，在这里就能把机器人从头到尾用一遍：您可以换成任何一个人，替他问、替他报、替他批。"),
        tag("p", f"现在您是{person.name}。"),
        button("从第一步开始", class_="primary", data_act="guide", data_step="ask"),
        tag("p", "也可以从会话列表里选一个。这里的人和单位都是虚构的。", class_="note"),
    )


def nothing_yet(chat: Chat, person: Person) -> Html:
    """A silent chat says what to try; in one's own, the welcome alone breaks no silence."""
    spoken = any(not post.by_bot for post in chat.posts.values()) if chat.is_private else last_post(chat)
    if spoken:
        return Html()
    if not chat.is_private:
        words = (
            "申报的卡片会出现在干部群里。也可以点名温暖问一句。"
            if "干部" in chat.title
            else "在群里点名温暖，它就会回答。"
        )
        return div("empty", tag("p", words), *[_try(f"@wennuan_bot {QUESTION}")])
    tries = [_try("/start"), _try(QUESTION), *([_try(REPORT), _try(REPORTS)] if person.branch else [])]
    return div("empty", tag("p", "试着说一句："), *tries)


def _try(words: str) -> Html:
    return button(words, class_="try", data_act="say", data_text=words)
