"""Figures of an article with what stands around them: what they count, when, who says so, and whether it has happened."""

from __future__ import annotations

import re
from dataclasses import dataclass

from news.dates import PartialDate
from news.models import Article
from news.reading.figures import Figure, as_of, find
from programs.evidence.sentences import Sentence, Sentences
from programs.evidence.timing import dates_of
from programs.evidence.wording import folded

COUNTED = frozenset(("count", "money", "percent", "duration", "measure", "multiple"))
DATED = frozenset(("date", "date_range", "year"))
# A clause ends where one statement is over and the next begins.
_CLAUSE = re.compile(r"(?:[며고]|지만|는데|으나|면서|[,;▲·](?![0-9]))(?=[\s,]|$)")
_FUTURE = re.compile(r"계획|예정|목표|방침|[가-힣]ㄹ 것|할 것|될 것|겠다|전망|늘릴|모을|찾을|유도")
_VOICE = re.compile(
    r"(?P<who>[가-힣A-Za-z·]+(?: [가-힣A-Za-z·]+)?) ?(?P<what>통계|추산|집계|추정)(?:에 따르면|에 의하면|상|으로는|로는|에서는|은|는|치)"
)


@dataclass(frozen=True)
class Mention:
    """``before``, ``after``, ``rest`` and ``above`` are folded text, nearest first; ``above`` is the sentence before."""

    figure: Figure
    sentence: Sentence
    index: int
    before: str
    after: str
    rest: str
    above: str
    is_future: bool
    as_of: PartialDate | None
    said_at: PartialDate | None
    dates: tuple[PartialDate | None, ...]
    voice: str
    published: PartialDate | None

    @property
    def place(self) -> tuple[int, int]:
        return self.figure.start, self.figure.end

    @property
    def passage(self) -> str:
        return self.sentence.text

    def holds(self, word: str) -> float:
        """How near the word stands: 1 beside the figure, 0 nowhere."""
        if word in self.before or word in self.after:
            return 1.0
        if word in self.rest:
            return 0.55
        return 0.3 if word in self.above else 0.0


def mentions_in(article: Article, sentences: Sentences) -> list[Mention]:
    figures = find(article.text)
    return [
        _mention(article, sentences, figures, index)
        for index, figure in enumerate(figures)
        if figure.kind in COUNTED | DATED and not figure.is_as_of
    ]


def _mention(article: Article, sentences: Sentences, figures: list[Figure], at: int) -> Mention:
    figure = figures[at]
    index = sentences.index_at(figure.start)
    sentence = sentences.all[index]
    neighbours = [f for f in figures if sentence.holds(f.start)]
    before, after = _beside(article.text, sentence, figure, neighbours)
    published = article.date_published
    return Mention(
        figure,
        sentence,
        index,
        before=folded(before + figure.text),
        after=folded(after),
        rest=folded(sentence.text),
        above=folded(sentences.all[index - 1].text) if index else "",
        is_future=_is_future(article.text, sentence, figure, before),
        as_of=_printed_basis(article, figure),
        said_at=_said_at(neighbours, figure, published),
        dates=dates_of(figure, published) if figure.kind in DATED else (None, None),
        voice=_voice(article.text[sentence.start : figure.start]),
        published=published,
    )


def _beside(
    text: str, sentence: Sentence, figure: Figure, neighbours: list[Figure]
) -> tuple[str, str]:
    """What stands between the figure and its neighbours, in its clause. A date counts nothing, so it parts nothing."""
    neighbours = [other for other in neighbours if other.kind in COUNTED]
    start = max([sentence.start, *(f.end for f in neighbours if f.end <= figure.start)])
    end = min([sentence.end, *(f.start for f in neighbours if f.start >= figure.end)])
    before, after = text[start : figure.start], text[figure.end : end]
    for mark in _CLAUSE.finditer(before):
        start_of_clause = mark.end()
        if before[start_of_clause:].strip():
            before = before[:0] + text[start + start_of_clause : figure.start]
    clause = _CLAUSE.search(after)
    return before, after[: clause.start() + 1] if clause else after


def _is_future(text: str, sentence: Sentence, figure: Figure, before: str) -> bool:
    """The clause that the figure stands in tells a plan or a target."""
    rest = text[figure.end : sentence.end]
    clause = re.search(r"[했됐었았났쳤렸졌왔렀]으?며|[했됐었았났쳤렸졌왔렀]고|지만", rest)
    return _FUTURE.search(before + (rest[: clause.end()] if clause else rest)) is not None


def _printed_basis(article: Article, figure: Figure) -> PartialDate | None:
    basis = as_of(article.text, figure)
    return dates_of(basis, article.date_published)[-1] if basis else None


def _said_at(
    neighbours: list[Figure], figure: Figure, published: PartialDate | None
) -> PartialDate | None:
    """The date that the sentence gives before the figure, else the day of publication."""
    given = [
        dates_of(other, published)
        for other in neighbours
        if other.kind in DATED and not other.is_as_of and other.end <= figure.start
    ]
    known = [dates[1] for dates in given if dates[0] and dates[1] and dates[1].year]
    return known[-1] if known else published


def _voice(before: str) -> str:
    found = [*_VOICE.finditer(before)][-1:]
    return f"{found[0]['who']} {found[0]['what']}" if found else ""
