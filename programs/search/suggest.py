"""What may be meant by the beginning of a query: programs, terms, organizations and regions. A few cheap queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Case, CharField, F, Func, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programs.models import Edition, Organization, SearchDocument, Term
from programs.search.query import Reading
from programs.search.retrieval import reading_query
from programs.search.text import (
    INITIALS,
    ONLY_INITIALS,
    VOWELS,
    folded,
    from_latin_keys,
    initials,
    typed_initials,
)
from regions.models import Region

MAX_LENGTH = 50
_PROGRAMS, _OTHERS = 5, 3
_LOOKED_AT = 60


@dataclass(frozen=True)
class Suggestion:
    text: str
    kind: str
    url: str


def suggest(text: str) -> list[Suggestion]:
    """At most 14, programs first. ``text``: what is typed so far, perhaps in the middle of a syllable."""
    forms = list(_forms(folded(text[:MAX_LENGTH])))
    for typed in forms:
        found = [*_programs(typed), *_terms(typed), *_organizations(typed), *_regions(typed)]
        if found:
            return found
    return []


def _forms(typed: str) -> Iterator[str]:
    """What is typed, without a half-typed syllable, or read off the other keyboard."""
    if not typed or len(typed) == 1 and typed.isascii():
        return
    yield typed
    last = typed[-1]
    if (
        len(typed) > 1
        and (last in INITIALS or last in VOWELS)
        and not ONLY_INITIALS.fullmatch(typed)
    ):
        yield typed[:-1]
    elif "가" <= last <= "힣" and (ord(last) - 0xAC00) % 28:
        # 산훋 is on its way to 산후도우미: the final consonant begins the next syllable.
        yield typed[:-1] + chr(ord(last) - (ord(last) - 0xAC00) % 28)
    if korean := from_latin_keys(typed):
        yield korean


def _programs(typed: str) -> Iterator[Suggestion]:
    letters = typed_initials(typed)
    is_initials = ONLY_INITIALS.fullmatch(typed) is not None
    if len(typed) < 2 or is_initials and len(letters) < 3:
        return
    asked = reading_query(Reading((letters if is_initials else typed,), is_initials=is_initials))
    documents = SearchDocument.objects.filter(edition__isnull=False).extra(  # noqa: S610
        where=["names @@ %s::tsquery"], params=[asked]
    )
    rows = documents.values_list("edition_id", "texts__0")[:_LOOKED_AT]
    named = [
        (_distance(name, letters if is_initials else typed, is_initials), pk) for pk, name in rows
    ]
    best = [pk for place, pk in sorted(named) if place is not None][:_PROGRAMS]
    editions = Edition.objects.live().select_related("program").in_bulk(best)
    for pk in best:
        if pk in editions:
            yield Suggestion(editions[pk].name, str(_("사업")), editions[pk].get_absolute_url())


def _distance(name: str, typed: str, is_initials: bool) -> tuple[int, int] | None:
    """Names that begin with it first, then those with it further on; None: it is not there as typed."""
    text = initials(name) if is_initials else name.replace(" ", "")
    at = text.find(typed)
    return None if at < 0 else (at, len(text))


def _named(rows: QuerySet, typed: str, *fields: str) -> QuerySet:
    """Rows with the typed letters in a field, whatever the spaces; those that begin with it first."""
    anywhere, first = Q(), Q()
    for field in fields:
        rows = rows.annotate(**{f"{field}_run": _run_together(field)})
        anywhere |= Q(**{f"{field}_run__contains": typed})
        first |= Q(**{f"{field}_run__startswith": typed})
    later = Case(When(first, then=0), default=1)
    return rows.filter(anywhere).order_by(later, fields[0], "pk")[:_OTHERS]


def _run_together(field: str) -> Func:
    lower = Func(F(field), function="lower", output_field=CharField())
    return Func(
        lower,
        Value(r"[\s·]"),
        Value(""),
        Value("g"),
        function="regexp_replace",
        output_field=CharField(),
    )


def _terms(typed: str) -> Iterator[Suggestion]:
    rows = Term.objects.exclude(taxonomy=Term.Taxonomy.FACT_LABEL)
    for term in _named(rows, typed, "name", "name_en"):
        yield Suggestion(term.name, term.get_taxonomy_display(), term.get_absolute_url())


def _organizations(typed: str) -> Iterator[Suggestion]:
    for body in _named(Organization.objects.all(), typed, "name", "alternate_name", "name_en"):
        yield Suggestion(body.name, str(_("기관")), body.get_absolute_url())


def _regions(typed: str) -> Iterator[Suggestion]:
    for region in _named(
        Region.objects.current().with_parents(), typed, "name", "display_name", "name_en"
    ):
        yield Suggestion(
            region.label, str(_("지역")), f"{reverse('programs')}?region={region.code}"
        )
