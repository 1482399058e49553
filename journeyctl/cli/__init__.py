"""The command line: one file a command, found by looking into `commands/`; the only room that knows click."""

from journeyctl.cli.entry import main

__all__ = ["main"]
