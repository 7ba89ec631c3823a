"""A page on the desk, for tests: uploaded, read, and what its forms would send."""

from __future__ import annotations

from functools import cache
from itertools import count

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from news.desk.history import first_step
from news.desk.items import sheet_of
from news.models import Upload, UploadContent
from news.reading.page import read_page
from news.reading.results import PageReading
from news.receiving import read_upload, receive_bytes, shown
from news.tests.reading.samples import sample

_serial = count(1)
WORKS_ON_ARTICLES = ("view_article", "add_article", "change_article", "add_publisher")


def make_editor(*allowed: str):
    user = get_user_model().objects.create_user(f"editor-{next(_serial)}", is_staff=True)
    permissions = Permission.objects.filter(content_type__app_label="news", codename__in=allowed)
    user.user_permissions.set(permissions)
    return user


def editor(*allowed: str) -> Client:
    client = Client()
    client.force_login(make_editor(*(allowed or WORKS_ON_ARTICLES)))
    return client


@cache
def reading_of(name: str) -> PageReading:
    return read_page(sample(name)[0], name=f"{name}.txt")


def make_read(name: str = "columns-and-photo") -> Upload:
    """A sample page as reading leaves it, without what the database knows of regions."""
    reading = reading_of(name)
    upload = receive_bytes(sample(name)[0], name=f"{name}.txt", by=None).upload
    UploadContent.objects.update(text=shown(reading.source))
    Upload.objects.update(state=Upload.State.READ)
    upload.refresh_from_db()
    first_step(upload, sheet_of(reading))
    return upload


def make_read_here(text: str | None = None) -> Upload:
    """As the worker reads it, with everything that the database knows."""
    data = sample("columns-and-photo")[0] if text is None else text.encode()
    upload = receive_bytes(data, name="지면.txt", by=None).upload
    read_upload(upload.pk)
    upload.refresh_from_db()
    assert upload.state == Upload.State.READ, upload.reason
    return upload


def desk(upload: Upload, page: str = "change") -> str:
    return reverse(f"admin:news_upload_{page}", args=[upload.pk])


def item_address(upload: Upload, key: int) -> str:
    return reverse("admin:news_upload_item", args=[upload.pk, key])


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def fields_of(response, selector: str) -> dict[str, list[str]]:
    """What a browser would send of a form, without its buttons."""
    form = soup(response).select_one(selector)
    assert form is not None, f"no {selector} on the page"
    data: dict[str, list[str]] = {}
    for control in form.select("input[name], select[name], textarea[name]"):
        if control.name == "select":
            chosen = control.select("option[selected]") or control.select("option")[:1]
            values = [option.get("value", "") for option in chosen]
        elif control.name == "textarea":
            values = [control.text.removeprefix("\n")]
        elif control.get("type") in ("checkbox", "radio") and not control.has_attr("checked"):
            values = []
        else:
            values = [control.get("value", "")]
        data.setdefault(control["name"], []).extend(values)
    return data


def item_fields(client: Client, upload: Upload, key: int) -> dict[str, list[str]]:
    return fields_of(client.get(desk(upload)), f"#form-{key}")


def take(client: Client, upload: Upload, key: int, step: str, **changed):
    """Presses a card's button. ``changed``: fields of the card by name."""
    data = item_fields(client, upload, key)
    data |= {f"i{key}-{name}": value for name, value in changed.items() if name != "cursor"}
    if "cursor" in changed:
        data["cursor"] = changed["cursor"]
    return client.post(item_address(upload, key), data | {"step": step})


def items(upload: Upload) -> list[dict]:
    return upload.steps.order_by("-number").first().sheet["items"]


def said(response) -> str:
    return " ".join(item.text for item in soup(response).select(".messagelist li, .errornote"))


def confirm_form(client: Client, upload: Upload, *keys: int) -> dict:
    query = "&".join(f"item={key}" for key in keys)
    return fields_of(client.get(f"{desk(upload, 'confirm')}?{query}"), ".desk-confirm form")


def confirm(client: Client, upload: Upload, *keys: int, **changed):
    data = confirm_form(client, upload, *keys) | changed
    return client.post(desk(upload, "confirm"), data)
