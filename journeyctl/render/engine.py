"""Layout engines behind one interface: DOT text in, Graphviz's JSON out, several graphs in one process.

`embedded` is graphviz-pure, installed with journeyctl; `native` is the system's `dot`, opt-in and with a time limit,
because old versions can take minutes on graphs that the embedded one lays out in under a second.
"""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journeyctl.errors import JourneyctlError, refusal
from journeyctl.i18n import Message, _
from journeyctl.render.layout import Layout, read_layouts
from journeyctl.spelling import hint

if TYPE_CHECKING:
    from collections.abc import Mapping

Engine = Callable[[str], str]

SECONDS = 30
EMBEDDED = "graphviz-pure"
NATIVE = "dot"
_OTHER = _("try the other engine: `--engine native` or `--engine embedded`")


def lay_out(graphs: Sequence[str], engine: str = "embedded") -> tuple[Layout, ...]:
    """Lay out graphs written as DOT, in one process.

    Raises:
        JourneyctlError: there is no such engine, it is not installed, it fails, or it takes too long.
    """
    if not graphs:
        return ()
    layouts = read_layouts(_engine(engine)("\n".join(graphs)))
    if len(layouts) != len(graphs):
        raise JourneyctlError(
            _("the drawing engine laid out {layouts} of {graphs} graphs", layouts=len(layouts), graphs=len(graphs)),
            _OTHER,
        )
    return layouts


def _engine(name: str) -> Engine:
    if name not in _ENGINES:
        raise JourneyctlError(_("there is no drawing engine '{name}'", name=name), hint(name, _ENGINES))
    return _ENGINES[name]


def embedded(dot: str) -> str:
    """Lay out with the engine that is installed with journeyctl."""
    return _run(_embedded_program(), dot)


def native(dot: str) -> str:
    """Lay out with the system's Graphviz; raises JourneyctlError when there is none."""
    program = shutil.which(NATIVE)
    if program is None:
        raise JourneyctlError(_("there is no `dot` on this system"), _("install Graphviz, or take the embedded engine"))
    return _run(program, dot)


def _embedded_program() -> str:
    """Find the program beside the interpreter, where pip puts it, else on the path."""
    beside = shutil.which(EMBEDDED, path=sysconfig.get_path("scripts"))
    program = beside or shutil.which(EMBEDDED)
    if program is None:
        raise JourneyctlError(
            _("the drawing engine is not installed"),
            _("install it with `pip install {embedded}`, or use `--engine native`", embedded=EMBEDDED),
        )
    return program


def _run(program: str, dot: str) -> str:
    name = Path(program).name
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and no shell
            [program, "-Kdot", "-Tjson0"], input=dot.encode(), capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise JourneyctlError(
            _("{name} took longer than {seconds} seconds to lay out the picture", name=name, seconds=SECONDS),
            _slow(name),
        ) from error
    except OSError as error:
        raise JourneyctlError(
            _("cannot start {name}: {reason}", name=name, reason=refusal(error)), _("install it again")
        ) from error
    if done.returncode:
        raise JourneyctlError(
            _("{name} cannot lay out the picture: {reason}", name=name, reason=_last_line(done.stderr)), _OTHER
        )
    return done.stdout.decode("utf-8", "replace")


def _slow(name: str) -> Message:
    return _("use the embedded engine") if name == NATIVE else _("draw a smaller part")


def _last_line(stderr: bytes) -> Message | str:
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else _("it says nothing about why")


_ENGINES: Mapping[str, Engine] = {"embedded": embedded, "native": native}
