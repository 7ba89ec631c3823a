import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from portal import environment, serve
from portal.tests.support import environment as clean_environment
from portal.tests.support import free_port


class Site:
    """`make run` in a folder of its own."""

    def __init__(self, var: Path, port: int, mode: str = ""):
        self.var, self.port, self.said = var, port, ""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "portal.serve", *mode.split()],
            cwd=environment.PROJECT,
            env=clean_environment(VAR_DIR=str(var), PORT=str(port), WEB_WORKERS="1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def read_until(self, wanted: str) -> "Site":
        for line in self.process.stdout:
            self.said += line
            if wanted in line:
                return self
        raise AssertionError(self.said)

    def end(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        if self.process.wait(30) != -signal.SIGKILL:  # then its children still hold the pipe
            self.said += self.process.stdout.read()
        self.process.stdout.close()
        return self.process.returncode

    def get(self, path: str) -> tuple[int, str, http.client.HTTPMessage]:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port)) as connection:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode(), response.headers


def a_worker_registers(var: Path) -> None:
    url = subprocess.run(
        [sys.executable, "-m", "portal.postgres", "url"],
        cwd=environment.PROJECT,
        env=clean_environment(VAR_DIR=str(var)),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    deadline = time.monotonic() + 20
    with psycopg.connect(url, autocommit=True) as connection:
        while not connection.execute("SELECT 1 FROM procrastinate_workers").fetchone():
            assert time.monotonic() < deadline
            time.sleep(0.1)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    var = tmp_path_factory.mktemp("site") / "var"
    if os.geteuid() == 0:
        for parent in var.parents[:3]:
            parent.chmod(0o711)
    var.mkdir()
    yield var
    subprocess.run(
        [sys.executable, "-m", "portal.postgres", "remove"],
        cwd=environment.PROJECT,
        env=clean_environment(VAR_DIR=str(var)),
        check=True,
    )


def test_the_site_is_prepared_served_and_stopped(var):
    site = Site(var, free_port()).read_until("ready:")

    assert f"ready: http://127.0.0.1:{site.port}/\n" in site.said
    assert re.search(r"name +admin\n +password +\S{12,}\n", site.said)
    assert site.get("/healthz")[0] == 200
    login = site.get("/admin/login/")[1]
    style = re.search(r'href="(/static/admin/css/base\.[0-9a-f]{12}\.css)"', login)
    assert "immutable" in site.get(style[1])[2]["Cache-Control"]
    a_worker_registers(var)

    assert site.end() == 0
    assert is_free(site.port)
    assert not (var / "postgres/data/postmaster.pid").exists()

    # The second time nothing is made again, and no second password.
    started = time.monotonic()
    again = Site(var, free_port()).read_until("ready:")
    assert time.monotonic() - started < 10
    assert not re.search("password|Migrating|Loading|Collecting", again.said)

    # A third one beside it says why not, and disturbs nothing.
    beside = Site(var, free_port())
    assert beside.wait() == 1
    assert "already runs from this folder" in beside.said
    assert again.get("/healthz")[0] == 200
    assert again.end(signal.SIGTERM) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="relies on PR_SET_PDEATHSIG")
def test_a_killed_supervisor_leaves_its_database_to_the_next(var):
    site = Site(var, free_port()).read_until("ready:")
    site.end(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while not is_free(site.port):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert (var / "postgres/data/postmaster.pid").exists()

    again = Site(var, site.port).read_until("ready:")
    assert again.end() == 0
    assert not (var / "postgres/data/postmaster.pid").exists()


def test_the_development_server_shows_errors_and_stops(var):
    site = Site(var, free_port(), "dev").read_until("ready:")

    assert "DEBUG = True" in site.get("/nowhere-at-all/")[1]
    assert site.end() == 0
    assert is_free(site.port)


def test_a_busy_port_is_said_in_one_sentence(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        site = Site(tmp_path / "var", other.getsockname()[1])

        assert site.wait() == 1
    assert f"Port {site.port} on 127.0.0.1 is not free" in site.said
    assert len(site.said.strip().splitlines()) == 1
    assert not (tmp_path / "var/postgres").exists()


@pytest.mark.parametrize("port", ["0", "65536", "x"])
def test_an_impossible_port_is_said_in_one_sentence(tmp_path, port):
    site = Site(tmp_path / "var", port)

    assert site.wait() == 1
    assert "PORT" in site.said
    assert len(site.said.strip().splitlines()) == 1


def test_a_child_that_ends_by_itself_ends_the_site(monkeypatch):
    supervisor = serve.Supervisor.__new__(serve.Supervisor)
    supervisor.is_dev, supervisor.is_stopping, supervisor.children = False, False, {}
    supervisor.worker_due = time.monotonic() + 60
    supervisor.spawn("web", [sys.executable, "-c", "raise SystemExit(3)"]).wait()

    with pytest.raises(serve.ServeError, match=r"web process ended by itself \(code 3\)"):
        supervisor.watch()


def test_a_worker_that_ends_by_itself_starts_again(monkeypatch, capsys):
    monkeypatch.setattr(serve, "REST", 0)
    supervisor = serve.Supervisor.__new__(serve.Supervisor)
    supervisor.is_dev, supervisor.is_stopping, supervisor.children = False, False, {}
    supervisor.commands = {"worker": [sys.executable, "-c", "raise SystemExit(3)"]}
    supervisor.worker_due = 0

    supervisor.check_worker()
    first = supervisor.children["worker"]
    first.wait()
    supervisor.check_children()
    supervisor.check_worker()
    supervisor.check_worker()

    assert "The worker ended by itself (code 3)" in capsys.readouterr().out
    assert supervisor.children["worker"] is not first
    serve.stop_all(supervisor.children.values())


def test_a_child_that_will_not_stop_is_made_to(monkeypatch):
    monkeypatch.setattr(serve, "GRACE", 0.2)
    stubborn = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1); time.sleep(60)"
    child = subprocess.Popen(
        [sys.executable, "-uc", stubborn], stdout=subprocess.PIPE, start_new_session=True
    )
    child.stdout.readline()

    serve.stop_all([child])

    assert child.returncode == -signal.SIGKILL
    child.stdout.close()


@pytest.mark.parametrize(
    ("bind", "shown"), [("0.0.0.0", "127.0.0.1"), ("::1", "::1"), ("127.0.0.1", "127.0.0.1")]
)
def test_the_address_shown_can_be_opened_here(bind, shown):
    assert serve.visible(bind) == shown
