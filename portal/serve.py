"""`python -m portal.serve [dev]`: starts what the site needs, watches it, and stops it again.

A small supervisor, standard library only. What runs beside the web server joins in `commands()`.
"""

import contextlib
import ctypes
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

from portal import environment, postgres

PATIENCE = 60  # seconds until the site must answer
GRACE = 8  # seconds that a child gets to finish its requests
REST = 10  # seconds before a worker that ended by itself starts again
MANAGE = [sys.executable, str(environment.PROJECT / "manage.py")]
LOCK = postgres.VAR / "serve.lock"
# There while a PostgreSQL runs that `make run` started: a killed one leaves it to the next.
STARTED_POSTGRES = postgres.VAR / "serve.postgres"


class ServeError(Exception):
    """A sentence for the person who started the site."""


def commands(host: str, port: int, *, is_dev: bool) -> dict[str, list[str]]:
    """Every process of the running site, by name."""
    if is_dev:
        return {
            "web": [*MANAGE, "runserver", f"{bracketed(host)}:{port}"],
            "worker": [*MANAGE, "work", "--reload"],
        }
    workers = environment.number("WEB_WORKERS", min(os.cpu_count() or 1, 4))
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1"]
    granian += ["--host", host, "--port", str(port), "--workers", str(workers)]
    granian += ["--blocking-threads", "1", "--respawn-failed-workers"]
    granian += ["--workers-kill-timeout", "5", "--log-level", "warning"]
    return {"web": [*granian, "portal.wsgi:application"], "worker": [*MANAGE, "work"]}


def bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


class Supervisor:
    def __init__(self, *, is_dev: bool = False):
        self.is_dev = is_dev
        self.host = environment.text("BIND", "127.0.0.1")
        self.port = environment.number("PORT", 8000)
        self.children: dict[str, subprocess.Popen] = {}
        self.commands = commands(self.host, self.port, is_dev=is_dev)
        self.worker_due = 0.0
        self.is_stopping = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.ask_to_stop)

    def ask_to_stop(self, number: int, frame: object) -> None:
        self.is_stopping = True

    def run(self) -> None:
        with only_one():
            check_port(self.host, self.port)
            try:
                self.start_postgres()
                self.prepare()
                self.start_web()
                self.wait_until_ready()
                self.watch()
            finally:
                self.stop()

    def start_postgres(self) -> None:
        if environment.text("DATABASE_URL"):
            return
        say("Starting PostgreSQL …")
        if postgres.start():
            STARTED_POSTGRES.touch()

    def prepare(self) -> None:
        if self.is_stopping:
            return
        child = self.spawn(
            "prepare", [*MANAGE, "prepare", *(["--no-static"] if self.is_dev else [])]
        )
        while child.poll() is None and not self.is_stopping:
            time.sleep(0.05)
        if child.poll() is not None:
            del self.children["prepare"]
            if child.returncode and not self.is_stopping:
                raise ServeError("The site could not be prepared: the lines above say why.")

    def start_web(self) -> None:
        if self.is_stopping:
            return
        say("Starting the web server …")
        self.spawn("web", self.commands["web"])

    def spawn(self, name: str, command: list[str]) -> subprocess.Popen:
        # In a session of its own, so that Ctrl-C reaches this process alone, which then stops it.
        self.children[name] = subprocess.Popen(
            command,
            cwd=environment.PROJECT,
            env=self.child_environment(),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent if sys.platform == "linux" else None,
        )
        return self.children[name]

    def child_environment(self) -> dict[str, str]:
        own = {"DEBUG": "1"} if self.is_dev else {"DATABASE_POOL": "1"}
        return (
            {"PYTHONUNBUFFERED": "1"} | own | os.environ | ({"DEBUG": "1"} if self.is_dev else {})
        )

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self.is_stopping and not is_healthy(self.host, self.port):
            self.check_children()
            if time.monotonic() > deadline:
                raise ServeError(f"The site did not answer within {PATIENCE} seconds.")
            time.sleep(0.05)
        if not self.is_stopping:
            say(f"ready: http://{bracketed(visible(self.host))}:{self.port}/")

    def watch(self) -> None:
        """The worker starts here, after the site is ready, so that nobody waits for it."""
        while not self.is_stopping:
            self.check_worker()
            self.check_children()
            time.sleep(0.2)

    def check_worker(self) -> None:
        """Pages are served without a worker too: one that ended starts again."""
        if "worker" not in self.children:
            if time.monotonic() >= self.worker_due:
                self.spawn("worker", self.commands["worker"])
        elif (code := self.children["worker"].poll()) is not None:
            del self.children["worker"]
            self.worker_due = time.monotonic() + REST
            say(f"The worker ended by itself (code {code}): again in {REST} seconds.")

    def check_children(self) -> None:
        for name, child in self.children.items():
            if name != "worker" and child.poll() is not None:
                raise ServeError(f"The {name} process ended by itself (code {child.returncode}).")

    def stop(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        if self.children:
            say("Stopping …")
        stop_all(self.children.values())
        if STARTED_POSTGRES.exists():
            postgres.stop()
            STARTED_POSTGRES.unlink()


def stop_all(children: Iterator[subprocess.Popen]) -> None:
    for child in children:
        child.terminate()
    deadline = time.monotonic() + GRACE
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(0.1, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def die_with_parent() -> None:
    """Linux: the kernel ends this child when its supervisor is killed (PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    postgres.VAR.mkdir(parents=True, exist_ok=True)
    with LOCK.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ServeError(
                "The site already runs from this folder: stop that one first."
            ) from None
        yield


def check_port(host: str, port: int) -> None:
    if not 0 < port < 65536:
        raise ServeError(f"PORT={port} is not a port: choose one from 1 to 65535.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ServeError(
                f"Port {port} on {host} is not free ({error.strerror}): "
                "stop what uses it, or choose another with PORT=8001."
            ) from None


def visible(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104


def is_healthy(host: str, port: int) -> bool:
    hosts = environment.items("ALLOWED_HOSTS") or ["localhost"]
    connection = http.client.HTTPConnection(visible(host), port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": hosts[0].lstrip(".")})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    try:
        Supervisor(is_dev="dev" in sys.argv[1:]).run()
    except (ServeError, postgres.PostgresError) as error:
        sys.exit(str(error))
    except PermissionError as error:
        sys.exit(f"{error.filename} belongs to another account: start as that one, or delete it.")
