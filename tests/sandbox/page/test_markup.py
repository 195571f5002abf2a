"""What is written into the page is escaped unless it is markup of our own."""

from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.page.looks import Html, button, div, join, rich_text, safe, tag

EVIL = "<img src=x onerror=alert(1)>\"'&"


def test_text_is_escaped_and_markup_is_not() -> None:
    assert tag("p", EVIL, tag("b", "粗")) == "<p>&lt;img src=x onerror=alert(1)&gt;&quot;&#x27;&amp;<b>粗</b></p>"


def test_attributes() -> None:
    made = tag("a", "去", class_="x", data_act="open", aria_busy=None, hidden=False, open=True, tabindex=0, title=EVIL)
    assert made.startswith('<a class="x" data-act="open" open tabindex="0" title="&lt;img')
    assert made.endswith('&quot;&#x27;&amp;">去</a>')


def test_void_elements_and_helpers() -> None:
    assert tag("img", src="/a") == '<img src="/a">'
    assert div("x", None, "a") == '<div class="x">a</div>'
    assert button("好") == '<button type="button">好</button>'
    assert join([Html("<i></i>"), "<", None]) == "<i></i>&lt;"


@given(st.text())
def test_no_text_can_open_a_tag(text: str) -> None:
    shown = safe(text)
    assert "<" not in shown
    assert '"' not in tag("p", title=text).removeprefix('<p title="').removesuffix('"></p>')


def test_addresses_and_commands_become_links() -> None:
    text = "看 www.example.org 或 https://t.me/wennuan_bot?start=abc，再发 /start@wennuan_bot"
    entities = [
        {"type": "url", "offset": 2, "length": 15},
        {"type": "url", "offset": 20, "length": 34},
        {"type": "bot_command", "offset": 58, "length": 18},
    ]
    shown = rich_text({"text": text, "entities": entities})
    assert '<a href="https://www.example.org"' in shown
    assert '<a href="https://t.me/wennuan_bot?start=abc"' in shown
    assert '<a href="tg://say?text=/start%40wennuan_bot"' in shown


def test_offsets_count_utf16_units() -> None:
    shown = rich_text({"caption": "😀 /help", "caption_entities": [{"type": "bot_command", "offset": 3, "length": 5}]})
    assert shown.startswith("😀 <a ")
    assert shown.endswith(">/help</a>")


def test_a_link_to_a_script_is_no_link() -> None:
    body = {"text": "点", "entities": [{"type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)"}]}
    assert rich_text(body) == "点"
