"""Bars of what a program's rounds came to, laid out for an SVG template. The same figures stand in a table beside it.

All lengths are in the units of the drawing's own box, ``WIDTH`` wide; the page scales it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from programs.marks import unreliable_words
from programs.models import Fact, Round
from programs.statements import Statement, Variant
from programs.values import fact_words

WIDTH = 280
LABEL_HEIGHT, BAR_HEIGHT, ROW_GAP, SPLIT_GAP = 22, 22, 14, 16
MARGIN = 4
# Words stand above each bar, so the longest takes the whole width.
LONGEST = WIDTH - 2 * MARGIN


@dataclass(frozen=True)
class Bar:
    """One stated result of one round, and the target stated for that round, if any.

    ``warnings``: that its sources were corrected or retracted.
    """

    label: str
    short_label: str
    places: str
    words: str
    y: int
    width: float
    is_undated: bool
    warnings: tuple[str, ...] = ()
    target_words: str = ""
    target_x: float | None = None

    @property
    def svg_width(self) -> str:
        """As SVG writes numbers, whatever the page's language does with decimal points."""
        return f"{self.width:.1f}"

    @property
    def svg_target_x(self) -> str:
        return "" if self.target_x is None else f"{self.target_x:.1f}"

    @property
    def bar_y(self) -> int:
        return self.y + LABEL_HEIGHT

    @property
    def target_top(self) -> int:
        return self.bar_y - 3

    @property
    def target_bottom(self) -> int:
        return self.bar_y + BAR_HEIGHT + 3

    @property
    def text_y(self) -> int:
        return self.y + LABEL_HEIGHT - 6


@dataclass(frozen=True)
class Chart:
    """A series under one label. ``split_y``: where bars whose year is not printed begin, or None."""

    key: str
    title: str
    bars: list[Bar] = field(default_factory=list)
    height: int = 0
    split_y: int | None = None
    width: int = WIDTH
    bar_height: int = BAR_HEIGHT
    margin: int = MARGIN
    longest: int = LONGEST
    end: int = WIDTH - MARGIN

    @property
    def has_targets(self) -> bool:
        return any(bar.target_x is not None for bar in self.bars)

    @property
    def has_undated(self) -> bool:
        return any(bar.is_undated for bar in self.bars)

    @property
    def description(self) -> str:
        """Every figure in words, for those who do not see the bars."""
        return ". ".join(
            _("%(label)s: %(value)s (목표 %(target)s)")
            % {"label": bar.label, "value": bar.words, "target": bar.target_words}
            if bar.target_words
            else _("%(label)s: %(value)s") % {"label": bar.label, "value": bar.words}
            for bar in self.bars
        )


def charts(statements: Iterable[Statement], rounds: list[Round]) -> list[Chart]:
    """A chart for each label that at least two rounds give as a number of one unit."""
    by_label: dict[int, list[Statement]] = {}
    targets: dict[tuple[int, str], Fact] = {}
    for statement in statements:
        for variant in statement.variants if statement.round else []:
            if variant.fact.kind == Fact.Kind.TARGET and variant.fact.number is not None:
                targets.setdefault((statement.round.pk, variant.fact.unit), variant.fact)
        if statement.round and _is_series(statement):
            by_label.setdefault(statement.label.pk, []).append(statement)
    order = {row.pk: index for index, row in enumerate(in_time_order(rounds))}
    return [
        _chart(sorted(series, key=lambda statement: order[statement.round.pk]), targets)
        for series in by_label.values()
        if len(series) > 1 and len({statement.variants[0].fact.unit for statement in series}) == 1
    ]


def in_time_order(rounds: Iterable[Round]) -> list[Round]:
    """Oldest first; rounds whose year is not stated after all others."""
    return sorted(
        rounds, key=lambda row: (row.year is None, row.year or 0, str(row.valid_from or "~"))
    )


def year_words(row: Round) -> str:
    return _("%(year)s년") % {"year": row.year} if row.year else _("연도 확인되지 않음")


def round_label(row: Round) -> str:
    """The year first, or that it is not known."""
    return f"{year_words(row)} · {row.places}" if row.places else year_words(row)


def _is_series(statement: Statement) -> bool:
    return all(
        variant.fact.number is not None and variant.fact.kind != Fact.Kind.TARGET
        for variant in statement.variants
    )


def _chart(series: list[Statement], targets: dict[tuple[int, str], Fact]) -> Chart:
    entries = [(statement.round, variant) for statement in series for variant in statement.variants]
    shown = [_number(variant.fact) for _round, variant in entries]
    shown += [targets[key].number for key in _target_keys(entries) if key in targets]
    scale = Decimal(LONGEST) / max([*shown, Decimal(1)])
    bars, y, split_y, seen_dated = [], MARGIN, None, False
    for row, variant in entries:
        if row.year is None and split_y is None and seen_dated:
            split_y, y = y, y + SPLIT_GAP
        seen_dated = seen_dated or row.year is not None
        bars.append(_bar(row, variant, targets.get((row.pk, variant.fact.unit)), y, scale))
        y += LABEL_HEIGHT + BAR_HEIGHT + ROW_GAP
    label = series[0].label
    return Chart(label.slug, label.name, bars, y - ROW_GAP + 2 * MARGIN, split_y)


def _target_keys(entries: list[tuple[Round, Variant]]) -> Iterable[tuple[int, str]]:
    return ((row.pk, variant.fact.unit) for row, variant in entries)


def _number(fact: Fact) -> Decimal:
    """A range is drawn to its lower end: that much is certain."""
    return max(fact.number, Decimal(0))


def _bar(row: Round, variant: Variant, target: Fact | None, y: int, scale: Decimal) -> Bar:
    fact = variant.fact
    voice = f" ({fact.according_to})" if fact.according_to else ""
    return Bar(
        label=round_label(row) + voice,
        short_label=year_words(row) + voice,
        places=row.places,
        words=fact_words(fact),
        y=y,
        width=float(_number(fact) * scale),
        is_undated=row.year is None,
        warnings=tuple(unreliable_words(variant.sources)),
        target_words=fact_words(target) if target else "",
        target_x=MARGIN + float(target.number * scale) if target else None,
    )
