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

from journeyctl.errors import JourneyctlError
from journeyctl.render.layout import Layout, read_layouts
from journeyctl.spelling import hint

if TYPE_CHECKING:
    from collections.abc import Mapping

Engine = Callable[[str], str]

SECONDS = 30
EMBEDDED = "graphviz-pure"
NATIVE = "dot"
_OTHER = "try the other engine: `--engine native` or `--engine embedded`"


def lay_out(graphs: Sequence[str], engine: str = "embedded") -> tuple[Layout, ...]:
    """Lay out graphs written as DOT, in one process.

    Raises:
        JourneyctlError: there is no such engine, it is not installed, it fails, or it takes too long.
    """
    if not graphs:
        return ()
    layouts = read_layouts(_engine(engine)("\n".join(graphs)))
    if len(layouts) != len(graphs):
        raise JourneyctlError(f"the drawing engine laid out {len(layouts)} of {len(graphs)} graphs", _OTHER)
    return layouts


def _engine(name: str) -> Engine:
    if name not in _ENGINES:
        raise JourneyctlError(f"there is no drawing engine '{name}'", hint(name, _ENGINES))
    return _ENGINES[name]


def embedded(dot: str) -> str:
    """Lay out with the engine that is installed with journeyctl."""
    return _run(_embedded_program(), dot)


def native(dot: str) -> str:
    """Lay out with the system's Graphviz."""
    program = shutil.which(NATIVE)
    if program is None:
        raise JourneyctlError("there is no `dot` on this system", "install Graphviz, or take the embedded engine")
    return _run(program, dot)


def _embedded_program() -> str:
    """Find the program beside the interpreter, where pip puts it, else on the path."""
    beside = shutil.which(EMBEDDED, path=sysconfig.get_path("scripts"))
    program = beside or shutil.which(EMBEDDED)
    if program is None:
        raise JourneyctlError(
            "the drawing engine is not installed", f"install it with `pip install {EMBEDDED}`, or use `--engine native`"
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
            f"{name} took longer than {SECONDS} seconds to lay out the picture", _slow(name)
        ) from error
    except OSError as error:
        raise JourneyctlError(f"cannot start {name}: {error.strerror}", "install it again") from error
    if done.returncode:
        raise JourneyctlError(f"{name} cannot lay out the picture: {_last_line(done.stderr)}", _OTHER)
    return done.stdout.decode("utf-8", "replace")


def _slow(name: str) -> str:
    return "use the embedded engine" if name == NATIVE else "draw a smaller part"


def _last_line(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else "it says nothing about why"


_ENGINES: Mapping[str, Engine] = {"embedded": embedded, "native": native}
