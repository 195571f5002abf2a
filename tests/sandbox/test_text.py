"""Markup as Telegram reads it."""

import pytest

from bot.sandbox.errors import Violation
from bot.sandbox.text import detect, format_text, to_html, units


def entities(text: str, mode: str) -> list[tuple[str, int, int]]:
    _, found = format_text(text, mode, None)
    return [(entity["type"], entity["offset"], entity["length"]) for entity in found]


@pytest.mark.parametrize(
    ("source", "shown", "found"),
    [
        ("<b>粗<i>斜</i></b>", "粗斜", [("bold", 0, 2), ("italic", 1, 1)]),
        ("😀<u>下</u>", "😀下", [("underline", 2, 1)]),
        ('<a href="https://a.cn/?x=1&amp;y=2">链接</a>', "链接", [("text_link", 0, 2)]),
        ("<pre>代\n码</pre>", "代\n码", [("pre", 0, 3)]),
        ("<blockquote expandable>引</blockquote>", "引", [("expandable_blockquote", 0, 1)]),
        (
            '<span class="tg-spoiler">密</span><tg-spoiler>密</tg-spoiler>',
            "密密",
            [("spoiler", 0, 1), ("spoiler", 1, 1)],
        ),
        ("&lt;王&gt; &amp; &quot;李&#34; &copy;", '<王> & "李" &copy;', []),
        ("  <s> 空 </s>  ", "空", [("strikethrough", 0, 1)]),
        ("<b></b>无", "无", []),
    ],
)
def test_html(source: str, shown: str, found: list[tuple[str, int, int]]) -> None:
    assert format_text(source, "HTML", None)[0] == shown
    assert entities(source, "HTML") == found


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>粗", 'Can\'t find end tag corresponding to start tag "b"'),
        ("粗</b>", "Unexpected end tag at byte offset 3"),
        ("<b><i>乱</b></i>", 'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"'),
        ("王<建>军", 'Unsupported start tag "建" at byte offset 3'),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ('<span class="x">错</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_wrong_html(source: str, reason: str) -> None:
    with pytest.raises(Violation) as caught:
        format_text(source, "HTML", None)
    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("source", "shown", "found"),
    [
        ("*粗 _斜_*", "粗 斜", [("bold", 0, 3), ("italic", 2, 1)]),
        ("__下__ ~删~ ||密||", "下 删 密", [("underline", 0, 1), ("strikethrough", 2, 1), ("spoiler", 4, 1)]),
        ("[链](https://a.cn/\\))", "链", [("text_link", 0, 1)]),
        ("`a*b` ```c.d```", "a*b c.d", [("code", 0, 3), ("pre", 4, 3)]),
        (">引 *粗*\n尾", "引 粗\n尾", [("blockquote", 0, 3), ("bold", 2, 1)]),
        ("1\\. 好\\!", "1. 好!", []),
    ],
)
def test_markdown(source: str, shown: str, found: list[tuple[str, int, int]]) -> None:
    assert format_text(source, "MarkdownV2", None)[0] == shown
    assert entities(source, "MarkdownV2") == found


@pytest.mark.parametrize("source", ["1. 好", "*粗", "`码", "[链](x", "[链] 无", "(好)"])
def test_wrong_markdown(source: str) -> None:
    with pytest.raises(Violation, match="can't parse entities"):
        format_text(source, "MarkdownV2", None)


def test_old_markdown_is_lenient() -> None:
    assert entities("*粗* 1.5 [链](http://a.cn)", "Markdown") == [("bold", 0, 1), ("text_link", 6, 1)]


def test_what_is_found_in_plain_text() -> None:
    text = "/start@wennuan_bot 请看 https://a.cn/b，@laowang 或 a.b@c.cn #慰问"
    assert [(e["type"], text[e["offset"] : e["offset"] + e["length"]]) for e in detect(text)] == [
        ("bot_command", "/start@wennuan_bot"),
        ("url", "https://a.cn/b"),
        ("mention", "@laowang"),
        ("email", "a.b@c.cn"),
        ("hashtag", "#慰问"),
    ]
    assert detect("1/2 的人说：7.5 元") == []


def test_rendering_is_safe() -> None:
    text, found = format_text('<b>😀<a href="https://a.cn">"</a></b>&lt;script&gt;', "HTML", None)
    assert to_html(text, found) == (
        '<b>😀<a href="https://a.cn" rel="noopener" target="_blank">&quot;</a></b>&lt;script&gt;'
    )
    bad = [{"type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)"}]
    assert to_html("点", bad) == "点"


def test_units() -> None:
    assert [units(text) for text in ("", "好", "😀", "\ud83d")] == [0, 1, 2, 1]
