"""What ends `make test` in a failure: a branch of the four parts that no test runs, or a file not looked at."""

import pytest

from tests.covered import PARTS, Report, files_of, missing


@pytest.fixture
def whole() -> Report:
    return {name: {"missing_lines": [], "missing_branches": []} for part in PARTS for name in files_of(part)}


def test_nothing_is_missing_where_everything_was_run(whole: Report) -> None:
    assert list(missing(whole)) == []


def test_a_line_a_branch_and_a_file_that_were_left_out_are_named(whole: Report) -> None:
    whole["bot/reports/rules/transitions.py"]["missing_lines"] = [7]
    whole["bot/traffic/relay.py"]["missing_branches"] = [[3, 5]]
    del whole["bot/store/inbox.py"]
    assert list(missing(whole)) == [
        "transitions: bot/reports/rules/transitions.py: lines [7], branches []",
        "inbox: bot/store/inbox.py: not measured",
        "outbox: bot/traffic/relay.py: lines [], branches [[3, 5]]",
    ]
