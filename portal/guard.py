"""Answers malformed requests with a clear 4xx before they reach a view.

Everything here is about requests that no browser and no honest program sends; what a well-formed
value means, and whether it is allowed, is for the views to say.
"""

import json
import logging
import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from urllib.parse import parse_qsl, unquote_to_bytes

from django.conf import settings
from django.core.exceptions import (
    DisallowedHost,
    SuspiciousOperation,
    TooManyFilesSent,
    ValidationError,
)
from django.core.handlers.wsgi import WSGIRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
MAX_PATH = 2_000  # bytes
MAX_QUERY = 8_000  # bytes
MAX_PARAMETERS = 200
MAX_JSON_DEPTH = 64
MAX_UPLOAD = 32_000_000  # bytes of a form with files
# Django writes bytes of a path that are not UTF-8 as %XX; no address here holds such a text itself.
NOT_IN_PATHS = re.compile(r"[\x00-\x1f\x7f]|%[89A-Fa-f][0-9A-Fa-f]")
FREE_TEXT = ("q", "search", "term")
LONG_NUMBER = re.compile(r"\s*[+-]?[\d_]{19,}\s*")
# Django's admin and ORM take these lookups' values for granted.
DATE_PARTS = {"year": (1000, 9998), "month": (1, 12), "day": (1, 31), "week": (1, 53)}
DATE_PARTS |= {"iso_year": (1000, 9998), "quarter": (1, 4), "hour": (0, 23)}
# How Django's fields refuse what a query compares them with; the admin's forms let it come to that.
NO_NUMBER = re.compile(r"Field '\w+' expected a number but got ")
JSON_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)
JSON_STRUCTURE_START, JSON_STRUCTURE_END = (b"[", b"{"), (b"]", b"}")


class Refused(Exception):  # noqa: N818 - it is an answer, not an error
    def __init__(self, status: HTTPStatus, sentence: str):
        self.status, self.sentence = status, sentence


class Request(WSGIRequest):
    """Django's own fails before any middleware runs when Content-Type names an impossible codec."""

    def _set_content_type_params(self, meta: dict) -> None:
        try:
            super()._set_content_type_params(meta)
        except (LookupError, ValueError, SuspiciousOperation):
            self.content_type, self.content_params, self._encoding = "", {}, None
            self.has_broken_type = True


class Guard:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            inspect(request)
        except Refused as refused:
            return answer(request, refused)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not is_about_a_value(error):
            return None
        logger.warning("Refused by the database or the calendar: %s", request.path, exc_info=error)
        return answer(request, bad(_("주소나 입력한 값 가운데 다룰 수 없는 값이 있어요.")))


def is_about_a_value(error: Exception) -> bool:
    """What only a query finds out: a value that no column can hold."""
    if isinstance(error, TypeError | ValueError) and NO_NUMBER.match(str(error)):
        return True
    return isinstance(error, DataError | OverflowError | UnicodeEncodeError | ValidationError)


def bad(sentence: str) -> Refused:
    return Refused(HTTPStatus.BAD_REQUEST, sentence)


def inspect(request: HttpRequest) -> None:
    try:
        for check in (check_host, check_method, check_type, check_path, check_query, check_body):
            check(request)
    except DisallowedHost:
        raise bad(_("이 사이트의 주소가 아니에요. 주소를 확인해 주세요.")) from None
    except TooManyFilesSent:
        most = {"most": settings.DATA_UPLOAD_MAX_NUMBER_FILES}
        raise bad(
            _("파일은 한 번에 %(most)d개까지 보낼 수 있어요. 나누어 보내 주세요.") % most
        ) from None
    except (MultiPartParserError, SuspiciousOperation, UnreadablePostError):
        raise bad(_("보낸 내용을 읽을 수 없어요. 다시 보내 주세요.")) from None


def check_host(request: HttpRequest) -> None:
    request.get_host()


def check_method(request: HttpRequest) -> None:
    if request.method not in METHODS:
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, _("이 사이트가 모르는 요청 방식이에요."))


def check_path(request: HttpRequest) -> None:
    if len(request.path_info.encode()) > MAX_PATH:
        raise Refused(HTTPStatus.REQUEST_URI_TOO_LONG, _("주소가 너무 길어요."))
    check_string(request.path_info)
    if NOT_IN_PATHS.search(request.path_info):
        raise bad(_("주소에 쓸 수 없는 글자가 있어요."))


def check_query(request: HttpRequest) -> None:
    query = request.META.get("QUERY_STRING", "")
    if len(query) > MAX_QUERY:
        raise Refused(HTTPStatus.REQUEST_URI_TOO_LONG, _("검색 조건이 너무 길어요."))
    if query.count("&") >= MAX_PARAMETERS:
        raise bad(_("검색 조건이 너무 많아요."))
    check_text(unquote_to_bytes(query.encode("latin-1", "replace")))
    for name, value in parse_qsl(query, keep_blank_values=True):
        check_parameter(name, value)


def check_parameter(name: str, value: str) -> None:
    lowest, highest = DATE_PARTS.get(name.rpartition("__")[2] if "__" in name else "", (0, 0))
    is_date_part = highest > 0
    if name not in FREE_TEXT and LONG_NUMBER.fullmatch(value):
        raise bad(_("‘%(name)s’ 값이 너무 큰 수예요.") % {"name": name[:50]})
    if name == "_to_field" and not value:  # the admin would look for a field of that name
        raise bad(_("‘%(name)s’ 값이 비어 있어요.") % {"name": name})
    if is_date_part and not (value.isdecimal() and lowest <= int(value) <= highest):
        raise bad(_("‘%(name)s’ 값이 달력에 없는 날짜예요.") % {"name": name[:50]})


def check_body(request: HttpRequest) -> None:
    length = content_length(request)
    if not length:
        return
    kind = request.content_type
    is_upload = kind == "multipart/form-data"
    if length > (MAX_UPLOAD if is_upload else settings.DATA_UPLOAD_MAX_MEMORY_SIZE):
        raise Refused(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            _("보낸 내용이 너무 커요. 나누어서 보내 주세요."),
        )
    if is_upload:
        check_multipart(request, length)
    elif kind == "application/x-www-form-urlencoded":
        check_text(unquote_to_bytes(request.body))
    elif kind == "application/json" or kind.endswith("+json"):
        check_json(request.body)


def content_length(request: HttpRequest) -> int:
    written = request.META.get("CONTENT_LENGTH") or "0"
    if not (written.isascii() and written.isdigit()) or len(written) > 18:
        raise bad(_("보낸 내용의 길이를 알 수 없어요."))
    return int(written)


def check_type(request: HttpRequest) -> None:
    """Django decodes everything, the query too, by whatever codec this header names."""
    if getattr(request, "has_broken_type", False):
        raise bad(_("보낸 내용의 종류(Content-Type)를 읽을 수 없어요."))
    charset = (request.content_params or {}).get("charset", "utf-8")
    if charset.strip("\"' ").lower() not in ("utf-8", "utf8", "us-ascii"):
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, _("UTF-8로 보내 주세요."))


def check_text(data: bytes) -> None:
    """UTF-8 without NUL; a lone surrogate is not UTF-8 either."""
    if b"\0" in data:
        raise bad(_("쓸 수 없는 글자(NUL)가 있어요."))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise bad(_("깨진 글자가 있어요. UTF-8로 보내 주세요.")) from None


def check_multipart(request: HttpRequest, length: int) -> None:
    if length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        for part in text_parts(request):
            check_text(part)
    if request.method != "POST":
        return
    # Once more after Django's decoding: base64 and extended file names can hide what bytes do not.
    try:
        names = [file.name for _field, files in request.FILES.lists() for file in files]
        values = [text for name, texts in request.POST.lists() for text in (name, *texts)]
    except (LookupError, ValueError):  # a codec or a number in a part's header
        raise MultiPartParserError from None
    for text in names + values:
        check_string(text)


def text_parts(request: HttpRequest) -> Iterator[bytes]:
    """What a multipart form holds except the content of files."""
    boundary = (request.content_params or {}).get("boundary", "").encode("latin-1", "replace")
    if not boundary:
        raise bad(_("보낸 내용을 읽을 수 없어요. 다시 보내 주세요."))
    for part in request.body.split(b"--" + boundary):
        head, _blank, content = part.partition(b"\r\n\r\n")
        yield head
        if b"filename" not in head.lower():
            yield content


def check_json(data: bytes) -> None:
    check_text(data)
    depth = 0
    for token in JSON_TOKEN.finditer(data):
        depth += token[0] in JSON_STRUCTURE_START
        depth -= token[0] in JSON_STRUCTURE_END
        if depth > MAX_JSON_DEPTH:
            raise bad(_("보낸 내용이 너무 여러 겹이에요."))
    if b"\\u" in data:
        check_json_strings(data)


def check_json_strings(data: bytes) -> None:
    try:
        document = json.loads(data)
    except ValueError:
        return  # the parser of the view says it better
    for text in strings(document):
        check_string(text)


def strings(document: object) -> Iterator[str]:
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict):
        for name, value in document.items():
            yield name
            yield from strings(value)
    elif isinstance(document, list):
        for value in document:
            yield from strings(value)


def check_string(text: str) -> None:
    check_text(text.encode("utf-8", "surrogatepass"))


def answer(request: HttpRequest, refused: Refused) -> HttpResponse:
    if request.path.startswith("/api/"):
        body = {"type": "about:blank", "title": refused.status.phrase}
        body |= {"status": refused.status, "detail": refused.sentence}
        return dress(JsonResponse(body, content_type="application/problem+json"), refused)
    page = render_to_string("portal/refused.html", {"sentence": refused.sentence})
    return dress(HttpResponse(page), refused)


def dress(response: HttpResponse, refused: Refused) -> HttpResponse:
    response.status_code = refused.status
    response["Cache-Control"] = "no-store"
    if refused.status == HTTPStatus.METHOD_NOT_ALLOWED:
        response["Allow"] = ", ".join(METHODS)
    return response
