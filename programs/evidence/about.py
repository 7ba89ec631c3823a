"""Which programs an article is about: ranked, each with the sentences that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from news.models import Article
from programs.evidence.sentences import Sentence, Sentences
from programs.evidence.wording import Weights, folded, nouns, standing_in
from programs.models import Edition

# Below this an article merely shares words with a program.
ENOUGH = 0.45
_MOST_REASONS = 4
_BRACKETS = re.compile(r"\([^)]*\)")
_TAIL = re.compile(r"[가-힣A-Za-z·]+$")


@dataclass(frozen=True)
class Reason:
    """``quote`` is the article's own text, None where the headline says it."""

    why: str
    quote: Sentence | None = None


@dataclass
class Match:
    """A program that the article may be about. ``score`` from 0 to 1, for the order only."""

    edition: Edition
    score: float
    reasons: list[Reason] = field(default_factory=list)

    @property
    def is_sure(self) -> bool:
        return self.score >= 0.6


class Subject:
    """What a program is recognised by."""

    def __init__(self, edition: Edition):
        self.edition = edition
        self.names = [
            _BRACKETS.sub("", name).strip()
            for name in (edition.name, edition.alternate_name)
            if name
        ]
        self.name_words = tuple(dict.fromkeys(word for name in self.names for word in nouns(name)))
        self.organizations = [row.organization for row in edition.involvements.all()]

    @cached_property
    def detail_words(self) -> tuple[str, ...]:
        facts = self.edition.facts.all()
        texts = [
            *_BRACKETS.findall(self.edition.name),
            self.edition.summary,
            *(fact.label.name for fact in facts),
            *(fact.text for fact in facts if fact.text),
            *(term.name for term in [*self.edition.themes.all(), *self.edition.audiences.all()]),
        ]
        words = dict.fromkeys(word for text in texts for word in nouns(text))
        return tuple(word for word in words if word not in self.name_words)

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.name_words, *self.detail_words)

    def is_cited(self, article: Article) -> bool:
        rows = [
            *self.edition.facts.all(),
            *self.edition.schedules.all(),
            *self.edition.windows.all(),
        ]
        return any(row.article_id == article.pk for row in rows)


class Ranking:
    """``matches``: the programs that the article is about, the surest first."""

    def __init__(self, article: Article, sentences: Sentences, editions: Iterable[Edition]):
        self.article = article
        self.sentences = sentences
        self.subjects = {edition.pk: Subject(edition) for edition in editions}
        self.weights = Weights(subject.words for subject in self.subjects.values())
        self._offices = Weights(
            {office.pk for office in subject.organizations} for subject in self.subjects.values()
        )
        self._folded = [folded(sentence.text) for sentence in sentences.all]
        self._headline = folded(article.headline)
        self._whole = "".join(self._folded) + self._headline
        matches = (self._match(subject) for subject in self.subjects.values())
        self.matches = sorted(
            (match for match in matches if match.score >= ENOUGH),
            key=lambda match: (-match.score, match.edition.name),
        )

    def _match(self, subject: Subject) -> Match:
        named, reasons = self._named(subject)
        detail = standing_in(subject.detail_words, self._whole)
        offices, office_score = self._offices_named(subject)
        headline = self._share_in(self._headline, subject)
        score = (
            0.62 * named
            + 0.3 * min(1.0, self.weights.share(detail, subject.detail_words))
            + 0.12 * office_score
            + 0.1 * headline
        )
        if subject.is_cited(self.article):
            score += 0.4
            reasons.insert(0, Reason(_("이 사업의 값이 이미 이 기사를 출처로 씁니다.")))
        match = Match(subject.edition, min(1.0, score), reasons)
        if score >= ENOUGH:
            match.reasons += [*offices, *self._detail_reasons(detail)]
            match.reasons = match.reasons[:_MOST_REASONS]
        return match

    def _named(self, subject: Subject) -> tuple[float, list[Reason]]:
        """How much of its name stands together in one sentence, and where."""
        places = [*enumerate(self._folded), (None, self._headline)]
        best = max(places, key=lambda place: self._share_in(place[1], subject), default=None)
        share = self._share_in(best[1], subject) if best else 0.0
        if not share:
            return 0.0, []
        found = standing_in(subject.name_words, best[1])
        quote = None if best[0] is None else self.sentences.all[best[0]]
        return share, [Reason(self._name_words(subject, best[1], found), quote)]

    def _name_words(self, subject: Subject, place: str, found: list[str]) -> str:
        if any(folded(name) in place for name in subject.names):
            return _("사업 이름이 그대로 나옵니다.")
        return _("사업 이름의 말 %(words)s이(가) 함께 나옵니다.") % {"words": _listed(found)}

    def _share_in(self, place: str, subject: Subject) -> float:
        if any(folded(name) in place for name in subject.names):
            return 1.0
        return self.weights.share(standing_in(subject.name_words, place), subject.name_words)

    def affinity(self, edition: Edition, index: int) -> float:
        """How near sentence ``index`` is to the program, by its own words and those just above."""
        subject = self.subjects[edition.pk]
        near = 0.0
        for distance, weight in enumerate((1.0, 0.5, 0.25)):
            if index - distance >= 0:
                near += weight * self._touches(subject, self._folded[index - distance])
        return near + 0.3 * self._share_in(self._headline, subject)

    def _touches(self, subject: Subject, place: str) -> float:
        detail = self.weights.share(standing_in(subject.detail_words, place), subject.detail_words)
        return self._share_in(place, subject) + detail

    def _offices_named(self, subject: Subject) -> tuple[list[Reason], float]:
        reasons, score = [], 0.0
        for office in {row.pk: row for row in subject.organizations}.values():
            printed = next((form for form in _forms(office.name) if form in self._whole), None)
            if printed is None:
                continue
            score += self._offices.of(office.pk)
            quote = next(
                (s for s, f in zip(self.sentences.all, self._folded, strict=True) if printed in f),
                None,
            )
            reasons.append(
                Reason(_("참여 기관 ‘%(name)s’이(가) 나옵니다.") % {"name": office.name}, quote)
            )
        return reasons, min(1.0, score)

    def _detail_reasons(self, found: list[str]) -> list[Reason]:
        """The sentence with most of the words that the program's page uses."""
        telling = [word for word in found if self.weights.of(word) >= 0.5]
        if len(telling) < 2:
            return []
        index, place = max(
            enumerate(self._folded),
            key=lambda item: self.weights.sum(standing_in(telling, item[1])),
        )
        words = standing_in(telling, place)
        if not words:
            return []
        why = _("사업 설명의 말 %(words)s이(가) 나옵니다.") % {"words": _listed(words[:5])}
        return [Reason(why, self.sentences.all[index])]


def _forms(name: str) -> list[str]:
    """An organization as papers print it: in full, or by its last word where that is long enough to be no other's."""
    tail = _TAIL.search(name)
    forms = [folded(name)]
    if tail and tail.start() and len(tail[0]) >= 5:
        forms.append(folded(tail[0]))
    return forms


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"‘{word}’" for word in words)
