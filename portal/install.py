"""Makes .venv and installs the pinned requirements: `python3 portal/install.py [dev]`.

Runs before anything is installed, so: standard library only, and nothing from this project.
"""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


def wanted(requirements: Path) -> str:
    """What must be installed, in a word: the pins and the Python they are for."""
    return hashlib.sha256(sys.version.encode() + requirements.read_bytes()).hexdigest()


def works(python: Path) -> bool:
    """False too when the Python that a copied or old .venv leans on is gone."""
    try:
        version = "import sys, pip; print(sys.version)"
        answer = subprocess.run([python, "-c", version], capture_output=True, text=True)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == sys.version


def make_venv() -> None:
    print(f"Making {VENV} …", flush=True)
    try:
        venv.create(VENV, clear=True, with_pip=True, symlinks=True)
    except (subprocess.CalledProcessError, ImportError):
        sys.exit("This Python has no venv. On Debian and Ubuntu: apt install python3-venv")


def install(name: str) -> None:
    requirements, stamp = PROJECT / name, VENV / f"{name}.installed"
    if not works(PYTHON):
        make_venv()
    elif stamp.exists() and stamp.read_text() == wanted(requirements):
        return
    print(f"Installing what {name} names (a few minutes the first time) …", flush=True)
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check"]
    if subprocess.run([*pip, "--require-hashes", "-r", requirements]).returncode:
        sys.exit(f"Installing {name} failed: the lines above say why. Then run the same again.")
    stamp.write_text(wanted(requirements))


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        found = sys.version.split()[0]
        sys.exit(f"Python 3.11 or newer is needed; this is {found}. Say which: PYTHON=python3.12")
    install("requirements.txt")
    if "dev" in sys.argv[1:]:
        install("requirements-dev.txt")
