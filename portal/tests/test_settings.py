import ast
import json
import re
import stat
import sys

import pytest

from portal import environment, settings
from portal.tests.support import manage

PRINT = "import json; from django.conf import settings as s; print(json.dumps({names}))"
READERS = ("text", "flag", "number", "items", "folder")


@pytest.fixture
def var(tmp_path):
    return str(tmp_path / "var")


def shell(names: str, **own: str):
    return manage("shell", "--no-imports", "-c", PRINT.format(names=names), **own)


def value(name: str, **own: str):
    answer = shell(f"s.{name}", **own)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_debug_is_off_unless_asked_for(var):
    assert value("DEBUG", VAR_DIR=var) is False
    assert value("DEBUG", VAR_DIR=var, DEBUG="1") is True


@pytest.mark.parametrize(
    ("own", "missing"),
    [
        ({"ALLOWED_HOSTS": "example.go.kr"}, "SECRET_KEY"),
        ({"BIND": "0.0.0.0"}, "ALLOWED_HOSTS"),
        ({"BIND": "0.0.0.0", "SECRET_KEY": "x" * 50}, "ALLOWED_HOSTS"),
        ({"BIND": "0.0.0.0", "ALLOWED_HOSTS": "example.go.kr"}, "SECRET_KEY"),
        ({"BIND": "0.0.0.0", "ALLOWED_HOSTS": "localhost"}, "SECRET_KEY"),
        ({"BEHIND_TLS": "1"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*", "SECRET_KEY": "x" * 50}, "ALLOWED_HOSTS"),
        ({"DEBUG": "maybe"}, "DEBUG"),
        ({"PORT": "http"}, "PORT"),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://host"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://host:port/name"}, "DATABASE_URL"),
    ],
)
def test_a_missing_or_wrong_setting_stops_the_start_with_one_sentence(own, missing, var):
    answer = manage("check", VAR_DIR=var, **own)

    assert answer.returncode == 1
    assert missing in answer.stderr
    assert "Traceback" not in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1


def test_behind_tls_the_deployment_check_has_nothing_to_say(var):
    answer = manage(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        VAR_DIR=var,
        BEHIND_TLS="1",
        ALLOWED_HOSTS="example.go.kr",
        SECRET_KEY="".join(chr(48 + number) for number in range(60)),
    )

    assert answer.returncode == 0, answer.stderr
    assert "no issues" in answer.stdout


def test_without_tls_cookies_still_work_on_this_machine(var):
    names = "[s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS]"

    assert json.loads(shell(names, VAR_DIR=var).stdout) == [False, False, 0]


def test_a_machine_makes_its_own_key_once_and_keeps_it_to_itself(tmp_path):
    path = tmp_path / "var" / "secret_key"

    first, second = settings.kept_secret(path), settings.kept_secret(path)

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [path] == list(path.parent.iterdir())


def test_importing_settings_starts_no_database(tmp_path):
    manage("check", VAR_DIR=str(tmp_path / "var"))

    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret_key"]


def test_the_version_is_the_first_heading_of_the_changelog(tmp_path):
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text("# Changes\n\n## Unreleased\n\n## 1.20.3 – 2026-11-22\n\n## 1.20.2\n")

    assert settings.changelog_version(changelog) == "1.20.3"
    assert settings.changelog_version(tmp_path / "none.md") == "0.0.0"


def test_a_file_of_settings_gives_way_to_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "mine")
    monkeypatch.delenv("OPERATOR_NAME", raising=False)
    file = tmp_path / ".env"
    file.write_text("# words\n\nSECRET_KEY=theirs\nOPERATOR_NAME = '광산구 모임' \n")

    environment.load(file)

    assert environment.os.environ["SECRET_KEY"] == "mine"
    assert environment.os.environ["OPERATOR_NAME"] == "광산구 모임"


def test_a_broken_line_of_settings_is_named(tmp_path):
    (tmp_path / ".env").write_text("A=1\nSECRET_KEY\n")

    with pytest.raises(environment.BadSetting, match=r"\.env:2: write NAME=value"):
        environment.load(tmp_path / ".env")


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({}, ""),
        ({"SITE_URL": "https://example.go.kr/"}, " (+https://example.go.kr)"),
        ({"SITE_URL": "https://a.kr", "CONTACT_EMAIL": "o@a.kr"}, " (+o@a.kr)"),
        (
            {"CONTACT_EMAIL": "o@a.kr", "FETCH_CONTACT": "https://a.kr/robots"},
            " (+https://a.kr/robots)",
        ),
        ({"FETCH_CONTACT": "a) x\r\nEvil: 1 가"}, " (+axEvil:1)"),
    ],
)
def test_other_sites_are_told_whom_to_ask(monkeypatch, own, told):
    given = {"SITE_URL": "", "CONTACT_EMAIL": "", "FETCH_CONTACT": ""} | own
    monkeypatch.setattr(environment, "text", lambda name, default="": given.get(name, default))
    monkeypatch.setattr(settings, "CONTACT_EMAIL", given["CONTACT_EMAIL"])
    monkeypatch.setattr(settings, "SITE_URL", given["SITE_URL"].rstrip("/"))

    assert settings.fetch_user_agent() == f"jeongchaekieum/{settings.VERSION}{told}"


def names_read() -> set[str]:
    """Every name that any of our modules asks the environment for."""
    sources = [environment.PROJECT / "conftest.py"]
    for room in ("regions", "news", "programs", "api", "portal"):
        sources += (environment.PROJECT / room).rglob("*.py")
    own = (path for path in sources if "tests" not in path.parts)
    return {name for path in own for name in names_read_in(path.read_text("utf-8"))}


def names_read_in(source: str) -> set[str]:
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "environment"
        and call.func.attr in READERS
        and isinstance(call.args[0], ast.Constant)
    }


def test_every_setting_of_the_environment_is_listed_and_none_besides():
    example = (environment.PROJECT / ".env.example").read_text("utf-8")
    listed = re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)

    assert len(listed) == len(set(listed))
    assert set(listed) == names_read()


def test_nobody_reads_the_environment_past_the_one_module():
    allowed = {"environment.py", "manage.py", "conftest.py"}
    for room in ("regions", "news", "programs", "api"):
        for path in (environment.PROJECT / room).rglob("*.py"):
            if path.name not in allowed and "tests" not in path.parts:
                assert "os.environ" not in path.read_text("utf-8"), path


def test_no_pin_names_an_index_or_a_folder_of_a_machine():
    for name in ("requirements.txt", "requirements-dev.txt"):
        pins = (environment.PROJECT / name).read_text()
        assert not re.search(r"://|file:|find-links|index-url|(^|\s)/", pins), name
        lines = re.findall(r"^[a-z0-9-]+\[?.*==.*", pins, re.MULTILINE)
        assert len(lines) == len(re.findall(r"^[a-z0-9-].* \\$", pins, re.MULTILINE))


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_everything_asked_for_is_pinned(name):
    asked = (environment.PROJECT / f"{name}.in").read_text()
    pinned = (environment.PROJECT / f"{name}.txt").read_text()

    for package in re.findall(r"^([A-Za-z0-9._-]+)", asked, re.MULTILINE):
        normal = re.sub(r"[-_.]+", "-", package).lower()
        assert package == "-c" or re.search(rf"^{normal}==", pinned, re.MULTILINE), package


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_requirement_says_why(name):
    for line in (environment.PROJECT / f"{name}.in").read_text().splitlines():
        assert "# " in line or line.startswith("-c"), line


def test_python_is_new_enough_for_what_the_project_promises():
    assert sys.version_info >= (3, 11)
