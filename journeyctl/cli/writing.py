"""Writes what a command makes: to standard output, or to a file that is there whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from shlex import quote

import click

from journeyctl.errors import JourneyctlError, refusal
from journeyctl.i18n import _

PLAIN = re.compile(r"[\w./\\:-]+")


def quoted(path: Path | str) -> str:
    """Return a path as it is pasted behind a command; as it is where a shell reads it so."""
    return str(path) if PLAIN.fullmatch(str(path)) else quote(str(path))


def deliver(content: bytes, file: str | None) -> None:
    """Write to a file, or to standard output when none is named or it is called `-`.

    Raises:
        JourneyctlError: the file cannot be written.
    """
    if file is None or file == "-":
        click.echo(content, nl=False)
        return
    write(Path(file), content)


def write(file: Path, content: bytes) -> None:
    """Write a file in one move, so that whoever reads it never sees half of it.

    Raises:
        JourneyctlError: it cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _replace(file.resolve(), content)
    except OSError as error:
        hint = _("name a file in a folder you may write")
        raise JourneyctlError(_("cannot write '{file}': {reason}", file=file, reason=refusal(error)), hint) from error


def _replace(file: Path, content: bytes) -> None:
    if file.is_dir() or (file.exists() and not file.is_file()):
        file.write_bytes(content)  # a device takes it; a folder says why not
        return
    beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists():
            beside.chmod(file.stat().st_mode & 0o777)
        beside.replace(file)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
