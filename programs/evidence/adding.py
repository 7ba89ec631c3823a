"""What staff do with what an article says: add it to the working edition, and settle what disagrees.

Both read the article and the program anew under a lock, so that a page made before somebody else's change
adds nothing that was not on it: the choice is then refused as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from news.dates import PartialDate
from news.models import Article
from programs.actions import Refused, new_edition
from programs.evidence.drafts import Draft, draft_key, slug_of
from programs.evidence.reading import ProgramEvidence, read
from programs.evidence.rows import (
    MODELS,
    NewRow,
    needs_case,
    of_draft,
    of_finding,
    rows_like,
    same_rows,
    snapshot,
    words,
)
from programs.evidence.verdicts import Finding
from programs.evidence.wording import folded
from programs.models import Edition, EvidenceCase, Fact, Program, Sourced, Term
from programs.publishing import Refusal


@dataclass(frozen=True)
class DraftChoice:
    """A draft as staff want it. ``label``: the name of an existing or a new one."""

    key: str
    label: str
    kind: str
    as_of: PartialDate | None = None


@dataclass
class Added:
    edition: Edition
    rows: list[Sourced] = field(default_factory=list)
    passages: list[Sourced] = field(default_factory=list)
    cases: list[EvidenceCase] = field(default_factory=list)
    were_there: int = 0
    was_approved: bool = False


@transaction.atomic
def add(
    *,
    article: Article,
    program: Program,
    findings: Iterable[str] = (),
    drafts: Iterable[DraftChoice] = (),
    by: AbstractBaseUser | None,
) -> Added:
    """Add the chosen statements to the program's working edition. ``findings``: "verdict:key" as shown.

    Doing it twice adds nothing the second time. A value that differs opens a case; nothing is overwritten.
    """
    wanted, chosen = list(dict.fromkeys(findings)), {choice.key: choice for choice in drafts}
    if not wanted and not chosen:
        raise Refused(Refusal(_("더할 것을 하나 이상 골라 주세요.")))
    if not article.is_public:
        raise Refused(
            Refusal(_("확인되지 않은 기사는 출처가 될 수 없습니다. 기사를 먼저 확인해 주세요."))
        )
    Program.objects.select_for_update().get(pk=program.pk)
    list(Edition.objects.working().select_for_update().filter(program=program))
    evidence = read(article).of(program.pk)
    if evidence is None:
        raise _outdated()
    statements = [of_finding(finding) for finding in _picked(evidence, wanted)]
    drafts = _picked_drafts(evidence, list(chosen))
    statements += [_drafted(draft, chosen[draft.key]) for draft in drafts]
    added = Added(new_edition(program=program, by=by), were_there=len(chosen) - len(drafts))
    for statement in statements:
        _add(added, statement, article, by)
    if added.rows or added.passages:
        _mark(added, by)
    added.edition.refresh_from_db()
    return added


def _picked(evidence: ProgramEvidence, wanted: list[str]) -> list[Finding]:
    found = {finding.key: finding for finding in evidence.findings}
    picked = []
    for choice in wanted:
        verdict, _colon, key = choice.partition(":")
        finding = found.get(key)
        if finding is None or not (finding.verdict == verdict or finding.is_own):
            raise _outdated()
        picked.append(finding)
    return picked


def _picked_drafts(evidence: ProgramEvidence, keys: list[str]) -> list[Draft]:
    """Without those that were added since: a second click finds them among the program's own values."""
    found = {draft.key: draft for draft in evidence.drafts}
    there = {draft_key(evidence.edition, f.place) for f in evidence.findings if f.is_own}
    if any(key not in found and key not in there for key in keys):
        raise _outdated()
    return [found[key] for key in keys if key in found]


def _outdated() -> Refused:
    return Refused(
        Refusal(
            _(
                "그 사이 기사나 사업이 바뀌어 고른 것 가운데 더는 없는 것이 있습니다. "
                "아무것도 더하지 않았으니 다시 골라 주세요."
            )
        )
    )


def _drafted(draft: Draft, choice: DraftChoice) -> NewRow:
    if not choice.label.strip():
        raise Refused(Refusal(_("새 값마다 이름을 적어 주세요."), draft.key))
    if choice.kind not in Fact.Kind.values:
        raise Refused(Refusal(_("새 값의 종류를 골라 주세요."), draft.key))
    return of_draft(draft, label=_label(choice.label), kind=choice.kind, as_of=choice.as_of)


def _label(name: str) -> Term:
    """The label of that name, whatever its spaces; a new one where there is none."""
    name = " ".join(name.split())[:100]
    labels = Term.objects.filter(taxonomy=Term.Taxonomy.FACT_LABEL)
    for term in labels:
        if folded(term.name) == folded(name):
            return term
    return Term.objects.get_or_create(
        taxonomy=Term.Taxonomy.FACT_LABEL, slug=slug_of(name), defaults={"name": name}
    )[0]


def _add(added: Added, statement: NewRow, article: Article, by: AbstractBaseUser | None) -> None:
    row = statement.row(added.edition, article)
    there = _standing(added.edition, statement, row)
    if there is not None:
        _complete(added, there, statement, by)
    else:
        _stamp(row, by)
        _clean(row)
        row.save(force_insert=True)
        added.rows.append(row)
    if statement.like is not None and needs_case(statement.verdict):
        _open_case(added, statement, row, article, by)


def _standing(edition: Edition, statement: NewRow, row: Sourced) -> Sourced | None:
    """The row by which this article says this already."""
    if statement.like is not None and not needs_case(statement.verdict):
        # A supported row of this very article: what it lacks is at most its passage.
        own = rows_like(edition, statement.model, **_name(statement.like)).filter(
            article=row.article_id
        )
        values = snapshot(statement.like)
        mine = [other for other in own if snapshot(other) == values]
        if mine:
            return mine[0]
    return next(iter(same_rows(edition, row)), None)


def _name(row: Sourced) -> dict:
    return {
        "label_id": getattr(row, "label_id", None),
        "round_key": row.round.key if getattr(row, "round_id", None) else "",
    }


def _complete(added: Added, row: Sourced, statement: NewRow, by: AbstractBaseUser | None) -> None:
    if row.passage:
        added.were_there += 1
        return
    row.passage = statement.passage
    _stamp(row, by)
    row.save(update_fields=["passage", "verified_on", "verified_by"])
    added.passages.append(row)


def _stamp(row: Sourced, by: AbstractBaseUser | None) -> None:
    row.verified_on = timezone.localdate()
    row.verified_by = str(by.get_full_name() or by)[:100] if by else ""


def _clean(row: Sourced) -> None:
    try:
        row.full_clean(exclude=["edition"], validate_unique=False)
    except ValidationError as error:
        raise Refused(*(Refusal(f"‘{row}’: {message}") for message in error.messages)) from error


def _open_case(
    added: Added, statement: NewRow, row: Sourced, article: Article, by: AbstractBaseUser | None
) -> None:
    held = statement.like
    case, is_new = EvidenceCase.objects.get_or_create(
        program=added.edition.program,
        row_kind=held._meta.model_name,
        label=getattr(held, "label", None),
        round_key=_name(held)["round_key"],
        held=snapshot(held),
        stated=snapshot(row),
        held_article=held.article,
        article=article,
        defaults={
            "verdict": statement.verdict,
            "held_words": words(held),
            "stated_words": words(row),
            "passage": statement.passage,
            "opened_by": by,
        },
    )
    if is_new:
        added.cases.append(case)


def _mark(added: Added, by: AbstractBaseUser | None) -> None:
    """Who changed the edition. What was approved was approved without this: it is looked at again."""
    edition = added.edition
    added.was_approved = edition.status == Edition.Status.APPROVED
    if added.was_approved:
        edition.status = Edition.Status.IN_REVIEW
    edition.modified_by = by
    edition.save(update_fields=["status", "modified_by"])


_REMOVES = {
    EvidenceCase.Outcome.SUPERSEDED: "held",
    EvidenceCase.Outcome.HELD_MISREAD: "held",
    EvidenceCase.Outcome.ARTICLE_MISREAD: "stated",
}


@transaction.atomic
def settle(
    *, case: EvidenceCase, outcome: str, reason: str, by: AbstractBaseUser | None
) -> tuple[EvidenceCase, Edition | None]:
    """Decide a case. A value that falls is taken out of the working edition; the live one says both until the next
    is published. Returns the case, and the edition that changed or None."""
    case = EvidenceCase.objects.select_for_update().get(pk=case.pk)
    if not case.is_open:
        raise Refused(Refusal(_("이미 정해진 일입니다. 화면을 새로 고쳐 주세요.")))
    if outcome not in EvidenceCase.Outcome.values:
        raise Refused(Refusal(_("결론을 골라 주세요."), "outcome"))
    if not reason.strip():
        raise Refused(Refusal(_("까닭을 적어 주세요."), "reason"))
    case.status, case.outcome = EvidenceCase.Status.SETTLED, outcome
    changed = _take_out(case, _REMOVES[outcome], by) if outcome in _REMOVES else None
    case.reason = " ".join(reason.split())[:500]
    case.settled_by, case.settled_at = by, Now()
    case.save()
    case.refresh_from_db()
    return case, changed


def _take_out(case: EvidenceCase, side: str, by: AbstractBaseUser | None) -> Edition | None:
    edition = Edition.objects.select_for_update().get(
        pk=new_edition(program=case.program, by=by).pk
    )
    rows = rows_like(
        edition, MODELS[case.row_kind], label_id=case.label_id, round_key=case.round_key
    )
    if side == "stated":
        rows = rows.filter(article=case.article)
    elif case.outcome == EvidenceCase.Outcome.HELD_MISREAD:
        rows = rows.filter(article=case.held_article)
    falling = [row for row in rows if snapshot(row) == getattr(case, side)]
    for row in falling:
        row.delete()
    if not falling:
        return None
    _mark(Added(edition), by)
    return edition
