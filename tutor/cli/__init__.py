"""The command line: the contract that scripts depend on. Results go to stdout, progress and notices to stderr."""

from tutor.cli.app import main

__all__ = ["main"]
