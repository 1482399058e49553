"""What many tests share: short ways to compile and judge a text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

from journeyctl import store
from journeyctl.compiler import Compiled, compile_documents
from journeyctl.lint import Choice, built_in, run, select
from journeyctl.settings import LintSettings, Settings
from journeyctl.source import parse

if TYPE_CHECKING:
    import pytest

    from journeyctl.diagnostics import Diagnostic

CHECKOUT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 23)


def at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be the user whose own cache folder is this one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    monkeypatch.setenv("LOCALAPPDATA", str(home))
    store._key.cache_clear()


def compiled(text: str, *, root: Path | None = None, **settings: Any) -> Compiled:
    """Compile one document called `test.yaml`."""
    return compile_documents([parse("test.yaml", dedent(text).strip("\n"))], root or CHECKOUT, Settings(**settings))


def findings(
    text: str, code: str = "", *, today: date = TODAY, options: dict[str, Any] | None = None, **settings: Any
) -> tuple[Diagnostic, ...]:
    """Judge one document with one rule, or with all of them."""
    lint_settings = LintSettings(options={code: options} if options else {}, profile="strict")
    selection = select(built_in(), lint_settings, Choice(select=(code,) if code else ()))
    found = run(compiled(text, **settings), selection, today)
    return tuple(finding for finding in found if not code or finding.code == code)


def lint(code: str, text: str, **more: Any) -> list[str]:
    """Judge one document (its first line is line 1) with one rule; return `line:column message`, in order."""
    return [
        f"{finding.span.line}:{finding.span.column} {finding.message.in_language('en')}"
        for finding in findings(text, code, **more)
    ]


def errors(text: str, **settings: Any) -> list[str]:
    """Compile one document; return `line:column code message` for what the compiler found."""
    return [
        f"{one.span.line}:{one.span.column} {one.code} {one.message.in_language('en')}"
        for one in compiled(text, **settings).diagnostics
    ]
