"""One person's flood: told once, then passed over, and nobody else waits for it."""

from pathlib import Path
from time import monotonic

from bot.traffic.rate_limit import PRESSES, WORDS, Admission, Quota, RateLimit
from bot.traffic.texts import SLOWLY
from tests.traffic.conftest import running
from tests.traffic.routes import said
from tests.traffic.standin import StandIn
from tests.traffic.test_intake import settled
from tests.traffic.test_odd import CHAT, pressed


class Hand:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_taken_then_told_once_then_passed_over() -> None:
    hand = Hand()
    rate_limit = RateLimit(Quota(3, 10.0), now=hand)
    admissions = [rate_limit.count(7, press=False) for _ in range(6)]
    assert admissions == [Admission.TAKE] * 3 + [Admission.TELL] + [Admission.DROP] * 2
    hand.now = 10.0
    assert rate_limit.count(7, press=False) is Admission.TAKE
    assert rate_limit.count(7, press=False) is Admission.DROP  # the same flood, and he knows
    hand.now = 100.0
    assert [rate_limit.count(7, press=False) for _ in range(4)] == [Admission.TAKE] * 3 + [Admission.TELL]


def test_words_do_not_use_up_presses_nor_other_people_s_patience() -> None:
    rate_limit = RateLimit(Quota(1, 10.0), Quota(2, 10.0), now=Hand())
    assert rate_limit.count(7, press=False) is Admission.TAKE
    assert rate_limit.count(7, press=False) is Admission.TELL
    assert [rate_limit.count(7, press=True) for _ in range(3)] == [Admission.TAKE, Admission.TAKE, Admission.TELL]
    assert rate_limit.count(8, press=False) is Admission.TAKE


def test_only_the_latest_people_are_remembered() -> None:
    rate_limit = RateLimit(Quota(1, 1e9), now=Hand())
    for person in range(20_010):
        rate_limit.count(person, press=False)
    assert len(rate_limit._buckets) == 20_000


def test_nobody_who_types_or_works_off_a_list_is_stopped() -> None:
    hand = Hand()
    rate_limit = RateLimit(now=hand)
    for _ in range(300):  # a message every two seconds, two decisions a second
        hand.now += WORDS.seconds
        assert rate_limit.count(7, press=False) is Admission.TAKE
        assert rate_limit.count(7, press=True) is Admission.TAKE
    assert PRESSES.burst >= 50
    assert WORDS.burst >= 30  # three albums


async def test_a_flood_is_told_once_and_others_are_answered(standin: StandIn, tmp_path: Path) -> None:
    flood = [said(n, f"记{n}", chat=7) for n in range(1, 400)]
    async with running(standin, tmp_path) as app:
        app._dispatcher._rate_limit = RateLimit(Quota(5, 1e6))
        began = monotonic()
        standin.push(*flood, said(1000, "在吗", chat=8))
        await standin.until(lambda: standin.count(8) == 1, 60)
        waited = monotonic() - began
        await standin.until(lambda: standin.count(7) == 6, 60)
        rows = await settled(app, 400)
    assert standin.texts(7).count(SLOWLY) == 1
    assert len(standin.texts(7)) == 6
    assert standin.texts(8) == ["答在吗"]
    assert waited < 60
    assert {row["state"] for row in rows.values()} == {"done"}


async def test_too_many_presses_are_told_at_the_button(standin: StandIn, tmp_path: Path) -> None:
    shown = {"message_id": 5, "date": 1, "chat": CHAT, "text": "…"}
    async with running(standin, tmp_path) as app:
        app._dispatcher._rate_limit = RateLimit(presses=Quota(1, 1e6))
        standin.push(*(pressed(n, "x", shown) for n in range(1, 5)))
        await settled(app, 4)
    told = [payload for method, payload in standin.calls if method == "answerCallbackQuery"]
    assert [payload["text"] for payload in told] == [SLOWLY]


async def test_a_group_is_not_told_of_one_person_s_haste(standin: StandIn, tmp_path: Path) -> None:
    updates = [said(n, f"记{n}", chat=7) for n in range(1, 5)]
    for update in updates:
        update["message"]["chat"] = {"id": -100, "type": "supergroup", "title": "群"}
    async with running(standin, tmp_path) as app:
        app._dispatcher._rate_limit = RateLimit(Quota(2, 1e6))
        standin.push(*updates)
        await settled(app, 4)
        await standin.until(lambda: standin.count(-100) == 2, 60)
    assert standin.texts() == ["收到记1", "收到记2"]
