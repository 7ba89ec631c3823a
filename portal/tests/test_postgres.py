import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from portal import database_url, environment, postgres
from portal.tests.support import environment as clean_environment

IS_LINUX = sys.platform == "linux"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://a:b@h:5433/n", ("a", "b", "h", "5433", "n", {})),
        ("postgres://a@h/n?sslmode=require", ("a", "", "h", "", "n", {"sslmode": "require"})),
        ("postgresql://a@/n?host=/run/pg", ("a", "", "/run/pg", "", "n", {})),
        ("postgresql://%2Frun%2Fpg/n", ("", "", "/run/pg", "", "n", {})),
        ("postgresql://a%40b:p%2Fw@H/n%20m", ("a@b", "p/w", "H", "", "n m", {})),
        ("postgresql://a@[::1]:5433/n", ("a", "", "::1", "5433", "n", {})),
        ("postgresql:///n", ("", "", "", "", "n", {})),
    ],
)
def test_a_database_url_is_read(url, expected):
    database = database_url.as_django(url)

    names = ("USER", "PASSWORD", "HOST", "PORT", "NAME", "OPTIONS")
    assert tuple(database[name] for name in names) == expected


def test_the_private_servers_own_url_is_read(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(postgres, "VAR", tmp_path / "a b/가")

    assert database_url.as_django(postgres.url())["HOST"] == str(postgres.socket_folder())


def test_a_long_path_gets_a_short_socket(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "VAR", tmp_path / ("long" * 50))

    folder = postgres.socket_folder()

    assert folder.parent == Path("/tmp")
    assert len(os.fsencode(folder / postgres.SOCKET)) <= postgres.SOCKET_PATH_LIMIT


def test_two_projects_never_share_a_socket(monkeypatch, tmp_path):
    folders = set()
    for name in ("a", "b"):
        monkeypatch.setattr(postgres, "VAR", tmp_path / (name * 200))
        folders.add(postgres.socket_folder())

    assert len(folders) == 2


def test_a_folder_that_somebody_else_made_first_is_not_trusted(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "socket").symlink_to(elsewhere)

    with pytest.raises(postgres.PostgresError, match="another account"):
        postgres.own(tmp_path / "socket")


def test_data_of_another_version_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "VAR", tmp_path)
    postgres.data().mkdir(parents=True)
    (postgres.data() / "PG_VERSION").write_text("9\n")

    with pytest.raises(postgres.PostgresError, match=r"made by PostgreSQL 9, but only \d+"):
        postgres.find_bin()


class Server:
    """A private server of its own under a folder of a test, driven as `make` does it."""

    def __init__(self, var: Path):
        self.var, self.umask = var, -1

    def do(self, command: str, **own: str) -> str:
        answer = subprocess.run(
            [sys.executable, "-m", "portal.postgres", command],
            cwd=environment.PROJECT,
            env=clean_environment(VAR_DIR=str(self.var), **own),
            capture_output=True,
            text=True,
            timeout=120,
            umask=self.umask,
        )
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return answer.stdout.strip().splitlines()[-1]

    def ask(self, sql: str) -> str:
        import psycopg

        with psycopg.connect(self.do("url")) as connection:
            return connection.execute(sql).fetchone()[0]

    @property
    def pid(self) -> int:
        return int((self.var / "postgres/data/postmaster.pid").read_text().split("\n")[0])


@pytest.fixture(params=["short", "long" * 50], ids=["short", "long"])
def server(request, tmp_path):
    server = Server(tmp_path / request.param / "var")
    server.var.mkdir(parents=True)
    if os.geteuid() == 0:
        # pytest's own folders are closed to other accounts; see the test below for such projects.
        for parent in (tmp_path, *tmp_path.parents[:2]):
            parent.chmod(0o711)
    yield server
    server.do("remove")
    assert not (server.var / "postgres").exists()


def test_the_server_starts_stops_and_keeps_what_it_holds(server):
    assert server.do("start") == "PostgreSQL started."
    assert server.do("start") == "PostgreSQL was running already."
    assert server.do("status") == "running"
    assert server.ask("SHOW listen_addresses") == ""
    assert server.ask("SHOW fsync") == "on"
    assert server.ask("SELECT current_database()") == "jeongchaek"
    assert server.ask("SELECT pg_encoding_to_char(encoding) FROM pg_database LIMIT 1") == "UTF8"
    assert server.ask("SELECT '한' ~ '[[:alpha:]]'") is True
    socket_folder = Path(server.ask("SHOW unix_socket_directories").strip('"'))
    assert socket_folder.stat().st_mode & 0o777 == 0o700

    assert server.do("stop") == "PostgreSQL stopped."
    assert server.do("stop") == "PostgreSQL was not running."
    assert server.do("status") == "stopped"


@pytest.mark.parametrize("server", ["short"], indirect=True)
def test_a_killed_server_is_started_again(server):
    server.do("start")
    os.kill(server.pid, signal.SIGKILL)

    assert server.do("start") == "PostgreSQL started."
    assert server.ask("SELECT 1") == 1


@pytest.mark.parametrize("server", ["short"], indirect=True)
def test_a_server_that_lost_its_socket_is_started_again(server):
    server.do("start")
    first = server.pid
    socket_folder = dict(parse_qsl(urlsplit(server.do("url")).query))["host"]
    for file in Path(socket_folder).iterdir():
        file.unlink()

    assert server.do("start") == "PostgreSQL started."
    assert server.pid != first
    assert server.ask("SELECT 1") == 1


@pytest.mark.parametrize("server", ["short"], indirect=True)
def test_a_closed_umask_does_not_lock_the_server_out(server):
    server.umask = 0o077

    assert server.do("start") == "PostgreSQL started."
    assert server.ask("SELECT 1") == 1


@pytest.mark.parametrize("server", ["short"], indirect=True)
def test_no_statement_reaches_the_log(server):
    import psycopg

    server.do("start")
    with pytest.raises(psycopg.Error):
        server.ask("SELECT 1/0 /* what somebody searched for */")
    server.do("stop")

    log = (server.var / "postgres/data/server.log").read_text()
    assert "division by zero" in log
    assert "searched" not in log


@pytest.mark.skipif(not IS_LINUX, reason="reads /proc")
@pytest.mark.parametrize("server", ["short"], indirect=True)
def test_a_stale_number_that_now_is_another_process_harms_neither(server):
    server.do("start")
    server.do("stop")
    bystander = subprocess.Popen(["sleep", "60"])
    stale = f"{bystander.pid}\n{server.var}/postgres/data\n{int(time.time())}\n5432\n"
    (server.var / "postgres/data/postmaster.pid").write_text(stale)

    assert server.do("status") == "stopped"
    assert server.do("stop") == "PostgreSQL was not running."
    assert server.do("start") == "PostgreSQL started."
    assert bystander.poll() is None
    bystander.kill()
    bystander.wait()


@pytest.mark.parametrize("server", ["short"], indirect=True)
def test_two_starters_at_once_make_one_server(server):
    command = [sys.executable, "-m", "portal.postgres", "start"]
    own = clean_environment(VAR_DIR=str(server.var))
    starters = [
        subprocess.Popen(
            command, cwd=environment.PROJECT, env=own, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    said = sorted(starter.communicate(timeout=120)[0].splitlines()[-1] for starter in starters)

    assert said == ["PostgreSQL started.", *["PostgreSQL was running already."] * 2]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts the server as another account")
def test_a_project_that_the_servers_account_cannot_reach_keeps_its_data_elsewhere(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    server = Server(closed / "var")
    try:
        assert server.do("start") == "PostgreSQL started."
        elsewhere = (closed / "var/postgres").resolve()
        assert elsewhere.parent == Path("/var/tmp")
        assert server.ask("SELECT 1") == 1
    finally:
        server.do("remove")
    assert not elsewhere.exists()


def test_with_a_database_url_nothing_is_started(tmp_path):
    said = Server(tmp_path / "var").do("start", DATABASE_URL="postgresql://h/n")

    assert "DATABASE_URL is set" in said
    assert not (tmp_path / "var").exists()
