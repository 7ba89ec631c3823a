"""Settings from the environment (and `.env`); what is wrong with one is said in a sentence."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

# A developer's own settings must not decide whether tests pass; these are about the machine.
FOR_TESTS = ("CHROMIUM", "CI", "DATABASE_URL", "PG_BIN", "TEST_DB_SUFFIX")
TESTING = "PYTEST_VERSION" in os.environ


class BadSetting(SystemExit):
    """Stops the start with a sentence instead of a traceback."""


def load(path: Path = PROJECT / ".env") -> None:
    """Lines `NAME=value`; what the environment already says wins."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals:
            raise BadSetting(f"{path}:{number}: write NAME=value, not {line!r}.")
        os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


def folder(name: str, default: str) -> Path:
    """Relative ones are the project's."""
    return PROJECT / text(name, default)


def text(name: str, default: str = "") -> str:
    if TESTING and name not in FOR_TESTS:
        return default
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    raise BadSetting(f"{name} must be 1 or 0, not {value!r}.")


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise BadSetting(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def items(name: str) -> list[str]:
    return [item.strip() for item in text(name).split(",") if item.strip()]


load()
