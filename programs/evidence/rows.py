"""From findings and drafts to rows of an edition, and back: which row of an edition says what."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet

from news.dates import PartialDate
from news.models import Article
from news.reading.figures import Figure, canonical_unit
from programs.evidence.claims import PERIOD_FIELDS, Claim
from programs.evidence.drafts import Draft, measured
from programs.evidence.mentions import Mention
from programs.evidence.verdicts import Finding, Verdict
from programs.evidence.wording import nouns, standing_in
from programs.models import ApplicationWindow, Edition, Fact, Schedule, Sourced
from programs.values import fact_words, period_words

MODELS: dict[str, type[Sourced]] = {
    model._meta.model_name: model for model in (Fact, Schedule, ApplicationWindow)
}
_VALUE_FIELDS = {
    "fact": (
        "number",
        "number_max",
        "unit",
        "text",
        "date",
        "is_approximate",
        "as_of",
        "according_to",
    ),
    "schedule": ("valid_from", "valid_to", "as_of", "according_to"),
    "applicationwindow": ("kind", "opens", "closes", "as_of", "according_to"),
}


@dataclass
class NewRow:
    """What one article says, ready to be a row of an edition. ``like``: the row whose name and kind it shares."""

    model: type[Sourced]
    values: dict
    passage: str
    like: Sourced | None = None
    verdict: str = ""
    more: dict = field(default_factory=dict)

    def bare(self) -> Sourced:
        """Its value alone, to be shown."""
        return self.model(**self.values)

    def row(self, edition: Edition, article: Article) -> Sourced:
        """Unsaved."""
        shared = _shared(self.like, edition) if self.like else {}
        return self.model(
            edition=edition,
            article=article,
            passage=self.passage,
            **{**shared, **self.more, **self.values},
        )


def _shared(row: Sourced, edition: Edition) -> dict:
    """What a second statement of the same thing has in common with the first."""
    if isinstance(row, Fact):
        own_round = edition.rounds.filter(key=row.round.key).first() if row.round else None
        return {"label": row.label, "kind": row.kind, "round": own_round, "position": row.position}
    if isinstance(row, Schedule):
        return {"freq": row.freq, "description": row.description, "position": row.position}
    return {"kind": row.kind, "words": row.words, "position": row.position}


def of_finding(finding: Finding) -> NewRow:
    claim, mention = finding.claim, finding.mention
    model = type(claim.row)
    values = (
        _values(claim, mention) if mention else {"text": claim.text, "according_to": claim.voice}
    )
    return NewRow(model, values, finding.sentence.text, claim.row, finding.verdict)


def _values(claim: Claim, mention: Mention) -> dict:
    common = {"as_of": mention.as_of, "according_to": _voice(claim, mention)}
    if claim.quantity:
        return {**_number(mention.figure, claim.unit), **common}
    first, last = mention.dates
    if isinstance(claim.row, Fact):
        return {"date": first or last, **common}
    starts, ends = PERIOD_FIELDS[type(claim.row)]
    return {starts: first, ends: None if first == last else last, **common}


def _number(figure: Figure, unit: str) -> dict:
    """As printed. The claim's unit says more than a counter does, but 24개월 never becomes 24 years."""
    is_length = figure.kind in ("duration", "measure")
    if is_length and canonical_unit(figure.unit) != canonical_unit(unit):
        return measured(figure)
    return {**measured(figure), "text": "", "unit": unit, **_ends(figure)}


def _ends(figure: Figure) -> dict:
    return {
        "number": figure.value,
        "number_max": figure.value_max,
        "is_approximate": figure.is_approximate,
    }


def _voice(claim: Claim, mention: Mention) -> str:
    """The claim's own voice where the article names it; else whoever the article quotes."""
    words = nouns(claim.voice)
    if words and len(standing_in(words, mention.rest)) == len(words):
        return claim.voice
    return mention.voice


def of_draft(draft: Draft, *, label, kind: str, as_of: PartialDate | None) -> NewRow:
    values = {
        "number": draft.number,
        "number_max": draft.number_max,
        "unit": draft.unit,
        "text": draft.text,
        "date": draft.date,
        "is_approximate": draft.is_approximate,
        "as_of": as_of,
        "according_to": draft.mention.voice,
    }
    return NewRow(Fact, values, draft.mention.passage, more={"label": label, "kind": kind})


def snapshot(row: Sourced) -> dict:
    """The row's values as JSON: what a case remembers it by."""
    return {
        name: _plain(getattr(row, name))
        for name in _VALUE_FIELDS[row._meta.model_name]
        if getattr(row, name) not in (None, "")
    }


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return value
    return str(value.normalize()) if isinstance(value, Decimal) else str(value)


def words(row: Sourced) -> str:
    """The value as staff read it."""
    if isinstance(row, Fact):
        text = fact_words(row)
    else:
        starts, ends = PERIOD_FIELDS[type(row)]
        text = period_words(getattr(row, starts), getattr(row, ends))
    return text[:600]


def rows_like(
    edition: Edition, model: type[Sourced], *, label_id: int | None, round_key: str
) -> QuerySet:
    """Rows about the same thing, whoever says it and whatever."""
    rows = model.objects.filter(edition=edition)
    if model is Fact:
        rows = rows.filter(label_id=label_id)
        rows = rows.filter(round__key=round_key) if round_key else rows.filter(round=None)
    return rows


def same_rows(edition: Edition, row: Sourced) -> list[Sourced]:
    """Rows of the edition by which the same article already says the same."""
    like = rows_like(
        edition,
        type(row),
        label_id=getattr(row, "label_id", None),
        round_key=row.round.key if getattr(row, "round_id", None) else "",
    )
    own = like.filter(article=row.article_id)
    return [other for other in own if snapshot(other) == snapshot(row)]


def needs_case(verdict: str) -> bool:
    return verdict in {Verdict.CONTRADICTS, Verdict.UPDATES, Verdict.EARLIER}
