"""Answers that are offered while somebody types `@bot …` in another chat."""

from dataclasses import dataclass

from bot.core.clock import local_date
from bot.core.work.unit import Deps
from bot.questions import answering
from bot.questions.teaching.lessons import informed

INLINE_OFFERS = 5


@dataclass(frozen=True)
class InlineOffer:
    """One answer offered while somebody types `@bot …` in another chat."""

    title: str
    teaser: str
    text: str


async def inline_offers(deps: Deps, query: str) -> list[InlineOffer]:
    """Answers worth sharing; none for what the notice does not cover, and never a person's case."""
    if not query.strip():
        return []
    library = await informed(deps)
    found = library.answer(query, today=local_date(deps.clock.now()), in_group=True)
    questions = [query, *(item.argument for item in found.suggestions if item.action == "ask")]
    offers = [await _inline_offer(deps, question) for question in questions[:INLINE_OFFERS]]
    return [offer for offer in offers if offer]


async def _inline_offer(deps: Deps, question: str) -> InlineOffer | None:
    plain = deps.library.answer(question, today=local_date(deps.clock.now()), in_group=True)
    found, on = await answering.with_published(deps, plain, question)
    if found.missed or found.care or not (found.topics or on):
        return None
    return InlineOffer(question, found.text.splitlines()[0][:100], found.text)
