"""Set everything up and start the tutor: python3 scripts/run.py [--setup-only] [--no-llm] [--port N]."""

import argparse
import subprocess
import sys

from environment import PYTHON, ROOT, prepare

_TUTOR = (str(PYTHON), "-m", "tutor")


def main() -> None:
    """Install, fetch the local LLM, build the index where it is missing or stale, and serve."""
    parser = argparse.ArgumentParser(description="Set everything up and start the interview tutor.")
    parser.add_argument("--setup-only", action="store_true", help="stop before starting the app")
    parser.add_argument("--no-llm", action="store_true", help="fetch no LLM; answer from the sources' own sentences")
    parser.add_argument("--port", type=int, default=8501, help="port of the app on 127.0.0.1 (default 8501)")
    arguments = parser.parse_args()
    prepare()
    if not arguments.no_llm and _run("models", "pull"):
        print("Going on without an LLM: answers are composed of the sources' own sentences.", flush=True)
    if _run("build"):
        sys.exit("The index could not be built; the message above says why.")
    if arguments.setup_only:
        print("Everything is set up. Start the app: python3 scripts/run.py", flush=True)
        return
    llm = ("--llm", "none") if arguments.no_llm else ()
    sys.exit(_run("serve", "--port", str(arguments.port), *llm))


def _run(*command: str) -> int:
    process = subprocess.Popen([*_TUTOR, *command], cwd=ROOT)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # the command gets Ctrl-C too and says so; wait for its end
            continue


if __name__ == "__main__":
    main()
