"""Filters of the admin's lists."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest


class KnownFilter(admin.SimpleListFilter):
    """A value that it doesn't know is an error, never "everything". ``apply``: what a known one means."""

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value()
        if value is None:
            return self.unasked(queryset)
        if value not in {str(key) for key, _label in self.lookup_choices}:
            raise IncorrectLookupParameters(f"{self.parameter_name}={value[:50]}")
        return self.apply(request, queryset, value)

    def unasked(self, queryset: QuerySet) -> QuerySet:
        return queryset

    def has_output(self) -> bool:
        """Also without choices, so that an unknown value is noticed."""
        return True
