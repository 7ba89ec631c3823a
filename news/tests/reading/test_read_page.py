"""manage.py read_page."""

import io
import json

import pytest
from django.core.management import call_command
from django.db import OperationalError

from news.tests.reading.samples import PAGES, sample_names

HWP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.fixture(autouse=True)
def unreachable_database(monkeypatch):
    """What a database adds is tested in test_catalogue."""

    def refuse():
        raise OperationalError("no database")

    monkeypatch.setattr("news.management.commands.read_page.knowledge", refuse)


def run(*arguments: str) -> tuple[str, str, int]:
    """What it wrote, what it complained of, and its exit code."""
    out, errors = io.StringIO(), io.StringIO()
    try:
        call_command("read_page", *map(str, arguments), stdout=out, stderr=errors)
    except SystemExit as end:
        return out.getvalue(), errors.getvalue(), end.code
    return out.getvalue(), errors.getvalue(), 0


def test_it_prints_json_of_the_agreed_shape():
    out, _, code = run(PAGES / "interleaved.txt", "--json")
    found = json.loads(out)
    assert code == 0
    assert list(found) == ["publisher", "published_on", "precision", "date_reason", "items"]
    assert (found["publisher"], found["published_on"], found["precision"]) == (
        "남녘신문",
        "2023-05-23",
        "day",
    )
    assert {type(place) for item in found["items"] for place in item["ranges"]} == {list}


def test_it_prints_a_result_for_people():
    out, _, code = run(PAGES / "districts.txt")
    assert code == 0
    for words in (
        "발행처: 미확인",
        "보도일: 확인되지 않음",
        "기자: 엄지온",
        "[2] 사진:",
        "자리: 0–",
    ):
        assert words in out


def test_it_takes_the_publisher_that_it_is_given():
    out, _, _ = run(PAGES / "districts.txt", "--json", "--publisher", "가람일보")
    assert json.loads(out)["publisher"] == "가람일보"


def test_several_files_are_a_line_each():
    pages = [
        next(p for p in PAGES.glob(f"{name}.*") if p.suffix != ".yaml") for name in sample_names()
    ]
    out, _, code = run(*pages, "--json")
    assert code == 0
    assert [len(json.loads(line)["items"]) > 1 for line in out.splitlines()] == [True] * len(pages)


def test_without_a_database_regions_stay_empty_and_it_says_so():
    out, errors, _ = run(PAGES / "districts.txt", "--json")
    assert all(item["regions"] == [] for item in json.loads(out)["items"])
    assert len(errors.splitlines()) == 1


@pytest.mark.parametrize("data", [HWP, b"", b"\x89PNG\r\n\x1a\n", bytes(range(256)) * 9])
def test_what_cannot_be_read_is_one_line_and_exit_code_1(tmp_path, data):
    file = tmp_path / "지면.txt"
    file.write_bytes(data)
    out, errors, code = run(file, "--json")
    assert (out, code) == ("", 1)
    assert len(errors.splitlines()) == 2  # the first says that there is no database
    assert "지면.txt" in errors.splitlines()[1]


def test_the_other_files_are_read_all_the_same(tmp_path):
    broken = tmp_path / "old.hwp"
    broken.write_bytes(HWP)
    out, errors, code = run(broken, PAGES / "districts.txt", "--json")
    assert code == 1
    assert [json.loads(line) is None for line in out.splitlines()] == [True, False]
    assert ".hwp" in errors


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_file_that_cannot_be_opened_is_one_line(tmp_path, name):
    out, errors, code = run(tmp_path / name)
    assert (out, code) == ("", 1)
    assert "열 수 없습니다" in errors


def test_a_huge_file_is_refused_without_being_loaded(tmp_path, monkeypatch):
    monkeypatch.setattr("news.management.commands.read_page.MAX_BYTES", 100)
    monkeypatch.setattr("news.reading.decode.MAX_BYTES", 100)
    file = tmp_path / "long.txt"
    file.write_text("나주시 " * 100)
    assert run(file)[2] == 1


def test_standard_input_is_read(monkeypatch):
    data = (PAGES / "districts.txt").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert "모두의 놀이터" in run("-")[0]
