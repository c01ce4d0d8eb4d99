"""Set up without the LLM files and run all checks: python3 scripts/test.py [arguments for pytest]."""

import os
import subprocess
import sys

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
    """Run every check, also after one has failed, and exit with 1 where any has."""
    prepare("dev")
    failed = []
    for name, (module, *arguments) in _CHECKS.items():
        print(f"== {name}", flush=True)
        command = [str(PYTHON), "-m", module, *arguments]
        if module == "importlinter":
            command = [str(PYTHON), "-c", "from importlinter.cli import lint_imports_command as run; run()"]
        if subprocess.run(command, cwd=ROOT, env=_ENVIRONMENT).returncode:
            failed.append(name)
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")
    print("All checks passed.")


if __name__ == "__main__":
    main()
