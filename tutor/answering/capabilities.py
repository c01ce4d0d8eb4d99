"""Keeping what a probe found of each LLM, so that it is probed once: a small JSON file in the user's folder."""

import json
import os
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from tutor.answering.model_files import model_file
from tutor.answering.probing import PROBES
from tutor.answering.prompts import system
from tutor.records import Capabilities
from tutor.redacting import redacted

_ADAPTER = TypeAdapter(Capabilities)
_SECRET = ("KEY", "TOKEN", "SECRET", "PASSWORD")


def kept_capabilities(file: Path, name: str, model_dir: Path) -> Capabilities | None:
    """Return what is kept of the LLM with this resolved name, or None where it has to be probed (again).

    What was found of another file, another server or with another prompt does not count.
    """
    entry = _read(file).get(redacted(name))
    if not isinstance(entry, dict) or entry.get("digest") != _digest(name, model_dir):
        return None
    try:
        return _ADAPTER.validate_python(entry.get("capabilities"))
    except ValidationError:
        return None


def keep_capabilities(file: Path, name: str, model_dir: Path, found: Capabilities) -> None:
    """Keep what the probe found, in place of what was kept before; raises `OSError` where it cannot be written."""
    from filelock import FileLock

    file.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(file.with_suffix(".lock")):
        entry = {"digest": _digest(name, model_dir), "capabilities": _ADAPTER.dump_python(found)}
        beside = file.with_suffix(".partial")
        beside.write_text(json.dumps({**_read(file), redacted(name): entry}, indent=1), encoding="utf-8")
        os.replace(beside, file)


def _read(file: Path) -> dict[str, object]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _digest(name: str, model_dir: Path) -> str:
    """Return the SHA-256 of what the finding depends on: the LLM's files or its server, and the texts of the probe."""
    provider, _, rest = name.partition(":")
    if provider == "local" and not rest.endswith(".gguf"):
        about: object = model_file(rest).sha256
    elif provider in {"local", "transformers"}:
        path = Path(rest)
        files = sorted(path.iterdir()) if path.is_dir() else [path] if path.is_file() else []
        about = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    else:  # a provider's address stands in its own variables, such as OPENAI_BASE_URL
        about = sorted(
            f"{variable}={value}"
            for variable, value in os.environ.items()
            if variable.startswith(f"{provider.upper()}_") and not variable.endswith(_SECRET)
        )
    return sha256(repr((name, about, system(), PROBES)).encode()).hexdigest()
