"""An edition's statements inside its form: one block a kind, in the order of the public page."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from news.autocomplete import AutocompleteFields
from news.models import Article
from programs.comparing import PAGE_ORDER
from programs.models import (
    ApplicationWindow,
    Channel,
    Edition,
    Eligibility,
    Fact,
    Involvement,
    Location,
    RequiredDocument,
    Round,
    Schedule,
    Sourced,
    Term,
)
from regions.models import Region

SOURCE = (
    _("출처와 확인"),
    {
        "fields": [
            "article",
            "passage",
            ("as_of", "according_to"),
            ("verified_on", "verified_by"),
            ("as_printed", "why_corrected"),
            "position",
        ]
    },
)
# No program says so much; a request that claims more rows is refused before they cost a minute.
MOST_ROWS = 120
_ROWS_TO_KNOW: dict[type[models.Model], models.QuerySet] = {
    Article: Article.objects.select_related("publisher").defer("text"),
    Region: Region.objects.with_parents(),
}


class NewTermWrapper(RelatedFieldWidgetWrapper):
    """Its "add" link opens the form for a new term with the right taxonomy chosen already."""

    taxonomy = Term.Taxonomy.FACT_LABEL

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if "url_params" in context:
            context["url_params"] += f"&taxonomy={self.taxonomy}"
        return context

    @classmethod
    def around(cls, other: RelatedFieldWidgetWrapper) -> NewTermWrapper:
        return cls(other.widget, other.rel, other.admin_site, can_add_related=other.can_add_related)


class SourcedFormSet(forms.BaseInlineFormSet):
    """Rows of one kind. A fact's round is one of its own edition's, asked for once for all rows."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "round" in form.fields:
            field = form.fields["round"]
            field.queryset = Round.objects.filter(edition_id=self.instance.pk)
            field.choices = self._round_choices()

    def _round_choices(self) -> list[tuple[object, str]]:
        if not hasattr(self, "_rounds"):
            rounds = Round.objects.filter(edition_id=self.instance.pk)
            self._rounds = [("", "---------"), *((row.pk, str(row)) for row in rounds)]
        return self._rounds


class SourcedInline(AutocompleteFields, admin.StackedInline):
    """Children have no permissions of their own: who may change the edition may change them."""

    template = "admin/programs/edition/statements.html"
    formset = SourcedFormSet
    extra = 0
    max_num = MOST_ROWS
    related: list[str] = []
    about = ""

    def get_formset(self, request: HttpRequest, obj: Edition | None = None, **kwargs) -> type:
        limits = {"validate_max": True, "absolute_max": MOST_ROWS + 1}
        return super().get_formset(request, obj, **limits, **kwargs)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = self.model.objects.select_related("article__publisher", *self.related)
        return rows.defer("article__text")

    def has_add_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return self._may_change(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return self._may_change(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return self._may_change(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return self.admin_site._registry[Edition].has_view_permission(request, obj)

    def _may_change(self, request: HttpRequest, edition: Edition | None) -> bool:
        return self.admin_site._registry[Edition].has_change_permission(request, edition)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model in _ROWS_TO_KNOW:
            kwargs["queryset"] = _ROWS_TO_KNOW[db_field.related_model]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            # Room is scarce in a row: what is chosen is changed on its own page.
            widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
            if db_field.name == "label":
                field.widget = NewTermWrapper.around(widget)
        if isinstance(db_field, models.TextField) and field is not None:
            field.widget.attrs["rows"] = 2
        return field


class FactInline(SourcedInline):
    model = Fact
    about = _(
        "금액, 인원, 결과처럼 기사가 말한 값입니다. 기사마다 값이 다르면 한 줄씩 따로 적습니다."
    )
    autocomplete_fields = ["label", "article"]
    related = ["label", "round"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("label", "kind"),
                    ("number", "number_max", "unit", "is_approximate"),
                    ("text", "date"),
                    ("detail", "round"),
                ]
            },
        ),
        SOURCE,
    ]


class EligibilityInline(SourcedInline):
    model = Eligibility
    about = _("누가 받을 수 있고 누가 받을 수 없는지 조건을 하나씩 적습니다.")
    autocomplete_fields = ["term", "region", "article"]
    related = ["term", "region__parent__parent"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "words",
                    ("kind", "is_exclusion"),
                    ("minimum", "maximum"),
                    ("term", "region"),
                ]
            },
        ),
        SOURCE,
    ]


class WindowInline(SourcedInline):
    model = ApplicationWindow
    about = _("언제부터 언제까지 신청하는지. 날짜는 기사가 말한 만큼만 적습니다.")
    autocomplete_fields = ["article"]
    fieldsets = [(None, {"fields": [("kind", "opens", "closes"), "words"]}), SOURCE]


class ChannelInline(SourcedInline):
    model = Channel
    about = _("어디에 신청하고 어디에 물어보는지. 기사에 없는 번호나 주소는 적지 않습니다.")
    autocomplete_fields = ["article"]
    fieldsets = [
        (None, {"fields": [("purpose", "kind"), ("value", "name"), "note"]}),
        SOURCE,
    ]


class DocumentInline(SourcedInline):
    model = RequiredDocument
    about = _("신청할 때 내는 서류입니다.")
    autocomplete_fields = ["article"]
    fieldsets = [(None, {"fields": [("document", "note")]}), SOURCE]


class ScheduleInline(SourcedInline):
    model = Schedule
    about = _("사업이 열리는 때입니다. 신청하는 때는 ‘신청 기간’에 적습니다.")
    autocomplete_fields = ["article"]
    fieldsets = [
        (None, {"fields": [("valid_from", "valid_to", "freq"), "description"]}),
        SOURCE,
    ]


class LocationInline(SourcedInline):
    model = Location
    about = _("사업이 열리는 곳입니다.")
    autocomplete_fields = ["region", "article"]
    related = ["region__parent__parent"]
    fieldsets = [(None, {"fields": [("name", "region"), "description"]}), SOURCE]


class InvolvementInline(SourcedInline):
    model = Involvement
    about = _("담당하거나 돈을 대거나 함께 하는 기관입니다.")
    autocomplete_fields = ["organization", "article"]
    related = ["organization"]
    fieldsets = [(None, {"fields": [("organization", "role"), "description"]}), SOURCE]


class RoundInline(SourcedInline):
    model = Round
    about = _(
        "해마다 되풀이되는 사업의 한 번. 먼저 저장하면 위의 ‘값’에서 이 회차를 고를 수 있습니다."
    )
    autocomplete_fields = ["article"]
    fieldsets = [
        (
            None,
            {"fields": [("title", "key", "year"), ("valid_from", "valid_to"), ("places", "note")]},
        ),
        SOURCE,
    ]


_BY_MODEL: dict[type[Sourced], type[SourcedInline]] = {
    inline.model: inline for inline in SourcedInline.__subclasses__()
}
INLINES = [_BY_MODEL[model] for model in PAGE_ORDER]
