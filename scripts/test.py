"""Set up without the LLM files and run all checks: python3 scripts/test.py [arguments for pytest]."""

import os
import subprocess
import sys
import tempfile

from environment import PYTHON, ROOT, prepare

_CHECKS = {
    "lint": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "types": ("mypy",),
    "layers": ("importlinter",),
    "corpus": ("tutor", "corpus", "check"),
    "tests": ("pytest", "--numprocesses", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile", *sys.argv[1:]),
}
# A process for each core, each with one thread: threads of several embedders would only wait for each other.
_ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1"}


def main() -> None:
    """Run every check, also after one has failed, the types beside the others, and exit with 1 where any has."""
    prepare("dev")
    failed = []
    with tempfile.TemporaryFile() as told:
        types = subprocess.Popen(_command("types"), cwd=ROOT, env=_ENVIRONMENT, stdout=told, stderr=told)
        for name in _CHECKS:
            if name == "types":
                continue
            print(f"== {name}", flush=True)
            if subprocess.run(_command(name), cwd=ROOT, env=_ENVIRONMENT).returncode:
                failed.append(name)
        if types.wait():
            failed.append("types")
        told.seek(0)
        print(f"== types: {told.read().decode()}")
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")
    print("All checks passed.")


def _command(name: str) -> list[str]:
    module, *arguments = _CHECKS[name]
    if module == "importlinter":
        return [str(PYTHON), "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    return [str(PYTHON), "-m", module, *arguments]


if __name__ == "__main__":
    main()
