"""What a browser would send back from a page of the admin."""

from __future__ import annotations

from importlib import import_module
from itertools import count

from bs4 import BeautifulSoup, Tag
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client

_serial = count(1)


def make_staff(*groups: str, **fields):
    """Somebody of the staff in these groups (``editor``, ``publisher``)."""
    name = fields.pop("username", None) or f"staff-{next(_serial)}"
    user = get_user_model().objects.create_user(name, is_staff=True, **fields)
    for group in groups:
        user.groups.add(_group(group))
    return user


def _group(name: str) -> Group:
    """Tests that empty all tables between them take the migration's groups away."""
    if not Group.objects.filter(name=name).exists():
        groups = import_module("programs.migrations.0003_staff_groups")
        search = import_module("programs.migrations.0007_search_permissions")
        with connection.schema_editor() as editor:
            groups.make_groups(apps, editor)
            search.allow(apps, editor)
    return Group.objects.get(name=name)


def signed_in(*groups: str, **fields) -> Client:
    client = Client()
    client.force_login(make_staff(*groups, **fields))
    return client


def page_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def form_of(response, selector: str = "form[id$=_form]") -> dict[str, list[str]]:
    """Every successful control of the form except its buttons."""
    form = page_of(response).select_one(selector)
    assert form is not None, "the page has no such form"
    data: dict[str, list[str]] = {}
    for control in form.select("input[name], select[name], textarea[name]"):
        for value in _values(control):
            data.setdefault(control["name"], []).append(value)
    return data


def _values(control: Tag) -> list[str]:
    if control.name == "select":
        chosen = control.select("option[selected]")
        if not chosen and not control.has_attr("multiple"):
            chosen = control.select("option")[:1]
        return [option.get("value", "") for option in chosen]
    if control.name == "textarea":
        return [control.text.removeprefix("\n")]
    kind = control.get("type", "text")
    if kind in {"submit", "button"}:
        return []
    if kind in {"checkbox", "radio"} and not control.has_attr("checked"):
        return []
    return [control.get("value", "on" if kind == "checkbox" else "")]


def add_row(data: dict, prefix: str, **fields) -> None:
    """A new inline row, as the page's "add another" would make it."""
    number = int(data[f"{prefix}-TOTAL_FORMS"][0])
    data[f"{prefix}-TOTAL_FORMS"] = [str(number + 1)]
    empty = {name: value for name, value in data.items() if f"{prefix}-__prefix__-" in name}
    for name, value in empty.items():
        data[name.replace("__prefix__", str(number))] = list(value)
    for name, value in fields.items():
        data[f"{prefix}-{number}-{name}"] = [str(value)]


def row_number(data: dict, prefix: str, pk: int) -> int:
    total = int(data[f"{prefix}-TOTAL_FORMS"][0])
    return next(i for i in range(total) if data.get(f"{prefix}-{i}-id") == [str(pk)])


def messages_of(response) -> list[str]:
    return [item.text.strip() for item in page_of(response).select(".messagelist li")]
