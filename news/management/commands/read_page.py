"""Reads newspaper pages: manage.py read_page FILE… [--json] [--publisher NAME]."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from news.reading.catalogue import knowledge
from news.reading.decode import MAX_BYTES, Unreadable
from news.reading.page import read_page
from news.reading.results import ItemReading, Knowledge, PageReading

KINDS = {
    "article": "기사",
    "photo": "사진",
    "notice": "고시·공고",
    "advertisement": "광고",
    "furniture": "지면 요소",
}


class Command(BaseCommand):
    help = "신문 지면(텍스트, HTML, PDF)을 읽어 기사와 사진, 공고, 광고로 나눕니다."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "files", nargs="+", metavar="FILE", help="읽을 파일. -는 표준 입력입니다."
        )
        parser.add_argument(
            "--json",
            action="store_true",
            help="파일마다 한 줄의 JSON으로 냅니다. 읽지 못한 파일은 null입니다.",
        )
        parser.add_argument(
            "--publisher", metavar="NAME", help="발행처 이름. 지면에서 찾지 않고 이 이름을 씁니다."
        )

    def handle(self, *, files, json, publisher, **options):
        known = self._knowledge()
        readings = [self._read(file, publisher, known) for file in files]
        for file, reading in zip(files, readings, strict=True):
            self._print(file, reading, as_json=json, is_alone=len(files) == 1)
        if None in readings:
            raise SystemExit(1)

    def _knowledge(self) -> Knowledge:
        try:
            return knowledge()
        except (DatabaseError, ImproperlyConfigured):
            self.stderr.write("데이터베이스에 닿지 않아 지역과 이름은 찾지 않습니다.")
            return Knowledge()

    def _read(self, file: str, publisher: str | None, known: Knowledge) -> PageReading | None:
        try:
            return read_page(
                _bytes_of(file), name=Path(file).name, publisher=publisher, knowledge=known
            )
        except Unreadable as reason:
            self.stderr.write(f"{_printable(file)}: {reason}")
        except OSError as error:
            self.stderr.write(f"{_printable(file)}: 파일을 열 수 없습니다({error.strerror}).")
        return None

    def _print(
        self, file: str, reading: PageReading | None, *, as_json: bool, is_alone: bool
    ) -> None:
        if reading is None:
            if as_json and not is_alone:
                self.stdout.write("null")
        elif as_json:
            self.stdout.write(json.dumps(reading.as_json(), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(page_lines(_printable(file), reading)))


def _bytes_of(file: str) -> bytes:
    """At most one byte more than is read, so that a huge file is refused and not loaded."""
    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(file).open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _printable(name: str) -> str:
    return name.encode("utf-8", "replace").decode()


def page_lines(file: str, reading: PageReading) -> list[str]:
    """The result for people."""
    lines = [
        f"■ {file}",
        f"발행처: {reading.publisher or '미확인'}",
        f"보도일: {reading.published_on or '확인되지 않음'} ({reading.precision})",
        f"근거: {reading.date_reason}",
    ]
    if reading.publisher is None and reading.mail_domains:
        lines.append(f"기자 메일의 도메인: {', '.join(reading.mail_domains)}")
    for number, item in enumerate(reading.items, 1):
        lines += ["", *item_lines(number, item)]
    return lines


def item_lines(number: int, item: ItemReading) -> list[str]:
    places = ", ".join(f"{start}–{end}" for start, end in item.ranges)
    lines = [f"[{number}] {KINDS[item.kind]}: {item.headline or '(제목 없음)'}"]
    lines += [f"    부제: {line}" for line in item.deck]
    lines += [f"    기자: {item.reporter}"] if item.reporter else []
    lines += [f"    지역: {one.code} {one.name} ← {', '.join(one.clues)}" for one in item.regions]
    lines += [
        f"    열린 지명: {one.text} ({', '.join(one.codes)} 가운데 하나)" for one in item.open_names
    ]
    lines += [
        f"    교정 제안: {one.as_printed} → {one.suggested} ({one.why})" for one in item.corrections
    ]
    lines.append(f"    자리: {places}")
    return lines + [f"    {line}" for line in item.text.splitlines()]
