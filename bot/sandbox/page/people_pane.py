"""Choosing who one is: everybody, by branch, with the number of messages that wait for each."""

from itertools import groupby

from bot.sandbox.model import Person
from bot.sandbox.page.looks import ROLES, avatar, badge
from bot.sandbox.page.markup import Html, div, span, tag
from bot.sandbox.world import World

NOBODYS_BRANCH = "还没有入会"
Row = tuple[str, Html]


def people_rows(world: World, unread: dict[int, int], chosen: int) -> list[Row]:
    """Headings and people, each under a key of its own; ``unread`` is by person."""
    rows: list[Row] = []
    everybody = sorted(world.people.values(), key=lambda person: _branch_order(world, person))
    for branch, persons in groupby(everybody, key=lambda person: person.branch or NOBODYS_BRANCH):
        rows.append((f"branch {branch}", tag("h3", branch, class_="branch")))
        rows += [(f"person {one.id}", person_row(one, unread[one.id], chosen=one.id == chosen)) for one in persons]
    return rows


def _branch_order(world: World, person: Person) -> int:
    """Branches in the order in which their first person came, those without one last."""
    if person.branch is None:
        return len(world.people)
    branches = [other.branch for other in world.people.values()]
    return branches.index(person.branch)


def person_row(person: Person, unread: int, *, chosen: bool) -> Html:
    return tag(
        "a",
        avatar(person.id, person.name),
        div("who", span("name", person.name), span("role", role(person))),
        badge(0 if chosen else unread),
        class_="row person",
        href=f"/?as={person.id}",
        data_act="open",
        data_as=person.id,
        aria_current="true" if chosen else None,
        data_key=f"person {person.id}",
    )


def role(person: Person) -> str:
    return ROLES.get(person.role, person.role)
