"""Imports between rooms run one way: portal → api → programs → news → regions."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ALLOWED = {
    "regions": set(),
    "news": {"regions"},
    "programs": {"news", "regions"},
    "api": {"programs", "news", "regions"},
    "portal": {"api", "programs", "news", "regions"},
}


def imported_rooms(path: Path) -> set[str]:
    """Rooms that a file imports, wherever in the file the import stands."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names & ALLOWED.keys()


def sources(room: str) -> list[Path]:
    # Tests of a room may borrow helpers of rooms below it, never above; the rule is the same for them.
    return sorted((Path(settings.BASE_DIR) / room).rglob("*.py"))


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_imports_only_rooms_below_it(room):
    wrong = {
        str(path): extra
        for path in sources(room)
        if (extra := imported_rooms(path) - ALLOWED[room] - {room})
    }
    assert wrong == {}


def test_every_room_has_files_to_look_at():
    assert all(sources(room) for room in ALLOWED)


def test_there_are_no_catch_all_modules():
    names = {path.stem for room in ALLOWED for path in sources(room)}
    assert not names & {"utils", "util", "helpers", "common", "core", "misc", "tools", "signals"}
