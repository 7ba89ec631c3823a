"""Autocomplete fields of the admin that survive what no browser sends."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError


class _PossibleKeys:
    """Django looks chosen values up without asking whether they can be keys at all."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [key for key in value if self._is_possible(key)], attr)

    def _is_possible(self, key: object) -> bool:
        try:
            self.field.remote_field.model._meta.pk.to_python(key)
        except ValidationError:
            return False
        return True


class One(_PossibleKeys, AutocompleteSelect):
    pass


class Many(_PossibleKeys, AutocompleteSelectMultiple):
    pass


class AutocompleteFields(admin.options.BaseModelAdmin):
    """For an admin or an inline with ``autocomplete_fields``."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", One(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Many(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
