"""Answers for what went wrong: a page that helps, or for programs that ask the API, a problem document."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from api.problems import document

API = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(
        request, HTTPStatus.BAD_REQUEST, _("요청을 알아볼 수 없어요."), knows_request=False
    )


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, HTTPStatus.FORBIDDEN, _("이 주소는 볼 수 없어요."))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, HTTPStatus.NOT_FOUND, _("이 주소에는 아무것도 없어요."))


def server_error(request: HttpRequest) -> HttpResponse:
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return _answer(request, status, _("서버에 문제가 생겼어요."), knows_request=False)


def _answer(
    request: HttpRequest, status: HTTPStatus, sentence: str, *, knows_request: bool = True
) -> HttpResponse:
    """``knows_request``: whether its host can be trusted and the database asked."""
    if request.path.startswith(API):
        return document(request, status, sentence)
    page = render_to_string(f"{status.value}.html", request=request if knows_request else None)
    return HttpResponse(page, status=status)
