"""Helpers: what they do counts, what they do not do is done without them, and none is left behind.

Each test runs in a process of its own, because one with threads, as a test runner's may be, has no helpers.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
CAN_FORK = sys.platform.startswith("linux")
BEGIN = """
import os, threading, time
from journeyctl import helping
helping.processors = lambda: 3

def each(pieces, work, worth=1):
    with helping.helped(pieces, work, worth) as helpers:
        for helper in helpers.busy:
            os.waitid(os.P_PID, helper.process, os.WEXITED | os.WNOWAIT)  # it has done all that it can
        return dict(helpers.done(-1)), [helper.process for helper in helpers.busy]
"""


def said(script: str) -> list[str]:
    """Return the lines that a script prints in a process of its own."""
    command = [sys.executable, "-W", "error", "-c", BEGIN + dedent(script)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=300)
    assert done.stderr == ""
    return done.stdout.splitlines()


HELPERS = 1 if CAN_FORK else 0


def test_helpers_begin_at_the_end_and_tell_which_piece_they_have_done() -> None:
    assert said("""
        by, processes = each([b"a", b"b" * 100_000, b"c", b"d"], lambda piece: piece.upper() if piece != b"a" else None)
        print(len(processes), [(number, made[:1]) for number, made in by.items()])
    """) == ([f"1 {[(3, b'D'), (2, b'C'), (1, b'B')]}"] if CAN_FORK else ["0 []"])  # fmt: skip


def test_several_helpers_share_the_pieces() -> None:
    assert said("""
        by, processes = each(range(9), lambda piece: str((os.getpid(), piece)).encode() if piece else None, worth=5)
        pids = {eval(made)[0] for made in by.values()}
        print(len(processes), sorted(by), len(pids) == len(processes), os.getpid() in pids)
    """) == ([f"2 {[*range(1, 9)]} True False"] if CAN_FORK else ["0 [] True False"])  # fmt: skip


def test_a_helper_that_comes_to_what_is_being_done_is_dismissed() -> None:
    assert said("""
        with helping.helped(range(100), lambda piece: bytes([piece]), 1) as helpers:
            numbers = []
            while helpers.busy:
                numbers += [number for number, made in helpers.done(90) if made == bytes([number])]
            print(numbers[:10])
    """) == [str([*range(99, 89, -1)] if CAN_FORK else [])]  # fmt: skip


@pytest.mark.parametrize(
    "harm",
    [
        "helping.processors = lambda: 1",
        "os.fork = lambda: (_ for _ in ()).throw(OSError(11, 'no more processes'))",
        "helping.TemporaryFile = lambda: (_ for _ in ()).throw(OSError(28, 'No space left on device'))",
        "wait = threading.Event(); threading.Thread(target=wait.wait, daemon=True).start()",
    ],
)
def test_where_there_can_be_no_helper_nothing_is_done_by_one(harm: str) -> None:
    assert said(f"{harm}\nprint(each(range(5), lambda piece: b'x'))") == ["({}, [])"]


def test_a_helper_that_fails_says_nothing_and_leaves_the_rest_undone() -> None:
    assert said("""
        by, processes = each(range(5), lambda piece: b"%d" % (1 // (piece - 2)))
        print(by)
        by, processes = each(range(5), lambda piece: os.kill(os.getpid(), 9))
        print(by)
    """) == ["{4: b'0', 3: b'1'}" if CAN_FORK else "{}", "{}"]  # fmt: skip


def test_no_helper_outlives_the_work_whatever_ends_it() -> None:
    assert said("""
        processes = []
        try:
            with helping.helped(range(5), lambda piece: time.sleep(50), 1) as helpers:
                processes = [helper.process for helper in helpers.busy]
                raise KeyboardInterrupt
        except KeyboardInterrupt:
            pass
        alive = []
        for process in processes:
            try:
                os.kill(process, 0)
                alive.append(process)
            except ProcessLookupError:
                pass
        print(len(processes), alive)
    """) == [f"{HELPERS} []"]  # fmt: skip


def test_what_was_not_printed_yet_is_printed_once() -> None:
    assert said("""
        print("once")
        each(range(3), lambda piece: b"x")
    """) == ["once"]  # fmt: skip
