"""Strict addresses: what is unknown, repeated, empty or malformed is a 400 that names it, never "everything"."""

from __future__ import annotations

from collections.abc import Iterator

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request
from rest_framework.views import APIView

from api.problems import BadParameters, ParameterError

PAGING = {"page": 999_999_999, "page_size": 100}  # the highest of each
_MANY = (django_filters.MultipleChoiceFilter, django_filters.ModelMultipleChoiceFilter)
_MAY_BE_EMPTY = {"search"}
_SHOWN = 60


def refuse_all(query: QueryDict) -> None:
    """For addresses that have nothing to choose."""
    if query:
        raise BadParameters(list(_unknown(query, set())))


class StrictFilterBackend(DjangoFilterBackend):
    """The view's FilterSet, with everything that is wrong with the address said at once."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: APIView) -> QuerySet:
        filterset = self.get_filterset(request, queryset, view)
        errors = list(_errors(request.query_params, filterset))
        if errors:
            raise BadParameters(errors)
        return filterset.qs


def _errors(query: QueryDict, filterset: django_filters.FilterSet) -> Iterator[ParameterError]:
    filters = filterset.filters
    yield from _unknown(query, filters.keys() | PAGING.keys())
    yield from _repeated(query, filters)
    empty = {error.parameter: error for error in _empty(query, filters)}
    yield from empty.values()
    yield from _not_counting(query)
    for name, messages in filterset.form.errors.items():
        if name not in empty:
            yield ParameterError(name, " ".join(str(message) for message in messages))


def _unknown(query: QueryDict, known: set[str]) -> Iterator[ParameterError]:
    for name in query:
        if name not in known:
            yield ParameterError(name[:_SHOWN], _("그런 조건은 없습니다."))


def _repeated(query: QueryDict, filters: dict) -> Iterator[ParameterError]:
    """Which of two values is meant, nobody knows."""
    for name in query:
        is_single = name in PAGING or name in filters and not isinstance(filters[name], _MANY)
        if is_single and len(query.getlist(name)) > 1:
            yield ParameterError(name, _("한 번만 적을 수 있습니다."))


def _empty(query: QueryDict, filters: dict) -> Iterator[ParameterError]:
    for name in query:
        if name in filters and name not in _MAY_BE_EMPTY and "" in query.getlist(name):
            yield ParameterError(name, _("값이 비어 있습니다. 값을 적거나 조건을 빼 주세요."))


def _not_counting(query: QueryDict) -> Iterator[ParameterError]:
    for name, highest in PAGING.items():
        text = query.get(name, "1")
        # Digits in ASCII: Python reads those of every script as numbers.
        is_number = text.isascii() and text.isdigit() and len(text) <= len(str(highest))
        if not is_number or not 1 <= int(text) <= highest:
            yield ParameterError(
                name, _("1부터 %(highest)d까지의 수로 적어 주세요.") % {"highest": highest}
            )
