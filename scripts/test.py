"""Set up without the LLM files and run all checks: python3 scripts/test.py [arguments for pytest]."""

import subprocess
import sys

from environment import PYTHON, ROOT, prepare

_CHECKS = {
    "lint": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "types": ("mypy",),
    "layers": ("importlinter",),
    "corpus": ("tutor", "corpus", "check"),
    "tests": ("pytest", *sys.argv[1:]),
}


def main() -> None:
    """Run every check, also after one has failed, and exit with 1 where any has."""
    prepare("dev")
    failed = []
    for name, (module, *arguments) in _CHECKS.items():
        print(f"== {name}", flush=True)
        command = [str(PYTHON), "-m", module, *arguments]
        if module == "importlinter":
            command = [str(PYTHON), "-c", "from importlinter.cli import lint_imports_command as run; run()"]
        if subprocess.run(command, cwd=ROOT).returncode:
            failed.append(name)
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")
    print("All checks passed.")


if __name__ == "__main__":
    main()
