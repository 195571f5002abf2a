"""Weighs the evidence for each class: what was learned, the lexicon's words besides, and what must not be overruled."""

from __future__ import annotations

import re

from knowledge.lexicon.load import Lexicon
from knowledge.understand.model import Evidence

OVERVIEW, CHITCHAT, CARE, OUT = "overview", "chitchat", "care", "out"
RULE, NEAR = 0.05, 0.2
OVERVIEW_RULE, CHITCHAT_RULE = 4.0, 2.5
STRONG_RULE = 3.0
STUBBORN, UNFOUND = 0.1, 0.1
NAMES_THE_GRANT = re.compile(r"慰问|要访|要贺|五要|(?:有没有|有什么|啥|有)表示")


def weigh(found: Evidence, lexicon: Lexicon) -> dict[str, float]:
    """Class → weight, the heaviest first. RULE and NEAR, chosen on folds by persona, are what a point
    of the lexicon's and the nearness of a phrasing count."""
    weights = dict(found.learned)
    for owner, value in found.rules.items():
        key = OUT if owner.startswith("-") else owner
        weights[key] = max(weights.get(key, 0.0), found.learned.get(key, 0.0) + RULE * value)
    for key, (nearness, _) in found.near.items():
        weights[key] = weights.get(key, 0.0) + NEAR * nearness
    if found.rules and (stubborn := _stubborn(found, lexicon)):
        weights[OUT] = weights.get(OUT, 0.0) + stubborn
    weights[OVERVIEW] = weights.get(OVERVIEW, 0.0) + (RULE * OVERVIEW_RULE if found.overview else -UNFOUND)
    weights[CHITCHAT] = weights.get(CHITCHAT, 0.0) + (RULE * CHITCHAT_RULE if found.small else 0.0)
    return dict(sorted(weights.items(), key=lambda one: -one[1]))


def _stubborn(found: Evidence, lexicon: Lexicon) -> float:
    """What a look-alike's own word weighs besides: for it, unless the message names the grant (慰问, 要访, 要贺)."""
    said = (value for key, value in found.rules.items() if key[0] == "-" and lexicon.declines[key[1:]].stubborn)
    if max(said, default=0.0) < STRONG_RULE:
        return 0.0
    return -STUBBORN if NAMES_THE_GRANT.search(found.text) else STUBBORN


def top(weights: dict[str, float]) -> str:
    return next(iter(weights), OUT)


def explained(found: Evidence, weights: dict[str, float]) -> tuple[str, ...]:
    """The lines of `--explain`: what was mended, the heaviest classes with their words, facets and signals."""
    mended = (f"改写：{'，'.join(found.notes)}",) if found.notes else ()
    lines = []
    for key, weight in list(weights.items())[:5]:
        words = "、".join(dict.fromkeys(hit.words for hit in found.hits if hit.owner == key))
        learned, rule = found.learned.get(key, 0.0), found.rules.get(key, 0.0)
        lines.append(f"{key} {weight:+.3f}（学到 {learned:+.3f}，词 {rule:.1f}：{words}）")
    if found.near:
        label, (nearness, phrasing) = next(iter(found.near.items()))
        lines.append(f"最近的问法（{label} {nearness:.2f}）：{phrasing}")
    asked, signals = "、".join(found.facets) or "未指明", "、".join(sorted(found.signals)) or "无"
    return (*mended, *lines, f"问的是：{asked}", f"信号：{signals}")
