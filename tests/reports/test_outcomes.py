"""What members hear: true, plain and kind, for every kind and outcome."""

import re
from decimal import Decimal
from itertools import product

import pytest

from bot.core.kinds import SENSITIVE, Kind
from bot.reports.rules.payments import Payment, Signature
from bot.reports.texts import members as members_texts
from bot.reports.texts.members import Addressee

EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]")
WHOM = "陈主席（春风机关工会主席）"
WAS = Payment(Decimal(800), Signature())
WISHES = re.compile("快乐|白头偕老|前程似锦|平安喜乐")


def spoken(kind: Kind, addressee: Addressee) -> list[str]:
    """Every sentence that may follow for this kind and addressee."""
    amount = None if kind in (Kind.HARDSHIP, Kind.FAMILY_CONFLICT) else Decimal("500.5")
    tails = [
        members_texts.approved(addressee, kind, amount, "慰问金"),
        members_texts.rejected(kind, "与已经办理的申报重复", WHOM),
        members_texts.returned(addressee, kind, "哪一天？"),
        members_texts.revoked(kind, "金额写错了", WHOM),
        members_texts.assigned(addressee, "吴委员、陈主席", "11月25日下午", WHOM, visit=kind in SENSITIVE),
        members_texts.delivery(kind, "吴委员、陈主席", WHOM)(addressee),
        members_texts.settled(
            addressee, Payment(amount, Signature("李明", "配偶")) if amount else None, "慰问金", WHOM
        ),
        members_texts.corrected(addressee, WAS, Payment(Decimal(600), Signature()), "多写了一个零", WHOM),
        members_texts.ESCALATED,
    ]
    return [members_texts.heading(addressee, "会员生病住院", "2026-0001", "王建国") + tail for tail in tails]


@pytest.mark.parametrize(("kind", "addressee"), list(product(Kind, Addressee)))
def test_every_sentence_is_whole_numbered_and_calm(kind: Kind, addressee: Addressee) -> None:
    for text in spoken(kind, addressee):
        assert "2026-0001" in text
        assert text.endswith(("。", "？")), text
        assert not re.search("[，。]{2}|None|！", text), text
        assert not EMOJI.search(text)


@pytest.mark.parametrize("kind", sorted(SENSITIVE))
def test_no_good_wishes_in_grief_illness_and_conflict(kind: Kind) -> None:
    assert not any(WISHES.search(text) for text in spoken(kind, Addressee.SELF))


def test_grief_is_met_with_condolence_and_joy_with_joy() -> None:
    assert "请节哀" in members_texts.approved(Addressee.SELF, Kind.BEREAVEMENT, Decimal(1000), "慰问金")
    assert "新婚快乐" in members_texts.approved(Addressee.SELF, Kind.MARRIAGE, Decimal(500), "慰问品")
    assert "会保密" in members_texts.approved(Addressee.SELF, Kind.MEMBER_CONFLICT, None, None)


def test_a_conflict_is_taken_on_or_found_unfit_never_granted_or_refused() -> None:
    heard = " ".join(spoken(Kind.MEMBER_CONFLICT, Addressee.SELF))
    assert "已经受理" in heard
    assert "不适合由工会调解" in heard
    assert not re.search("同意|驳回|慰问完成|审批", heard)


def test_money_and_goods_are_named_as_what_they_are() -> None:
    assert "慰问金为 800 元" in members_texts.approved(Addressee.SELF, Kind.HOSPITALIZATION, Decimal(800), "慰问金")
    assert "慰问品金额为 500 元" in members_texts.approved(Addressee.SELF, Kind.MARRIAGE, Decimal(500), "慰问品")
    assert "元" not in members_texts.approved(Addressee.SELF, Kind.HARDSHIP, None, None)


def test_whoever_reports_for_another_is_not_comforted_in_his_place() -> None:
    assert "早日康复" not in members_texts.approved(Addressee.REPORTER, Kind.HOSPITALIZATION, Decimal(800), "慰问金")
    assert "哪一天" not in members_texts.returned(Addressee.SUBJECT, Kind.MARRIAGE, "哪一天？")
