from __future__ import annotations

from http import HTTPStatus

from django.core.paginator import EmptyPage, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from api.parameters import PAGING
from api.problems import Problem
from programs.views.addresses import absolute


class Pages(PageNumberPagination):
    """``count, next, previous, results``. The parameters were checked with the filters."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = PAGING["page_size"]
    page_query_description = "Which page, from 1. A page after the last is a 404."
    page_size_query_description = "How many results a page has; 20 unless given, 100 at most."

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: APIView) -> list:
        self.request = request
        paginator = Paginator(queryset, self.get_page_size(request))
        try:
            self.page = paginator.page(int(request.query_params.get("page", 1)))
        except EmptyPage:
            raise _beyond(paginator.num_pages) from None
        return list(self.page)

    def get_next_link(self) -> str | None:
        return self._link(self.page.next_page_number()) if self.page.has_next() else None

    def get_previous_link(self) -> str | None:
        return self._link(self.page.previous_page_number()) if self.page.has_previous() else None

    def _link(self, number: int) -> str:
        address = absolute(self.request, self.request.get_full_path())
        return replace_query_param(address, "page", number)

    def get_schema_operation_parameters(self, view: APIView) -> list[dict]:
        described = {
            "page": self.page_query_description,
            "page_size": self.page_size_query_description,
        }
        return [
            {
                "name": name,
                "required": False,
                "in": "query",
                "description": described[name],
                "schema": {"type": "integer", "minimum": 1, "maximum": highest},
            }
            for name, highest in PAGING.items()
        ]


def _beyond(last: int) -> Problem:
    detail = _("그 쪽은 없습니다. 마지막은 %(last)d쪽입니다.") % {"last": last}
    return Problem(HTTPStatus.NOT_FOUND, detail, last_page=last)
