"""Zeros as keyboards and scans give them in dates: ○ (U+25CB), ◯, the letter O; 〇 and 零 are the right ones.

Every character stands for one, so that places in the text stay what they are.
"""

from knowledge.patterns import Late

_LOOKS = "○◯OoＯｏ〇零"
_DIGIT = rf"[0-9{_LOOKS}]"
#: A run with a digit in it, where a date has its number: before 年月日号 and separators, or after them at the end.
_ARABIC = Late(
    rf"(?<![A-Za-z0-9])(?=[0-9]*[{_LOOKS}])(?={_DIGIT}*[0-9]){_DIGIT}{{1,4}}(?=\s*[年月日号./\-])"
    rf"|(?<=[0-9][-./])(?={_DIGIT}*[0-9]){_DIGIT}{{2}}(?![A-Za-z0-9])|(?<=月)(?={_DIGIT}*[0-9]){_DIGIT}{{2}}(?![A-Za-z0-9])"
)
_CHINESE_YEAR = Late(rf"[一二][一二三四五六七八九0{_LOOKS}]{{3}}(?=\s*年)")
_CHINESE_DAY = Late(rf"(?<=月)([一二三])[{_LOOKS}](?=[日号])")
_TO_DIGIT, _TO_CHINESE = ({ord(each): zero for each in _LOOKS + "0"} for zero in ("0", "〇"))


def plain_zeros(text: str) -> str:
    """2O26年1O月 → 2026年10月, 二○二六年 → 二〇二六年, 三月二○日 → 三月二十日; all else stays."""
    text = _CHINESE_YEAR.sub(lambda found: found.group().translate(_TO_CHINESE), text)
    text = _CHINESE_DAY.sub(r"\1十", text)
    return _ARABIC.sub(lambda found: found.group().translate(_TO_DIGIT), text)
