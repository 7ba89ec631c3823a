"""Forms of the admin that never overwrite what somebody else saved in the meantime.

A form carries the version of the row that it was made from. When the row has changed since, nothing
is saved: the form comes back with what was written in it, beside what is stored now, and the editor
decides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from news.autocomplete import AutocompleteFields

KEEP_MINE = "_keep_mine"


def version_of(row: models.Model, relations: tuple[str, ...] = ()) -> str:
    """The row's own count of changes where it has one, else a digest of what it holds.

    ``relations``: names of relations whose rows are edited together with it.
    """
    if hasattr(row, "version"):
        return str(row.version)
    content = [_concrete(row)]
    content += [
        sorted(str(other.pk) for other in getattr(row, field.name).all())
        for field in row._meta.many_to_many
    ]
    content += [
        [_concrete(other) for other in getattr(row, name).order_by("pk")] for name in relations
    ]
    return hashlib.sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _concrete(row: models.Model) -> list[str]:
    return [str(getattr(row, field.attname)) for field in row._meta.concrete_fields]


class SeenForm(forms.ModelForm):
    """``counted_relations``: see ``version_of``."""

    counted_relations: tuple[str, ...] = ()
    database_refused = False
    seen_version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.current_version = self._version() if self.instance.pk else ""
        self.initial["seen_version"] = self.current_version

    def _version(self) -> str:
        return version_of(self.instance, self.counted_relations)

    def clean(self):
        cleaned = super().clean()
        if self.database_refused:
            raise ValidationError(
                _("서로 겹치는 값이 있어 저장하지 못했습니다. 아직 아무것도 저장하지 않았습니다."),
                code="database",
            )
        seen = self.data.get(KEEP_MINE) or self.data.get("seen_version", "")
        if self.instance.pk and seen != self.current_version:
            raise ValidationError(
                _("그 사이 다른 곳에서 바뀌었습니다. 아직 아무것도 저장하지 않았습니다."),
                code="stale",
            )
        return cleaned

    @property
    def is_stale(self) -> bool:
        return self.is_bound and self.has_error("__all__", code="stale")


@dataclass(frozen=True)
class Difference:
    """A field, as words. ``anchor``: the id of its input."""

    label: str
    theirs: str
    mine: str
    anchor: str = ""


@dataclass(frozen=True)
class Section:
    title: str
    differences: list[Difference]


@dataclass(frozen=True)
class Stale:
    """What is stored now against what the form holds, and who changed it last."""

    sections: list[Section]
    entries: list[LogEntry]
    version: str
    can_keep: bool


def differences(form: forms.ModelForm) -> list[Difference]:
    return [
        Difference(
            str(form[name].label),
            in_words(form.fields[name], form[name].initial),
            in_words(form.fields[name], form[name].value()),
            form[name].auto_id,
        )
        for name in form.changed_data
        if not form[name].is_hidden and name != "DELETE"
    ]


def in_words(field: forms.Field, value: object) -> str:
    """A form's value as its reader knows it: names instead of keys."""
    if isinstance(field, forms.ModelChoiceField):
        values = value if isinstance(value, list | tuple | models.QuerySet) else [value]
        return ", ".join(_names(field, values))
    if isinstance(field, forms.BooleanField):
        return _("예") if value else _("아니요")
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value or ""))
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _names(field: forms.ModelChoiceField, values) -> Iterator[str]:
    key = field.to_field_name or "pk"
    wanted = [value.pk if isinstance(value, models.Model) else value for value in values if value]
    try:
        yield from sorted(str(row) for row in field.queryset.filter(**{f"{key}__in": wanted}))
    except (ValueError, TypeError, ValidationError):
        yield from map(str, wanted)


def inline_sections(formset: forms.BaseInlineFormSet) -> Iterator[Section]:
    """Rows that differ, each under its name."""
    kind = formset.model._meta.verbose_name
    shown = set()
    for form in formset.forms:
        shown.add(form.instance.pk)
        if formset.can_delete and formset._should_delete_form(form):
            if form.instance.pk:
                yield Section(f"{kind}: {form.instance}", [_whole(_("있음"), _("지움"))])
        elif form.has_changed() and form.instance.pk:
            stored = formset.model._base_manager.get(pk=form.instance.pk)
            yield Section(f"{kind}: {stored}", differences(form))
        elif form.has_changed():
            yield Section(_("%(kind)s: 내 화면에만 있는 것") % {"kind": kind}, differences(form))
    for row in formset.get_queryset():
        if row.pk not in shown:
            yield Section(f"{kind}: {row}", [_whole(_("새로 생김"), _("내 화면에는 없음"))])


def _whole(theirs: str, mine: str) -> Difference:
    return Difference(_("이 항목 전체"), theirs, mine)


def rebased(data, prefix: str, model: type[models.Model], existing: set) -> dict:
    """The form's data with rows that somebody deleted meanwhile as new rows, after those that exist.

    Django numbers rows that exist first, and would stumble over one that is gone.
    """
    total, initial = (_count(data, f"{prefix}-{name}_FORMS") for name in ("TOTAL", "INITIAL"))
    if total is None or initial is None or initial > total:
        return data
    key = model._meta.pk.name
    keys = [data.get(f"{prefix}-{index}-{key}", "") for index in range(initial)]
    if all(written in existing for written in keys):
        return data
    kept = [index for index in range(initial) if keys[index] in existing]
    gone = [index for index in range(initial) if keys[index] not in existing]
    order = [*kept, *gone, *range(initial, total)]
    return _reordered(data, prefix, order, initial=len(kept), lost={f"{i}-{key}" for i in gone})


def _reordered(data, prefix: str, order: list[int], *, initial: int, lost: set[str]):
    places = {str(old): str(new) for new, old in enumerate(order)}
    result = data.copy()
    moved = {}
    for name in data:
        number, dash, field = name.removeprefix(f"{prefix}-").partition("-")
        if name.startswith(f"{prefix}-") and dash and number in places:
            del result[name]
            values = [""] if f"{number}-{field}" in lost else data.getlist(name)
            moved[f"{prefix}-{places[number]}-{field}"] = values
    for name, values in moved.items():
        result.setlist(name, values)
    result[f"{prefix}-INITIAL_FORMS"] = str(initial)
    return result


def _count(data, name: str) -> int | None:
    written = data.get(name, "")
    return int(written) if written.isdecimal() and len(written) <= 4 else None


class NoLostUpdates(AutocompleteFields, admin.ModelAdmin):
    """An admin whose form is a SeenForm."""

    form = SeenForm

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None):
        """Locked while something is being posted, so that nobody saves in between."""
        row = super().get_object(request, object_id, from_field)
        if row is None or request.method != "POST" or not connection.in_atomic_block:
            return row
        list(self.model._base_manager.select_for_update().filter(pk=row.pk).values_list("pk"))
        return super().get_object(request, object_id, from_field)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            # Somebody was faster between our look and our write: a second look says so at the field.
            if request.method != "POST":
                raise
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            request.database_refused = True
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.database_refused = getattr(request, "database_refused", False)
        return form

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except IntegrityError:
            return self._refused_by_database(request)

    def response_action(self, request, queryset):
        try:
            return super().response_action(request, queryset)
        except IntegrityError:
            return self._refused_by_database(request)

    def _refused_by_database(self, request: HttpRequest) -> HttpResponse:
        self.message_user(
            request,
            _(
                "공개된 판에서 쓰고 있거나 그 사이 다른 사람이 바꾸어서 할 수 없습니다. 바뀐 것은 없습니다."
            ),
            messages.ERROR,
        )
        return HttpResponseRedirect(request.path)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" in kwargs and obj.pk:
            existing = {str(pk) for pk in self._rows_of(inline, obj).values_list("pk", flat=True)}
            kwargs["data"] = rebased(kwargs["data"], prefix, inline.model, existing)
        return kwargs

    def _rows_of(self, inline, obj: models.Model) -> models.QuerySet:
        key = next(
            field
            for field in inline.model._meta.concrete_fields
            if field.related_model is self.model and field.name == (inline.fk_name or field.name)
        )
        return inline.model._base_manager.filter(**{key.name: obj})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        if change and getattr(form, "is_stale", False):
            context["stale"] = self._stale(form, context["inline_admin_formsets"], obj)
            if not context["stale"].sections:
                self.message_user(request, self.nothing_lost(obj), messages.WARNING)
                return HttpResponseRedirect(request.path)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def nothing_lost(self, obj: models.Model) -> str:
        """For a stale form that holds nothing new, such as the second click of a double click."""
        return _("이미 저장된 내용과 같습니다. 지금 저장된 것을 보여 드립니다.")

    def may_keep_mine(self, obj: models.Model) -> bool:
        return True

    def _stale(self, form: SeenForm, formsets, obj: models.Model) -> Stale:
        own = differences(form)
        sections = [Section(_("기본 내용"), own)] if own else []
        for inline in formsets:
            sections += inline_sections(inline.formset)
        entries = LogEntry.objects.filter(
            content_type=get_content_type_for_model(obj), object_id=str(obj.pk)
        )
        return Stale(
            sections,
            list(entries.select_related("user")[:5]),
            form.current_version,
            self.may_keep_mine(obj),
        )
