import re
import shutil
import subprocess

import pytest

from portal import install
from portal.environment import PROJECT

needs_make = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An empty project whose requirements name nothing."""
    monkeypatch.setattr(install, "PROJECT", tmp_path)
    monkeypatch.setattr(install, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(install, "PYTHON", tmp_path / ".venv/bin/python")
    (tmp_path / "requirements.txt").write_text("# nothing\n")
    return tmp_path


def test_requirements_are_installed_once_and_again_when_they_change(project, capfd):
    install.install("requirements.txt")
    assert "Making" in capfd.readouterr().out
    assert install.works(install.PYTHON)

    install.install("requirements.txt")
    assert capfd.readouterr().out == ""

    (project / "requirements.txt").write_text("# still nothing\n")
    install.install("requirements.txt")
    said = capfd.readouterr().out
    assert "Installing" in said
    assert "Making" not in said

    # A folder that was moved or lost its Python is made again.
    install.PYTHON.unlink()
    install.install("requirements.txt")
    assert "Making" in capfd.readouterr().out


def test_a_failed_installation_is_said_and_not_remembered(project, capfd):
    (project / "requirements.txt").write_text("no-such-package @ file:///nowhere\n")

    with pytest.raises(SystemExit, match=r"Installing requirements\.txt failed"):
        install.install("requirements.txt")
    assert not list((project / ".venv").glob("*.installed"))


@needs_make
def test_make_alone_lists_every_command_with_a_line_of_help():
    listed = subprocess.run(["make"], cwd=PROJECT, capture_output=True, text=True, check=True)

    targets = re.search(r"^\.PHONY: (.*)$", (PROJECT / "Makefile").read_text(), re.MULTILINE)
    public = [name for name in targets[1].split() if not name.startswith(".")]
    assert re.findall(r"^  make ([a-z-]+) +\S", listed.stdout, re.MULTILINE) == public
