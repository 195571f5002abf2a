import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.traffic.raw import decode, from_body, from_value, lane_of
from tests.traffic.routes import said

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def test_the_lane_is_the_chat_else_the_person() -> None:
    assert lane_of(said(1, "你好", chat=7)) == 7
    pressed = {"id": "1", "from": {"id": 8}, "message": {"chat": {"id": -100}}}
    assert lane_of({"update_id": 2, "callback_query": pressed}) == -100
    assert lane_of({"update_id": 3, "inline_query": {"id": "1", "from": {"id": 9}}}) == 9
    assert lane_of({"update_id": 4, "poll": {"id": "1"}}) == 0
    assert lane_of({"update_id": 5, "message": {"chat": {"id": True}, "from": {"id": 2**70}}}) == 0


@pytest.mark.parametrize("value", [None, 1, [], "x", {}, {"update_id": "1"}, {"update_id": -1}, {"update_id": True}])
def test_what_has_no_usable_id_is_set_aside_under_a_negative_one(value: object) -> None:
    first, second = from_value(value), from_value(value)
    assert first.fault
    assert first.update_id < 0
    assert first.update_id != second.update_id


def test_an_update_that_is_no_json_keeps_its_id_when_it_can_be_found() -> None:
    raw = from_body(b'{"update_id": 12, "message": {"text": "\xff')
    assert (raw.update_id, raw.fault) == (12, "not JSON")
    assert from_body(b"<html>").update_id < 0


def test_nul_and_lone_surrogates_are_replaced_and_pairs_kept() -> None:
    body = rb'{"update_id": 1, "text": "a\u0000b\ud800c\ud83d\ude00"}'
    assert decode(body)["text"] == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c\N{GRINNING FACE}"
    assert from_body(body).fault is None


def test_stray_bytes_do_not_stop_the_reading() -> None:
    assert decode(b'{"text": "\xff\xfe"}')["text"]
    with pytest.raises(ValueError):
        decode(b"[" * 100_000)


@given(JSON)
def test_whatever_comes_is_stored_as_bytes_with_an_id(value: object) -> None:
    raw = from_value(value)
    assert isinstance(raw.body, bytes)
    assert raw.fault or json.loads(raw.body)["update_id"] == raw.update_id


@given(st.binary(max_size=200))
def test_no_body_raises(body: bytes) -> None:
    assert from_body(body).body == body
