"""Filters of the list of editions. A value that a filter doesn't know is an error, never "everything"."""

from __future__ import annotations

from django.db.models import Exists, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from news.known_filter import KnownFilter
from news.models import Article
from programs.models import Edition, Sourced, Term
from programs.querysets import rows_of
from regions.models import Region

UNRELIABLE = [Article.State.CORRECTED, Article.State.RETRACTED]


def on_unreliable_sources(editions: QuerySet) -> QuerySet:
    """Editions with a statement whose article was corrected or retracted."""
    condition = Q(phase_article__state__in=UNRELIABLE)
    for model in Sourced.__subclasses__():
        condition |= Q(Exists(rows_of(model.__name__).filter(article__state__in=UNRELIABLE)))
    return editions.filter(condition)


class StatusFilter(KnownFilter):
    """Without a choice: what is live and what is being worked on."""

    title = _("진행")
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return [*Edition.Status.choices, ("all", _("지난 판까지 모두"))]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        yield first | {"display": _("공개된 판과 작업 중인 판")}
        yield from others

    def unasked(self, queryset):
        return queryset.filter(status__in=[Edition.Status.PUBLISHED, *Edition.WORKING])

    def apply(self, request, queryset, value):
        return queryset if value == "all" else queryset.filter(status=value)


class StateFilter(KnownFilter):
    title = _("사업 상태")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return Edition.State.choices

    def apply(self, request, queryset, value):
        return queryset.filter(state=value)


class CheckFilter(KnownFilter):
    title = _("확인")
    parameter_name = "check"

    def lookups(self, request, model_admin):
        return [
            ("overdue", _("확인할 때가 지난 것 모두")),
            *Edition.Freshness.choices[2:],
            ("unreliable", _("출처가 정정·철회된 것")),
        ]

    def apply(self, request, queryset, value):
        if value == "unreliable":
            return on_unreliable_sources(queryset)
        late = [Edition.Freshness.OVERDUE, Edition.Freshness.LONG_OVERDUE]
        wanted = late if value == "overdue" else [value]
        return queryset.filter(status=Edition.Status.PUBLISHED, freshness__in=wanted)


class MineFilter(KnownFilter):
    title = _("사람")
    parameter_name = "by"

    def lookups(self, request, model_admin):
        return [("me", _("내가 고친 것"))]

    def apply(self, request, queryset, value):
        return queryset.filter(modified_by=request.user)


class RegionFilter(KnownFilter):
    """Cities and districts that programs name; programs that share ground with them are found."""

    title = _("지역")
    parameter_name = "region"

    def lookups(self, request, model_admin):
        named = Edition.service_areas.through.objects.values("region")
        regions = Region.objects.filter(pk__in=named).exclude(level=Region.Level.NEIGHBOURHOOD)
        return [(region.code, str(region)) for region in regions.with_parents()]

    def apply(self, request, queryset, value):
        return queryset.covering(Region(code=value))


class ThemeFilter(KnownFilter):
    title = _("주제")
    parameter_name = "theme"

    def lookups(self, request, model_admin):
        themes = Term.objects.filter(taxonomy=Term.Taxonomy.THEME)
        return list(themes.values_list("slug", "name"))

    def apply(self, request, queryset, value):
        through = Edition.themes.through.objects.filter(term__slug=value, term__taxonomy="theme")
        return queryset.filter(pk__in=through.values("edition"))
