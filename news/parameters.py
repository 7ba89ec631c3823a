"""Strict addresses for list pages: a slip of the pen is named, never answered with "everything"."""

from __future__ import annotations

import re
from dataclasses import dataclass

import django_filters
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

PAGE_SIZE = 20
# What links from elsewhere carry along; it chooses nothing here.
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|igshid|n_\w+)")
_MANY = (django_filters.MultipleChoiceFilter, django_filters.ModelMultipleChoiceFilter)
_SHOWN = 60


@dataclass(frozen=True)
class Slip:
    """A parameter that can't be answered, and why, as a sentence."""

    name: str
    message: str


class BadAddress(Exception):
    """An address that asks for what can't be: a 400."""

    def __init__(self, slips: list[Slip]):
        self.slips = slips
        super().__init__("; ".join(f"{slip.name}: {slip.message}" for slip in slips))


class NoSuchPage(Exception):
    """A page beyond the last: a 404 that leads back."""

    def __init__(self, paginator: Paginator):
        self.last = paginator.num_pages
        super().__init__(str(self.last))


def read(
    filter_class: type[django_filters.FilterSet],
    query: QueryDict,
    queryset: QuerySet,
    *,
    aliases: dict[str, str] | None = None,
) -> django_filters.FilterSet:
    """The filters that the address asks for. ``aliases``: page name → filter name (``q`` → ``search``)."""
    names = {name: (aliases or {}).get(name, name) for name in query}
    hidden = set((aliases or {}).values())
    known = set(filter_class.base_filters) - hidden | set(aliases or {})
    slips = _unknown(query, known)
    data = QueryDict(mutable=True)
    for name in query:
        if name in known:
            data.setlist(names[name], query.getlist(name))
    filterset = filter_class(data, queryset=queryset)
    slips += _repeated(filterset, names, query)
    slips += _invalid(filterset, names)
    if slips:
        raise BadAddress(slips)
    return filterset


def _unknown(query: QueryDict, known: set[str]) -> list[Slip]:
    return [
        Slip(name[:_SHOWN], _("그런 조건은 없어요."))
        for name in query
        if name not in known and name != "page" and not _TRACKING.fullmatch(name)
    ]


def _repeated(
    filterset: django_filters.FilterSet, names: dict[str, str], query: QueryDict
) -> list[Slip]:
    """Which of two values is meant, nobody knows."""
    single = {name for name, each in filterset.filters.items() if not isinstance(each, _MANY)}
    return [
        Slip(name, _("한 번만 적을 수 있어요."))
        for name, filter_name in names.items()
        if (filter_name in single or name == "page") and len(query.getlist(name)) > 1
    ]


def _invalid(filterset: django_filters.FilterSet, names: dict[str, str]) -> list[Slip]:
    public = {filter_name: name for name, filter_name in names.items()}
    return [
        Slip(public.get(name, name), " ".join(str(message) for message in messages))
        for name, messages in filterset.form.errors.items()
    ]


def only_pages(query: QueryDict) -> None:
    """For lists that have pages and nothing else to choose."""
    slips = _unknown(query, set())
    if len(query.getlist("page")) > 1:
        slips.append(Slip("page", _("한 번만 적을 수 있어요.")))
    if slips:
        raise BadAddress(slips)


def paged(queryset: QuerySet, query: QueryDict, *, size: int = PAGE_SIZE) -> Page:
    """The page that the address asks for; its rows are fetched. Raises BadAddress or NoSuchPage."""
    text = query.get("page") or "1"
    if not (text.isascii() and text.isdigit()) or not text.strip("0"):
        raise BadAddress([Slip("page", _("쪽 번호는 1부터 시작하는 수예요."))])
    paginator = Paginator(queryset, size)
    # Nine digits are more pages than there can be, and few enough to read.
    if len(text.lstrip("0")) > 9:
        raise NoSuchPage(paginator)
    try:
        page = paginator.page(int(text))
    except EmptyPage:
        raise NoSuchPage(paginator) from None
    page.object_list = list(page.object_list)
    return page


def refused(request: HttpRequest, error: BadAddress, *, back: str) -> TemplateResponse:
    """400: names what is wrong and shows nothing else. ``back``: the list without any condition."""
    context = {"slips": error.slips, "back": back}
    return TemplateResponse(request, "news/bad_address.html", context, status=400)


def beyond(request: HttpRequest, error: NoSuchPage) -> TemplateResponse:
    """404 with the way to the last page there is."""
    query = request.GET.copy()
    query["page"] = str(error.last)
    context = {"last": error.last, "url": f"{request.path}?{query.urlencode()}"}
    return TemplateResponse(request, "news/no_such_page.html", context, status=404)
