"""The project's own virtual environment, filled with the versions of constraints.txt. Standard library only."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
_STAMP = VENV / "installed.txt"


def prepare(extra: str = "") -> None:
    """Make `.venv` and install the project with `extra`, unless that very state is there already.

    Exits with a message where Python is too old, or where packages cannot be fetched.
    """
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this has not installed anything yet
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Run: python3.11 {sys.argv[0]}")
    wanted = _fingerprint(extra)
    if PYTHON.is_file() and _STAMP.is_file() and wanted in _STAMP.read_text(encoding="utf-8").split():
        return
    if not _works():
        print("Making .venv …", flush=True)
        shutil.rmtree(VENV, ignore_errors=True)
        venv.create(VENV, with_pip=True)
    print("Installing the packages of constraints.txt; the first time takes a few minutes …", flush=True)
    # torch first and by its exact version: pip then takes a CPU build where an index or a folder offers one.
    _pip("install", _pinned("torch"))
    _pip("install", "--constraint", "constraints.txt", "--editable", f".[{extra}]" if extra else ".")
    with _STAMP.open("a", encoding="utf-8") as stamp:
        stamp.write(f"{wanted}\n")


def _works() -> bool:
    return PYTHON.is_file() and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0


def _pinned(package: str) -> str:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith(f"{package}=="))


def _pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    if subprocess.run(command, cwd=ROOT).returncode:
        sys.exit(
            "The packages could not be installed; pip's message is above. Check the network and the room on the disk, "
            f"then run the same command again: python3 {' '.join(sys.argv)}"
        )


def _fingerprint(extra: str) -> str:
    digest = hashlib.sha256(f"{sys.version_info[:2]} {extra} {VENV}".encode())
    for name in ("constraints.txt", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()
