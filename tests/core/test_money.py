"""How people write sums: read where they are certain, asked again where they are not, never taken wrong."""

from decimal import Decimal

import pytest

from bot.core.errors import BadInput
from bot.core.money import example, is_amount, parse_yuan, yuan

CERTAIN = {
    "800": "800",
    " 800 元 ": "800",
    "８００ 元": "800",
    "￥800.50": "800.5",
    "800元整": "800",
    "人民币800元": "800",
    "RMB 800": "800",
    "同意800": "800",
    "1,000": "1000",
    "1，000 元": "1000",
    "12,345.60": "12345.6",
    "0.5": "0.5",
    "0.05元": "0.05",
    "八百": "800",
    "捌佰元整": "800",
    "八百块钱": "800",
    "两百": "200",
    "二百五": "250",
    "三百五": "350",
    "三百五十": "350",
    "三百零五": "305",
    "一百一十五": "115",
    "一百十五": "115",
    "十五": "15",
    "二十": "20",
    "十": "10",
    "一千五": "1500",
    "一千五百": "1500",
    "一千零五": "1005",
    "一千零五十": "1050",
    "一千二百零五": "1205",
    "一万二": "12000",
    "一万零五百": "10500",
    "三万五千": "35000",
    "1千": "1000",
    "1千5": "1500",
    "1.5千": "1500",
    "1.2万": "12000",
    "3百5": "350",
    "八〇〇": "800",
    "一二〇〇": "1200",
    "五块八": "5.8",
    "八百五十元五角": "850.5",
    "八百五十元五角三分": "850.53",
    "八百元零三分": "800.03",
    "六毛": "0.6",
    "五": "5",
}
UNCERTAIN = (
    *("八九百", "三五百", "800左右", "800多", "两千多", "八百吧", "不同意八百", "800-900", "800、600", "800 600"),
    *("1,00", "10,00", "1,0000", "1.000", "1 000", "1k", "半", "½", "二五", "三十零五", "一千五十", "一千零五百"),
    *("百八", "千五", "3百50", "1千500", "一千一千", "一百千", "百", "万", "元", "整", "-800", "+800", "八百.5"),
    *(
        "0",
        "0.00",
        "零",
        "0.005",
        "八百元五十",
        "12345678",
        "一万万",
        "八点五",
        "800元8角9",
        "",
        "   ",
        "\n",
        "８００　９００",
    ),
    *("零八百", "〇〇八", "五百零", "零", "三百零", "一万零二千", "九万九千九百九十九万"),
)


@pytest.mark.parametrize(("text", "amount"), CERTAIN.items())
def test_a_certain_sum_is_read(text: str, amount: str) -> None:
    assert parse_yuan(text) == Decimal(amount)
    assert is_amount(text)


@pytest.mark.parametrize("text", UNCERTAIN)
def test_an_uncertain_sum_is_asked_for_again(text: str) -> None:
    with pytest.raises(BadInput, match="例如 800"):
        parse_yuan(text)


def test_every_sum_below_twenty_thousand_written_out_in_full_is_itself() -> None:
    assert [value for value in range(1, 20_000, 7) if parse_yuan(written(value)) != value] == []


def written(value: int) -> str:
    """In the standard form: 一千零五, 一万零五百."""
    if value >= 10_000:
        rest = value % 10_000
        return f"{written(value // 10_000)}万" + (("零" if rest < 1000 else "") + written(rest) if rest else "")
    digits, said, gap = "零一二三四五六七八九", "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        place = value // unit % 10
        if place == 0:
            gap = bool(said)
            continue
        said += ("零" if gap else "") + digits[place] + name
        gap = False
    return said


@pytest.mark.parametrize("most", ["0.5", "1", "7", "20", "99", "100", "150", "200", "300", "500", "1000", "5000"])
def test_the_example_keeps_within_the_ceiling(most: str) -> None:
    assert 0 < Decimal(example(Decimal(most))) <= Decimal(most)
    with pytest.raises(BadInput, match=f"例如 {example(Decimal(most))}。"):
        parse_yuan("看着办", Decimal(most))


def test_sums_are_shown_without_idle_zeros() -> None:
    assert [yuan(Decimal(one)) for one in ("800.00", "800.50", "0.05")] == ["800 元", "800.5 元", "0.05 元"]
