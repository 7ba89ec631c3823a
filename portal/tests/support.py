"""Processes of the real site, as tests need them."""

import os
import socket
import subprocess
import sys
from urllib.parse import quote

from portal.environment import PROJECT


def environment(**own: str) -> dict[str, str]:
    """A process's environment without what tests set; no setting of the developer's leaks in."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT}
    return kept | own


KEPT = ("PATH", "HOME", "LANG", "SYSTEMROOT", "LD_LIBRARY_PATH", "PG_BIN")


def manage(*arguments: str, **own: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env=environment(**own),
        capture_output=True,
        text=True,
        timeout=60,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def database_url(database: dict) -> str:
    """What DATABASE_URL must say for Django's settings of a connection."""
    user, password = quote(database["USER"]), quote(database["PASSWORD"], safe="")
    place = f"?host={quote(database['HOST'], safe='/')}&port={database['PORT'] or 5432}"
    return f"postgresql://{user}:{password}@/{quote(database['NAME'])}{place}"
