"""What people do on the page. The browser names the act and its fields, all of them text; nothing of it is trusted."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from bot.core.clock import SHANGHAI
from bot.sandbox import actions, texts
from bot.sandbox.actions import press
from bot.sandbox.clock import machine_now
from bot.sandbox.errors import ApiError, ControlError
from bot.sandbox.jsons import Json
from bot.sandbox.page import guide
from bot.sandbox.page.controls import ADVANCES, Birthday, next_greeting
from bot.sandbox.page.log import PAGE
from bot.sandbox.page.looks import clock_words
from bot.sandbox.page.place import Place, find_place
from bot.sandbox.page.tab import Tab
from bot.sandbox.view import move_clock

Act = Callable[[Tab, dict[str, str]], Awaitable[None]]


async def act(tab: Tab, fields: dict[str, str]) -> None:
    """Do what ``fields["act"]`` names; what can't be done is told in a toast."""
    doing = ACTS.get(fields.get("act", ""))
    if doing is None:
        return
    try:
        await doing(tab, fields)
    except (ControlError, ApiError, KeyError, ValueError):
        tab.run("toast", texts.NOT_NOW)
    tab.site.refresh()


async def _open(tab: Tab, fields: dict[str, str]) -> None:
    place, problem = find_place(tab.site.world, fields.get("as"), fields.get("chat"))
    tab.go(place, push=fields.get("push") != "no")
    if problem:
        tab.run("toast", problem)


def _as(tab: Tab) -> Json:
    place = tab.place
    return {"as": place.person.id, "chat": place.chat.id if place.chat else place.person.id}


async def _say(tab: Tab, fields: dict[str, str]) -> None:
    reply_to = {"reply_to": int(fields["reply_to"])} if fields.get("reply_to") else {}
    if fields["text"].strip():
        actions.say(tab.site.world, {**_as(tab), "text": fields["text"].strip(), **reply_to})


async def _press(tab: Tab, fields: dict[str, str]) -> None:
    world = tab.site.world
    message, index = int(fields["message"]), int(fields["button"])
    known = set(world.presses)
    done = press(world, {**_as(tab), "message": message, "button": index})
    made = next(reversed(world.presses), None)
    if made and made not in known:
        tab.presses[made] = (message, index)
    opened = done.get("opened", {})
    if "copy_text" in opened:
        tab.run("copy", str(opened["copy_text"].get("text", "")))
    elif opened:
        tab.run("toast", texts.NOT_SHOWN_HERE)


async def _link(tab: Tab, fields: dict[str, str]) -> None:
    """A link that a Telegram client would not leave to the browser: a command, or one that starts this bot."""
    query = {key: values[0] for key, values in parse_qs(urlsplit(fields["href"]).query).items()}
    if fields["href"].startswith("tg://say"):
        await _say(tab, {"text": query.get("text", "")})
        return
    here = tab.place.person
    tab.go(Place(here, tab.site.world.chats[here.id]))
    await _say(tab, {"text": f"/start {query.get('start', '')}"})


async def _earlier(tab: Tab, fields: dict[str, str]) -> None:
    tab.log.length += PAGE


async def _clock(tab: Tab, fields: dict[str, str]) -> None:
    """Move the clock and stay busy until the work that fell due has run."""
    site, world = tab.site, tab.site.world
    due = next_greeting(world.people.values(), world.clock.now(), site.greeting_hour, world.feb29)
    moment = _moment(tab, fields, due)
    if site.busy or moment is None:
        return
    site.busy = True
    site.refresh()
    try:
        await move_clock(world, moment)
    finally:
        site.busy = False
    words = f"现在是{clock_words(world.clock.now())}"
    if fields.get("move") == "birthday" and due:
        person = due.people[0]
        tab.go(Place(person, world.chats[person.id]))
        words += f"，{due.names}的生日"
    tab.run("moved", words)


def _moment(tab: Tab, fields: dict[str, str], due: Birthday | None) -> datetime | None:
    move = fields.get("move", "")
    if move == "birthday":
        return due.at if due else None
    if move == "now":
        return machine_now()
    if move == "to":
        return datetime.fromisoformat(fields["to"]).replace(tzinfo=SHANGHAI)
    return tab.site.world.clock.now() + ADVANCES[move]


async def _guide(tab: Tab, fields: dict[str, str]) -> None:
    """Take the newcomer to where a step happens, and put the words into her mouth."""
    world = tab.site.world
    member = guide.newcomer(world)
    if member is None:
        return
    step = fields.get("step")
    if step in ("ask", "report", "outcome"):
        tab.go(Place(member, world.chats[member.id]))
    if step in ("ask", "report"):
        tab.run("fill", texts.QUESTION if step == "ask" else texts.REPORT)
    elif step == "approve" and (found := guide.officers_group(world, member.branch)):
        tab.go(Place(*found))
    elif step == "greet":
        tab.run("dialog", "clock")


ACTS: dict[str, Act] = {
    "open": _open, "say": _say, "press": _press, "link": _link, "earlier": _earlier, "clock": _clock, "guide": _guide,
}  # fmt: skip
