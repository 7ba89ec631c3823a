"""Errors as problem documents (RFC 9457): an English title for programs, a Korean sentence for people."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect, JsonResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.views import set_rollback

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True)
class ParameterError:
    """A parameter that can't be answered, and why, as a sentence."""

    parameter: str
    detail: str


class Problem(exceptions.APIException):
    """An answer that is not what was asked for. ``more``: further members of the document."""

    def __init__(
        self, status: HTTPStatus, detail: str, *, errors: list[ParameterError] = (), **more
    ):
        self.status_code = status
        self.detail = detail
        self.errors = list(errors)
        self.more = more


class BadParameters(Problem):
    def __init__(self, errors: list[ParameterError]):
        detail = _("알 수 없거나 잘못 적은 조건이 있습니다. 조건 이름과 값을 확인해 주세요.")
        super().__init__(HTTPStatus.BAD_REQUEST, detail, errors=errors)


def not_found(detail: str = "") -> Problem:
    return Problem(HTTPStatus.NOT_FOUND, detail or _("이 주소에는 아무것도 없습니다."))


def document(
    request: HttpRequest, status: int, detail: str, errors: list[ParameterError] = (), **more
) -> JsonResponse:
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        "instance": request.path,
        **({"errors": [asdict(error) for error in errors]} if errors else {}),
        **more,
    }
    response = JsonResponse(
        body,
        status=int(status),
        content_type=CONTENT_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
    response["Cache-Control"] = "no-store"
    return response


def handle(exception: Exception, context: dict) -> JsonResponse | None:
    """For REST framework. None: a fault of ours, left to the site's own handler."""
    problem = _as_problem(exception)
    if problem is None:
        return None
    set_rollback()
    response = document(
        context["request"], problem.status_code, problem.detail, problem.errors, **problem.more
    )
    wait = getattr(exception, "wait", None)
    if wait:
        response["Retry-After"] = str(int(wait))
    return response


def _as_problem(exception: Exception) -> Problem | None:
    if isinstance(exception, Problem):
        return exception
    if isinstance(exception, Http404):
        return not_found()
    if isinstance(exception, PermissionDenied):
        return Problem(HTTPStatus.FORBIDDEN, _("이 주소는 볼 수 없습니다."))
    if isinstance(exception, exceptions.APIException):
        return Problem(HTTPStatus(exception.status_code), _sentence(exception))
    return None


def _sentence(exception: exceptions.APIException) -> str:
    sentences = {
        HTTPStatus.NOT_FOUND: _("이 주소에는 아무것도 없습니다."),
        HTTPStatus.METHOD_NOT_ALLOWED: _("이 주소는 읽기만 할 수 있습니다. GET으로 요청해 주세요."),
        HTTPStatus.NOT_ACCEPTABLE: _("그 형식으로는 드릴 수 없습니다. JSON으로 요청해 주세요."),
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE: _("받을 수 없는 형식입니다."),
        HTTPStatus.TOO_MANY_REQUESTS: _("요청이 너무 잦습니다. 잠시 뒤에 다시 해 주세요."),
    }
    return sentences.get(exception.status_code, _("요청을 알아볼 수 없습니다."))


def unknown_address(request: HttpRequest) -> JsonResponse | HttpResponsePermanentRedirect:
    """Whatever no other address below /api/ answers; a forgotten slash at the end is put there."""
    if not request.path.endswith("/") and request.method in {"GET", "HEAD"}:
        query = request.META.get("QUERY_STRING", "")
        if _is_known(f"{request.path_info}/"):
            return HttpResponsePermanentRedirect(f"{request.path}/{'?' if query else ''}{query}")
    problem = not_found()
    return document(request, problem.status_code, problem.detail)


def _is_known(path: str) -> bool:
    try:
        return resolve(path).func is not unknown_address
    except Resolver404:
        return False
