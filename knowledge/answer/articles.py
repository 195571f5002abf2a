"""When a clause that nobody has interpreted is quoted beside what was learned to be said, and when in its place."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from knowledge.answer.claims import Claims
from knowledge.answer.finding import Match
from knowledge.answer.pieces import Piece
from knowledge.answer.states import seeks
from knowledge.answer.texts import QUOTED, THIS_POINT
from knowledge.answer.uninterpreted import CLAIM, Uninterpreted, named, quoted, unsaid
from knowledge.answer.works import SAID
from knowledge.document import Place
from knowledge.reading.model import Act, Event, Reading, What
from knowledge.reading.naming import META, OUT, OWN, PLAIN, UNHEARD, UNNAMED, WHOLES

TELLING = 6.0  # evidence from which a clause is quoted: a word of a group, or a pair of characters that is rare
ALONE = 18.0  # by which another kind than the one that was read is meant
FAINT = 4.0  # where the rank makes sure of it
# and, with the rank added:
SURE = 25.0
LOOKALIKE = 22.0  # in place of what a look-alike is told
OWN_WORK = 16.5  # beside what is said of the bot's own work
UNASKED = 23.0  # where nothing seemed to be asked
SIDES = 23.0  # where only sides are named (“要什么材料”), which many clauses state
PARTICULAR = 40.0  # in place of the list of all
NEAR = 0.8  # of the best clause's rank, or of its evidence: one is as near
AT_MOST = 2  # clauses that are quoted for one question
SAID_BACK = re.compile(rf"{THIS_POINT}|您问的“.*没有写|没有记着")  # the question, and
UNSAID = re.compile(rf"^通知没有写|{SAID_BACK.pattern}")  # a side of it, called unstated
LISTED = frozenset({PLAIN, UNNAMED, "which", "what", "count", "amount", "form", "comparison", "exists"})
WORKS = frozenset({"activity", "work_item"})


@dataclass(frozen=True)
class Articles:
    """The clauses of one set of documents as they bear on a message."""

    plain: Uninterpreted

    @cached_property
    def claims(self) -> Claims:
        return Claims(self.plain.lexicon)

    def found(self, reading: Reading) -> Piece | None:
        """The clause that a message speaks of that was not understood, or seemed to ask nothing."""
        asks = Act.ASK in reading.acts
        if Act.COMPLAIN in reading.acts or (not asks and (reading.dark or any(map(_known, reading.events)))):
            return None
        found = _first([one for one in self.plain.finder.matches(reading) if _tells(one, 0.0 if asks else UNASKED)])
        found = found or (self._sought(reading) if asks else [])
        return self._piece(found, reading) if found else None

    def joined(self, pieces: Sequence[Piece], reading: Reading) -> list[Piece]:
        """The pieces with the clause that the message speaks of: in place of what is not known, of a list
        where a particular is asked, or of another line of the year's work; beside all else; nothing where it is cited
        already."""
        if Act.ASK not in reading.acts:
            return list(pieces)
        cited = {place for piece in pieces for place in piece.places}
        kept: list[Piece] = []
        for piece in pieces:
            lookalike = _lookalike(piece)
            matches = self.plain.finder.matches(reading, self._explained(piece), lookalike)
            best = self._best([one for one in matches if self._adds(one, piece, reading)], piece)
            best = [] if self._absent(piece, reading) else best
            particular = piece.topic in WHOLES and not self._listing(piece, matches, reading)
            if stating := self._stating(piece, matches, reading):
                kept.append(self._piece([stating], reading))
            elif not best and (piece.missed or lookalike) and (sought := self._sought(reading)):
                kept.append(self._piece(sought, reading))
            elif not best or (best[0].item.place in cited and not particular):
                borne = _borne(piece, matches, reading)
                kept.append(_led(borne, best[0]) if best and self._leads(best[0], piece.places[:1], reading) else borne)
            elif lookalike or particular or self._in_place(piece, best[0], matches):
                kept.append(self._piece(best, reading))
            else:
                beside = [_unclaimed(piece, best[0], reading), self._piece(best[:1], reading)]
                kept += reversed(beside) if self._leads(best[0], piece.places, reading) else beside
        # two kinds of which the same is said stay two, and are both named
        once = {(piece.said, piece.topic if piece.intent == "entitlement" else ""): piece for piece in kept}
        return self.claims.weighed(list(once.values()), reading)

    def _sought(self, reading: Reading) -> list[Match]:
        """The clause that states how things are handled, where that alone is asked and no matter was named (“超过半年还
        行不”)."""
        if not reading.askings or any(one.words for one in reading.questions if one.topic != UNHEARD):
            return []
        stating = (
            item for item in self.plain.items if all(seeks(asking.said, item.text) for asking in reading.askings)
        )
        return [Match(item, 0.0, 0.0, frozenset(), subject=True) for item in islice(stating, 1)]

    def _piece(self, matches: Sequence[Match], reading: Reading) -> Piece:
        items = [one.item for one in matches]
        words = quoted(self.plain.narrowed(item, reading.text) for item in items)
        return Piece("meta", items[0].citation, (*words, QUOTED), {}, tuple(item.place for item in items))

    def _best(self, matches: Sequence[Match], piece: Piece) -> list[Match]:
        """The clauses that there is evidence of, enough for such an answer; beside one that is known, no clause for
        which sentences were written."""
        own = piece.topic.startswith(OWN)
        bar = LOOKALIKE if _lookalike(piece) else OWN_WORK if own else 0.0
        others = self._unknown(piece) or _lookalike(piece) or piece.intent in WORKS
        telling = (one for one in matches if _tells(one, bar, sides=own or not self._unknown(piece)))
        of_notice = piece.topic == META  # that it is asked about the notice itself is often a guess
        return _first(
            [one for one in telling if others or one.item in self.plain.items or (of_notice and one.worth >= SURE)]
        )

    def _adds(self, match: Match, piece: Piece, reading: Reading) -> bool:
        """Whether a clause is cited for a kind already, or is spoken of for itself beside it: by words that the clauses
        cited have not, or by far more; and it is of no other kind alone, unless those words leave no doubt."""
        if self.plain.notice.kind(piece.topic) is None or match.item.place in piece.places:
            return True
        asked = {one.topic for one in reading.questions} | {piece.topic} | named(reading.text)
        kinds = named(match.item.text) | match.item.events
        alone = self.plain.finder.apart(match, piece.places, reading.text)
        own = not kinds or bool(kinds & asked) or alone >= ALONE
        return own and max(alone, match.worth - SURE) >= TELLING

    def _leads(self, best: Match, places: Sequence[Place], reading: Reading) -> bool:
        """Whether the clause is said before what rests on `places`: by what they have not it leaves no doubt that it is
        meant."""
        return bool(places) and self.plain.finder.apart(best, places, reading.text) >= ALONE

    def _absent(self, piece: Piece, reading: Reading) -> bool:
        """Whether it is asked by its very name for a line of the year's work that no document has."""
        topic = self.plain.lexicon.topics.get(piece.topic) if piece.intent in WORKS else None
        absent = topic is not None and piece.places == (self.plain.notice.whole,)
        return absent and topic is not None and bool(topic.anchored.search(reading.text))

    def _in_place(self, piece: Piece, best: Match, matches: Sequence[Match]) -> bool:
        """Whether the clause is said in place of a piece: of what is not known, of another line of the year's work, of
        what is told of the leading notice itself where another document's clause is meant."""
        of_another = piece.topic == META and best.item.source != self.plain.notice.source
        return self._unknown(piece) or of_another or _elsewhere(piece, matches)

    def _stating(self, piece: Piece, matches: Sequence[Match], reading: Reading) -> Match | None:
        """The clause of the matter that states a side asked about, where the line of the year's work that was chosen
        does not."""
        if piece.intent not in WORKS or piece.topic in WHOLES:
            return None
        sides = {one.facet for one in reading.questions if one.topic == piece.topic} - SAID
        asked = {f"facet:{side}" for side in sides}
        near = [one for one in matches if one.worth >= NEAR * matches[0].worth]
        telling = [one for one in near if _tells(one, 0.0) and one.subject and asked & one.tokens]
        stated = any(one.item.place in piece.places for one in telling)
        return None if stated else next(iter(telling), None)

    def _listing(self, piece: Piece, matches: Sequence[Match], reading: Reading) -> bool:
        """Whether the list of all is an answer to what is asked of it: 有哪些, 多少, but not 要签字吗, nor whether
        there is one that the list has no word for, and a clause has (走路的活动有吗), nor what another clause
        leaves no doubt about (讲什么原则)."""
        sides = {one.facet for one in reading.questions if one.topic == piece.topic}
        apart = matches and _tells(matches[0], 0.0) and matches[0].subject
        whether = apart and sides == {"exists"}
        other = apart and matches[0].worth >= PARTICULAR and matches[0].item.place not in piece.places
        return sides <= LISTED and not whether and not other

    def _explained(self, piece: Piece) -> Sequence[str]:
        """The topics whose words in the message the piece accounts for, so that they are no evidence that another
        clause is meant: its own; of a look-alike every kind, for it may resemble any; none where an activity, a line
        of the year's work or the notice itself is spoken of."""
        if _lookalike(piece):
            return tuple(kind.key for kind in self.plain.notice.kinds)
        return () if piece.intent in WORKS or piece.topic == META else (piece.topic,)

    def _unknown(self, piece: Piece) -> bool:
        """Whether it was not understood, or asks for a kind that no document in force lists."""
        kind = piece.intent == "entitlement" and piece.topic not in WHOLES
        return piece.missed or (kind and self.plain.notice.kind(piece.topic) is None)


def _tells(match: Match, bar: float, *, sides: bool = False) -> bool:
    """Whether there is evidence that a message speaks of the clause; where only sides of it are named, more is asked,
    unless it is known to be about a report, or about what the clause grants."""
    enough = match.evidence >= TELLING or (match.evidence >= FAINT and match.worth >= SURE)
    return enough and match.worth >= (bar if match.subject or sides else max(bar, SIDES))


def _known(event: Event) -> bool:
    """Whether it is a happening that has sentences of its own."""
    return event.what not in {What.OTHER, What.OTHER_JOY}


def _lookalike(piece: Piece) -> str:
    """The look-alike that a piece declines; "" for what is not understood, and for all else."""
    return piece.topic.removeprefix(OUT) if piece.topic.startswith(OUT) and not piece.missed else ""


def _elsewhere(piece: Piece, matches: Sequence[Match]) -> bool:
    """Whether it tells of a line of the year's work that is not as near to the message as the best."""
    return piece.intent in WORKS and not _near(piece.places, matches[0], matches)


def _near(places: Container[Place], best: Match, matches: Sequence[Match]) -> bool:
    return any(one.item.place in places and one.score >= NEAR * best.score for one in matches)


def _led(piece: Piece, best: Match) -> Piece:
    """A piece that quotes the clause which the message speaks of beside its own, that one first."""
    words = quoted([best.item])
    if words[0] not in piece.said:
        return piece
    places = dict.fromkeys((best.item.place, *piece.places))
    return replace(piece, said=tuple(dict.fromkeys((*words, *piece.said))), places=tuple(places))


def _unclaimed(piece: Piece, match: Match, reading: Reading) -> Piece:
    """Without the sentences that call something unstated, where the clause states the side that is asked about; else
    without those that call the question so, since the clause bears its words, or the only side that is asked. Beside
    a line of the year's work it may bear no more than the name of the matter."""
    stated = any(token.startswith("facet:") for token in match.tokens)
    if not stated and piece.intent in WORKS:
        return piece
    false = CLAIM if stated else UNSAID if len(reading.askings) == 1 else SAID_BACK
    return replace(piece, said=tuple(filter(None, (unsaid(said, false) for said in piece.said))))


def _borne(piece: Piece, matches: Sequence[Match], reading: Reading) -> Piece:
    """A line of the year's work without the sentence that calls the question unstated, where the line itself is what
    the message speaks of, and states the side that is asked."""
    sides = {f"facet:{one.facet}" for one in reading.questions if one.topic == piece.topic}
    told = piece.intent in WORKS and matches and _tells(matches[0], 0.0) and matches[0].item.place in piece.places
    if not told or not sides & matches[0].tokens:
        return piece
    return replace(piece, said=tuple(filter(None, (unsaid(said, SAID_BACK) for said in piece.said))))


def _first(found: Sequence[Match]) -> list[Match]:
    """The one that most speaks for, evidence and rank together, and another: with hardly less, so that the reader sees
    which is meant, or for other words of the message (“刚入会，端午有吗”)."""
    ordered = sorted(found, key=lambda one: -one.worth)
    best = ordered[:1]
    near = [one for one in ordered[1:] if one.worth >= NEAR * best[0].worth]
    apart = [one for one in ordered[1:] if not one.tokens & best[0].tokens and one.worth >= SURE and one.subject]
    return [*_newest_first(best + near), *apart][:AT_MOST]


def _newest_first(found: Sequence[Match]) -> list[Match]:
    """Of clauses as near the newer document's, where an older one has the same words."""
    return sorted(found, key=lambda one: -one.item.source.year if one.tokens & found[0].tokens else 0)
