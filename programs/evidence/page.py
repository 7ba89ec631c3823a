"""An article's evidence as staff see it: each statement beside its passage, with what can be chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from programs.evidence.drafts import Draft
from programs.evidence.reading import ArticleEvidence, ProgramEvidence
from programs.evidence.rows import of_finding, words
from programs.evidence.sentences import Sentence
from programs.evidence.verdicts import Finding, Verdict
from programs.models import Edition, EvidenceCase, Fact
from programs.values import date_words


@dataclass(frozen=True)
class Passage:
    """The sentence in three pieces, the figure in the middle; ``figure`` is empty where all of it is meant."""

    before: str
    figure: str = ""
    after: str = ""

    @classmethod
    def of(cls, sentence: Sentence, place: tuple[int, int] | None) -> Passage:
        if place is None:
            return cls(sentence.text)
        start, end = (point - sentence.start for point in place)
        return cls(sentence.text[:start], sentence.text[start:end], sentence.text[end:])


@dataclass(frozen=True)
class Choice:
    """One line. ``value``: what the form sends; ``note``: what adding it does, or why there is nothing to add."""

    value: str
    verdict: str
    verdict_label: str | Promise
    name: str
    held: str
    held_source: str
    stated: str
    as_of: str
    passage: Passage
    note: str
    is_there: bool
    is_chosen: bool


@dataclass(frozen=True)
class DraftLine:
    """``key`` also names its fields: label-…, kind-…, as_of-…."""

    key: str
    label: str
    is_known_label: bool
    kind: str
    kinds: list[tuple[str, str]]
    stated: str
    as_of: str
    voice: str
    passage: Passage
    is_chosen: bool


@dataclass(frozen=True)
class ProgramBlock:
    edition: Edition
    reasons: list
    is_sure: bool
    choices: list[Choice]
    drafts: list[DraftLine]
    cases: list[EvidenceCase]

    @property
    def has_more(self) -> bool:
        """Something is left to be chosen."""
        return bool(self.drafts) or any(not choice.is_there for choice in self.choices)

    @property
    def is_empty(self) -> bool:
        return not self.choices and not self.drafts


def blocks(
    evidence: ArticleEvidence, sent: dict[int, dict[str, str]] | None = None
) -> list[ProgramBlock]:
    """``sent``: program → what its form sent, kept where it was refused. One query."""
    ids = [program.edition.program_id for program in evidence.programs]
    cases = EvidenceCase.objects.open().for_pages().filter(program__in=ids)
    by_program: dict[int, list[EvidenceCase]] = {}
    for case in cases:
        by_program.setdefault(case.program_id, []).append(case)
    return [
        _block(
            program,
            by_program.get(program.edition.program_id, []),
            (sent or {}).get(program.edition.program_id),
        )
        for program in evidence.programs
    ]


def _block(
    program: ProgramEvidence,
    cases: list[EvidenceCase],
    sent: dict[str, str] | None,
) -> ProgramBlock:
    return ProgramBlock(
        program.edition,
        program.match.reasons,
        program.match.is_sure,
        [_choice(finding, sent, program.match.is_sure) for finding in program.findings],
        [_draft_line(draft, sent) for draft in program.drafts],
        cases,
    )


def _choice(finding: Finding, sent: dict[str, str] | None, is_sure: bool) -> Choice:
    row = of_finding(finding).bare()
    value = f"{finding.verdict}:{finding.key}"
    own = finding.article_row
    is_there = finding.is_own and bool(own.passage)
    return Choice(
        value,
        finding.verdict.value,
        finding.verdict.label,
        finding.claim.name,
        held=words(finding.claim.row),
        held_source=_sources(finding.claim.rows),
        stated=words(row),
        as_of=date_words(row.as_of) if finding.mention and row.as_of else "",
        passage=Passage.of(finding.sentence, finding.mention.place if finding.mention else None),
        note=_note(finding, is_there),
        is_there=is_there,
        is_chosen=value in sent
        if sent is not None
        else is_sure and not is_there and _is_safe(finding),
    )


def _is_safe(finding: Finding) -> bool:
    """Chosen beforehand: only what agrees, as a figure or in every word."""
    is_plain = finding.mention is not None or finding.strength >= 1
    return finding.verdict is Verdict.SUPPORTS and is_plain


def _note(finding: Finding, is_there: bool) -> str:
    if is_there:
        return _("이 기사가 이미 출처이고 근거 문장도 적혀 있습니다.")
    if finding.is_own:
        return _("이 기사가 이미 출처입니다. 더하면 근거 문장을 채웁니다.")
    if finding.verdict is Verdict.SUPPORTS:
        return _("더하면 이 값의 출처가 하나 늘어납니다.")
    return _("더하면 두 값이 나란히 남고, 어느 쪽이 맞는지 정할 일이 하나 생깁니다.")


def _sources(rows: Iterable) -> str:
    articles = {row.article_id: row.article for row in rows if row.article}
    return ", ".join(
        f"{article.headline} ({date_words(article.date_published)})"
        for article in articles.values()
    )


def _draft_line(draft: Draft, sent: dict[str, str] | None) -> DraftLine:
    fields = sent or {}
    kind = fields.get(f"kind-{draft.key}", draft.kind)
    return DraftLine(
        draft.key,
        fields.get(f"label-{draft.key}", draft.label),
        draft.term is not None,
        kind,
        [(str(value), str(label)) for value, label in Fact.Kind.choices],
        stated=_draft_words(draft),
        as_of=fields.get(f"as_of-{draft.key}", str(draft.as_of or "")),
        voice=draft.mention.voice,
        passage=Passage.of(draft.mention.sentence, draft.mention.place),
        is_chosen=draft.key in fields,
    )


def _draft_words(draft: Draft) -> str:
    return words(
        Fact(
            number=draft.number,
            number_max=draft.number_max,
            unit=draft.unit,
            text=draft.text,
            date=draft.date,
            is_approximate=draft.is_approximate,
        )
    )
