"""What people see on a terminal of their own: it fits, and is plain where the terminal is."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

import pytest

from tests.support import CHECKOUT

RUN = "from journeyctl.cli import main; main()"


def seen(columns: int, *args: str, term: str = "xterm") -> str:
    """Return what a terminal of some width is sent."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")}
    environment = kept | {"TERM": term, "SOURCE_DATE_EPOCH": "1795392000"}
    command = [sys.executable, "-c", RUN, *args]
    with subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdin=theirs, stdout=theirs, stderr=theirs):
        os.close(theirs)
        sent = b"".join(iter(lambda: _some(ours), b""))
    os.close(ours)
    return sent.decode().replace("\r\n", "\n")


def _some(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("report", ["business-case", "health", "kpis"])
def test_a_report_fits_the_terminal_and_leaves_no_figure_out(columns: int, report: str) -> None:
    lines = seen(columns, "--color", "never", "report", report).splitlines()
    assert len(lines) > 20
    assert [line for line in lines if len(line) > columns] == []


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_list_of_reports_fits_the_terminal(language: str) -> None:
    lines = seen(80, "--lang", language, "report").splitlines()
    assert [line for line in lines if len(line) > 80] == []
    assert sum(not line.startswith(" ") for line in lines) == 15
    assert lines[0].startswith("business-case  ")
    assert lines[1].startswith(" " * 15)


def test_a_dumb_terminal_gets_no_colours() -> None:
    assert "\x1b[" in seen(80, "explain", "OWN004")
    assert "\x1b[" not in seen(80, "explain", "OWN004", term="dumb")
