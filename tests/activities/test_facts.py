"""A fact of an activity stands in one table; what cannot be derived from it is held against it here."""

from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import String, Text

from bot.activities.rules import Activity, Plan, Status
from bot.activities.texts import members as texts
from bot.activities.texts.facts import FACTS, Fact
from bot.core.clock import SHANGHAI
from bot.privacy.queries.resealing import SEALED
from bot.store.tables_activities import activities
from knowledge.lexicon.load import FOLDER as LEXICON

TODAY = date(2026, 12, 1)
PLAN = Plan(
    title="乒乓球比赛",
    day=date(2026, 12, 12),
    until=date(2026, 12, 13),
    start="09:00",
    finish="11:30",
    place="市民中心",
    audience="单身会员",
    places=30,
    deadline=datetime(2026, 12, 10, 17, tzinfo=SHANGHAI),
    note="带球拍",
)


def test_the_table_names_what_a_plan_holds_in_its_order() -> None:
    assert [one.name for one in FACTS] == [one.name for one in fields(Plan)]


@pytest.mark.parametrize("fact", FACTS, ids=lambda one: one.name)
def test_a_fact_has_its_column(fact: Fact) -> None:
    kept = activities.c[fact.name]
    if fact.sealed:
        assert isinstance(kept.type, Text)
        assert (activities, fact.name) in SEALED
    elif fact.longest:
        assert isinstance(kept.type, String)
        assert kept.type.length is not None
        assert fact.longest <= kept.type.length


@pytest.mark.parametrize("fact", FACTS, ids=lambda one: one.name)
def test_members_read_every_fact(fact: Fact) -> None:
    """In the activity's own message, and in the answer to a question about it."""
    gone: dict[str, Any] = {fact.name: "" if fact.name == "title" else None}
    without = replace(PLAN, **gone)
    assert told(PLAN) != told(without)
    assert answered(PLAN) != answered(without)


@pytest.mark.parametrize("fact", [one for one in FACTS if one.facet], ids=lambda one: one.name)
def test_the_side_that_a_fact_answers_is_one(fact: Fact) -> None:
    assert f"[{fact.facet}]" in (LEXICON / "facets.toml").read_text(encoding="utf-8")


def activity(plan: Plan) -> Activity:
    return Activity(1, 1, "工委", committee=True, status=Status.PUBLISHED, version=1, plan=plan)


def told(plan: Plan) -> list[str]:
    return [plan.title, *texts.facts(plan, TODAY)]


def answered(plan: Plan) -> list[str]:
    return [texts.fixed(activity(plan), TODAY), texts.noted(activity(plan))]
