"""Pages as they arrive: kept unchanged, recognised when they come twice, read by the worker."""

from __future__ import annotations

import io
import zipfile
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news import fetching, receiving
from news.models import Publisher, Upload, UploadContent
from news.receiving import (
    NotTaken,
    clean_name,
    read_upload,
    receive_address,
    receive_bytes,
    receive_text,
    shown,
)
from news.tests.reading.samples import sample

PAGE = "나주시, 배 농가 돕는다\n\n나주시가 배 농가를 돕는다고 6일 밝혔다. 신청은 읍면동에서 받는다.".encode()


def take(data: bytes, name: str = "지면.txt"):
    return receive_bytes(data, name=name, by=None)


@pytest.mark.django_db
def test_bytes_are_kept_unchanged():
    data = "\r\n앞\x0c뒤\r\n".encode("cp949") + PAGE.decode().encode("cp949")
    upload = take(data).upload

    assert bytes(upload.content.original) == data
    assert (upload.size, upload.media_type, upload.state) == (len(data), "text", "received")


@pytest.mark.django_db
def test_the_same_bytes_lead_to_the_page_that_is_there():
    first, second = take(PAGE), take(PAGE, "다른 이름.txt")

    assert first.is_new
    assert not second.is_new
    assert second.upload == first.upload
    assert Upload.objects.count() == UploadContent.objects.count() == 1


@pytest.mark.django_db
def test_the_same_bytes_in_the_same_moment_make_one_page(monkeypatch):
    """Both looked before either had written."""
    first = take(PAGE).upload
    monkeypatch.setattr(type(Upload.objects.all()), "exclude", lambda self, **more: self.none())
    second = take(PAGE)

    assert (second.upload, second.is_new) == (first, False)
    assert Upload.objects.count() == 1


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0", b"\0" * 2_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "비어 있는"),
        (b"\x00 \n" * 9, "비어 있는"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, ".hwp"),
        (zipped(), "압축 파일"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 99, "그림"),
        (b"a" * (20 * 1024 * 1024 + 1), "20MB"),
    ],
    ids=["nothing", "zeros", "hwp", "zip", "picture", "large"],
)
def test_what_no_reader_reads_is_refused_with_a_sentence(data, words):
    with pytest.raises(NotTaken) as refused:
        take(data, "지면.pdf")
    assert words in str(refused.value)


@pytest.mark.django_db
def test_reading_leaves_a_list_of_items_and_what_waits():
    upload = take(sample("columns-and-photo")[0]).upload
    read_upload(upload.pk)
    upload.refresh_from_db()

    kinds = [item["kind"] for item in upload.steps.get().sheet["items"]]
    assert upload.state == "read"
    assert kinds == ["news", "photo", "news", "news", "advertisement"]
    assert (upload.items_waiting, upload.items_confirmed) == (4, 0)


@pytest.mark.django_db
def test_places_point_into_the_kept_text():
    text = "머리말입니다.\r\n\r\n" + PAGE.decode().replace("\n", "\r\n")
    upload = take(text.encode()).upload
    read_upload(upload.pk)
    upload.refresh_from_db()

    kept = upload.content.text
    for item in upload.steps.get().sheet["items"]:
        pieces = "".join(kept[start:end] for start, end in item["ranges"])
        assert "".join(item["text"].split())[:10] in "".join(pieces.split())


@pytest.mark.django_db
def test_reading_twice_changes_nothing():
    upload = take(PAGE).upload
    read_upload(upload.pk)
    read_upload(upload.pk)

    assert upload.steps.count() == 1


@pytest.mark.django_db
def test_a_page_that_cant_be_read_says_why():
    upload = take(b"%PDF-1.4 broken").upload
    read_upload(upload.pk)
    upload.refresh_from_db()

    assert upload.state == "failed"
    assert "PDF" in upload.reason
    assert upload.steps.count() == 0


@pytest.mark.django_db
def test_an_unforeseen_fault_is_a_sentence_too_and_can_be_tried_again(monkeypatch, caplog):
    upload = take(PAGE).upload
    with monkeypatch.context() as broken:
        broken.setattr(receiving, "read_page", lambda *args, **more: 1 / 0)
        read_upload(upload.pk)
    upload = Upload.objects.with_waiting_time().get()
    assert (upload.state, upload.may_be_read_again) == ("failed", True)
    assert "ZeroDivisionError" in caplog.text

    asked = []
    assert receiving.read_again(upload, later=asked.append)
    assert not receiving.read_again(upload, later=asked.append)
    read_upload(upload.pk)

    upload.refresh_from_db()
    assert (upload.state, upload.reason, asked) == ("read", "", [upload.pk])


@pytest.mark.django_db
def test_the_chosen_publisher_goes_before_what_the_page_prints():
    paper = Publisher.objects.create(slug="namdo", name="남도시험일보")
    upload = receive_bytes(PAGE, name="지면", by=None, publisher=paper).upload
    read_upload(upload.pk)

    assert upload.steps.get().sheet["publisher"] == "남도시험일보"


# From an address


@pytest.fixture
def web(monkeypatch):
    """What the web answers: bytes, or an error."""
    answers: dict[str, object] = {}

    def fetch(address):
        answer = answers[address]
        if isinstance(answer, Exception):
            raise answer
        return SimpleNamespace(final_address=address + "?seen=1", content=answer)

    monkeypatch.setattr(fetching, "fetch", fetch)
    return answers


@pytest.mark.django_db
def test_an_address_is_fetched_by_the_reader_and_kept(web):
    web["https://news.example/1"] = PAGE
    upload = receive_address("https://news.example/1", by=None).upload
    assert upload.sha256 is None

    read_upload(upload.pk)

    upload.refresh_from_db()
    assert upload.state == "read"
    assert upload.final_address == "https://news.example/1?seen=1"
    assert bytes(upload.content.original) == PAGE


@pytest.mark.django_db
def test_a_refused_address_says_why(web):
    web["https://news.example/1"] = fetching.FetchError(
        "그 주소는 열리지 않습니다.", fetching.Reason.REFUSED
    )
    upload = receive_address("https://news.example/1", by=None).upload
    read_upload(upload.pk)

    upload.refresh_from_db()
    assert (upload.state, upload.reason) == ("failed", "그 주소는 열리지 않습니다.")


@pytest.mark.django_db
def test_an_address_with_known_bytes_leads_to_the_page_that_is_there(web):
    known = take(PAGE).upload
    web["https://news.example/1"] = PAGE
    upload = receive_address("https://news.example/1", by=None).upload
    read_upload(upload.pk)

    upload.refresh_from_db()
    assert (upload.state, upload.same_as) == ("same", known)


@pytest.mark.django_db
def test_an_address_on_its_way_is_not_fetched_twice():
    first = receive_address("https://news.example/1", by=None)
    second = receive_address("https://news.example/1", by=None)

    assert (second.upload, second.is_new) == (first.upload, False)


# Names and texts that no browser sends


@given(name=st.text(max_size=300))
def test_any_name_becomes_a_short_one_without_folders_and_controls(name):
    cleaned = clean_name(name)

    assert 0 < len(cleaned) <= 200
    assert "/" not in cleaned
    cleaned.encode()
    assert cleaned.isprintable()


def test_a_long_name_keeps_its_ending():
    assert clean_name("가" * 400 + ".pdf").endswith("가.pdf")


@given(text=st.text(max_size=60))
def test_the_shown_text_keeps_every_place(text):
    assert len(shown(text)) == len(text)
    assert "\x00" not in shown(text)
    assert "\r" not in shown(text)
    shown(text).encode()


@pytest.mark.django_db
def test_pasted_half_letters_are_taken():
    assert receive_text("반쪽 \ud800 글자가 든 글입니다.", name="글", by=None).is_new


@pytest.mark.django_db
def test_fetching_twice_at_once_is_no_copy_of_itself(web):
    web["https://news.example/1"] = PAGE
    upload = receive_address("https://news.example/1", by=None).upload
    earlier = Upload.objects.get()
    read_upload(upload.pk)

    assert receiving._fetched(earlier)
    earlier.refresh_from_db()
    assert (earlier.state, earlier.same_as) == ("fetching", None)


@pytest.mark.django_db
def test_an_address_whose_bytes_arrive_in_this_moment_leads_there(web, monkeypatch):
    known = take(PAGE).upload
    upload = receive_address("https://news.example/1", by=None).upload
    web["https://news.example/1"] = PAGE
    monkeypatch.setattr(type(Upload.objects.all()), "exclude", lambda self, **more: self.none())
    assert not receiving._fetched(upload)

    upload.refresh_from_db()
    assert (upload.state, upload.same_as, upload.sha256) == ("same", known, None)
