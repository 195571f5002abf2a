"""What a transcript need not wait for: each bot has a library of its own, but the same files are read once."""

from functools import cache

import pytest

from knowledge.answer.rules import load as load_rules
from knowledge.lexicon.load import load as load_lexicon

_lexicon, _rules = cache(load_lexicon), cache(load_rules)


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is read from them is ever changed; what a bot is taught, or publishes, is its own library's."""
    monkeypatch.setattr("knowledge.library.load_lexicon", _lexicon)
    monkeypatch.setattr("knowledge.library.load_rules", _rules)
