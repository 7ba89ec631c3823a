"""Which claims of a program an article supports, contradicts or updates, each with the passage that says so.

Figures are paired with claims in two rounds. First those that agree, the surest first, each figure once. What is
left is paired only where the words around the figure name the claim, and then the values differ. So one article's
two numbers of companies (signed up, still to bring in) never contradict each other's claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from news.dates import PartialDate
from news.models import Article
from news.reading.figures import Comparison, canonical_unit, same_date, same_quantity
from programs.evidence.claims import WINDOW_WORDS, Claim
from programs.evidence.mentions import COUNTED, DATED, Mention
from programs.evidence.sentences import Sentence, Sentences
from programs.evidence.timing import Order, order
from programs.evidence.wording import Weights, folded, nouns, standing_in
from programs.models import Sourced
from programs.units import Unit

AGREES = (Comparison.EQUAL, Comparison.CONSISTENT)
# How sure a pairing must be. An equal number speaks for itself, the more so the more digits it has.
SUPPORTS_FROM = 0.34
DIFFERS_FROM = 0.6
TEXT_FROM = 0.6
NEAR_ENOUGH = 0.6


class Verdict(StrEnum):
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    UPDATES = "updates"
    EARLIER = "earlier"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Verdict.SUPPORTS: _("같은 값"),
    Verdict.CONTRADICTS: _("다른 값"),
    Verdict.UPDATES: _("새 값"),
    Verdict.EARLIER: _("더 이른 때의 값"),
}


@dataclass(frozen=True)
class Finding:
    """``mention`` is None for a text, which agrees as a whole sentence or not at all."""

    verdict: Verdict
    claim: Claim
    sentence: Sentence
    mention: Mention | None = None
    strength: float = 0.0
    article_row: Sourced | None = None

    @property
    def key(self) -> str:
        """What the article says where, under which name: the same in every edition, whatever the verdict."""
        row = self.claim.row
        about = [
            row._meta.model_name,
            getattr(row, "label_id", None),
            getattr(row, "round_id", None) and row.round.key,
        ]
        return "-".join(str(part or "") for part in [*about, *self.place])

    @property
    def place(self) -> tuple[int, int]:
        return self.mention.place if self.mention else (self.sentence.start, self.sentence.end)

    @property
    def is_own(self) -> bool:
        """The program has this from this very article already."""
        return self.verdict is Verdict.SUPPORTS and self.article_row is not None


@dataclass(frozen=True)
class Pair:
    claim: Claim
    mention: Mention
    comparison: Comparison
    named: float
    near: float
    strength: float

    @property
    def weight(self) -> tuple[float, float]:
        """Between claims that a figure's words name alike, the one with the longer name is meant."""
        return (self.named * len(self.claim.words) ** 0.5, self.near)


class Judge:
    """Findings about one program. ``taken``: places of figures that another program's claims explain."""

    def __init__(self, article: Article, sentences: Sentences, claims: list[Claim]):
        self.article = article
        self.sentences = sentences
        self.claims = claims
        self.weights = Weights(claim.words for claim in claims)

    def pairs(self, mentions: Iterable[Mention], nearness: dict[int, float]) -> list[Pair]:
        """``nearness``: sentence index → how much that sentence is about this program (0 to 1)."""
        return [
            self._pair(claim, mention, comparison, nearness.get(mention.index, 0.0))
            for claim in self.claims
            for mention in mentions
            if (comparison := compare(claim, mention)) is not Comparison.INCOMPARABLE
        ]

    def _pair(self, claim: Claim, mention: Mention, comparison: Comparison, near: float) -> Pair:
        named = self._named(claim, mention)
        strength = 0.55 * named + 0.35 * _specific(claim, mention) + 0.15 * near
        if comparison is Comparison.CONSISTENT:
            strength -= 0.08
        if claim.mismatches(mention.is_future):
            strength -= 0.1
        if claim.voice:
            said = standing_in(nouns(claim.voice), mention.rest)
            strength += 0.15 if said else -0.1
        if claim.row_of(self.article):
            strength += 0.2
        return Pair(claim, mention, comparison, named, near, strength)

    def _named(self, claim: Claim, mention: Mention) -> float:
        """How much of the claim's name stands around the figure, the nearer the more."""
        if claim.is_period:
            return _named_period(claim, mention)
        found = sum(self.weights.of(word) * mention.holds(word) for word in claim.words)
        whole = self.weights.sum(claim.words)
        beside = 0.1 if any(mention.holds(word) == 1.0 for word in claim.extra) else 0.0
        return min(1.0, found / whole + beside) if whole else beside

    def texts(self) -> Iterator[Finding]:
        """Claims in words: supported where one sentence, or two in a row, hold most of what they say."""
        places = [folded(sentence.text) for sentence in self.sentences.all]
        for claim in self.claims:
            share, index = _held_in(nouns(claim.text) if claim.text else (), places)
            parts = [_held_in(nouns(part), places)[0] for part in claim.text.split(" · ")]
            in_parts = sum(part >= TEXT_FROM for part in parts) / len(parts) if parts[1:] else 0.0
            if share >= TEXT_FROM or in_parts >= TEXT_FROM:
                strength = max(share, in_parts)
                yield Finding(
                    Verdict.SUPPORTS,
                    claim,
                    self.sentences.all[index],
                    strength=strength,
                    article_row=claim.row_of(self.article),
                )


def _named_period(claim: Claim, mention: Mention) -> float:
    """A period has no name of its own: from one day to another it is when people apply, or when it runs."""
    if None in mention.dates or _is_day(mention.dates):
        return 0.0
    is_of_applying = any(mention.holds(word) > 0.3 for word in WINDOW_WORDS)
    return 0.7 if is_of_applying == claim.is_window else 0.0


def _held_in(words: tuple[str, ...], places: list[str]) -> tuple[float, int]:
    """The sentence with most of the words, and how much of them it has; one word alone is chance."""
    held = [standing_in(words, place) for place in places]
    index = max(range(len(places)), key=lambda i: len(held[i]))
    return (len(held[index]) / len(words) if len(held[index]) > 1 else 0.0), index


def settle(pairs: Iterable[Pair], article: Article) -> list[Finding]:
    """The findings that the pairs of all programs leave, each figure and each claim at most once."""
    pairs = sorted(pairs, key=lambda pair: (-pair.strength, pair.mention.figure.start))
    spoken, told = set(), set()
    findings = []
    for pair in pairs:
        agrees = pair.comparison in AGREES and pair.strength >= SUPPORTS_FROM
        if agrees and id(pair.claim) not in spoken and pair.mention.place not in told:
            findings.append(_finding(Verdict.SUPPORTS, pair, article))
            spoken.add(id(pair.claim))
            told.add(pair.mention.place)
    for pair in sorted(pairs, key=lambda pair: pair.weight, reverse=True):
        if id(pair.claim) in spoken or pair.mention.place in told:
            continue
        if pair.comparison is Comparison.DIFFERENT and may_differ(pair):
            findings.append(_finding(_difference(pair, article), pair, article))
            spoken.add(id(pair.claim))
            told.add(pair.mention.place)
    return findings


def _finding(verdict: Verdict, pair: Pair, article: Article) -> Finding:
    return Finding(
        verdict,
        pair.claim,
        pair.mention.sentence,
        pair.mention,
        pair.strength,
        pair.claim.row_of(article),
    )


def may_differ(pair: Pair) -> bool:
    """The figure is about the claim, though it says something else: named, of one unit, tense and round."""
    claim, mention = pair.claim, pair.mention
    if pair.named < DIFFERS_FROM or pair.near < NEAR_ENOUGH or claim.mismatches(mention.is_future):
        return False
    if claim.is_of_round and not _in_round(claim.round_year, mention.said_at):
        return False
    return claim.quantity is None or _same_unit(claim, mention)


def _in_round(year: int | None, said_at: PartialDate | None) -> bool:
    """A run of another year is another run: its figures say nothing about this one's."""
    return said_at is not None and year is not None and said_at.year == year


def _same_unit(claim: Claim, mention: Mention) -> bool:
    """The same unit, or a vague counter beside the noun that tells what it counts."""
    figure = mention.figure
    if canonical_unit(claim.unit) == canonical_unit(figure.unit):
        return True
    if claim.unit in Unit.values and Unit(claim.unit).counter == figure.counter:
        return True
    return any(mention.holds(word) == 1.0 for word in claim.counted)


def compare(claim: Claim, mention: Mention) -> Comparison:
    if claim.quantity and mention.figure.kind in COUNTED:
        found = same_quantity(mention.figure, claim.quantity)
        # What is about 200 to come says nothing of the 210 that have come.
        is_other = found is Comparison.CONSISTENT and claim.mismatches(mention.is_future)
        return Comparison.INCOMPARABLE if is_other else found
    if claim.dates and mention.figure.kind in DATED:
        return _compare_dates(claim, mention)
    return Comparison.INCOMPARABLE


def _compare_dates(claim: Claim, mention: Mention) -> Comparison:
    """Both ends where both state them. One day is not a period, but the open end of one ("2020년부터") is a day."""
    held, told = claim.dates, mention.dates
    if _is_day(held) and None in told:
        told = (told[0] or told[1],) * 2
    elif _is_day(told) and None in held:
        held = (held[0] or held[1],) * 2
    if _is_day(held) != _is_day(told):
        return Comparison.INCOMPARABLE
    results = {
        same_date(str(ours), str(theirs))
        for ours, theirs in zip(held, told, strict=True)
        if ours and theirs
    }
    if not results:
        return Comparison.INCOMPARABLE
    for worst in (Comparison.DIFFERENT, Comparison.CONSISTENT):
        if worst in results:
            return worst
    return Comparison.EQUAL


def _is_day(dates: tuple[PartialDate | None, ...]) -> bool:
    return dates[0] == dates[1]


def _specific(claim: Claim, mention: Mention) -> float:
    """How unlikely it is that another thing has the same value: 11,196 says much, 5 nothing."""
    if claim.dates:
        stated = {day for day in mention.dates if day}
        return min(1.0, sum(sum(map(bool, (d.year, d.month, d.day))) for d in stated) / 4)
    value = mention.figure.value or 0
    digits = len(str(int(value)).rstrip("0"))
    size = len(str(int(value)))
    unit = 0.25 if mention.figure.kind in ("money", "percent") or _is_named_unit(claim) else 0.0
    return min(1.0, 0.3 * (digits - 1) + 0.06 * (size - 1) + unit)


def _is_named_unit(claim: Claim) -> bool:
    return bool(claim.counted)


def _difference(pair: Pair, article: Article) -> Verdict:
    """A value of another time is news; of the same time, or of one that nobody knows, a contradiction."""
    claim, mention = pair.claim, pair.mention
    if claim.round_year:
        return Verdict.CONTRADICTS
    told = mention.as_of or mention.said_at or article.date_published
    return {Order.AFTER: Verdict.UPDATES, Order.BEFORE: Verdict.EARLIER}.get(
        order(told, claim.held_at), Verdict.CONTRADICTS
    )
