"""Shows a preview in a browser on this machine, and to nobody else.

Whatever a page on the web tries, it gets nothing here: another `Host` (a name that was made to lead to this machine)
is answered with 421, another `Origin` with 403, and what we answer may be used by pages of this very address only.
"""

from __future__ import annotations

import errno
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath
from socketserver import TCPServer
from threading import Condition, Thread
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from journeyctl.errors import JourneyctlError, refusal
from journeyctl.i18n import Localised, _
from journeyctl.site.preview import EVENTS, event, notice, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.site.preview import Preview

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
HTTP_PORT = 80
LONGEST_PATH = 1024
PULSE = 10.0  # seconds of silence after which a listener is written to, so that one who left is noticed
ALLOWED = ("GET", "HEAD")
TEXT = "text/plain; charset=utf-8"
HTML = "text/html; charset=utf-8"
TYPES = {
    ".html": HTML,
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".txt": TEXT,
}
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Problem(NamedTuple):
    """Something that keeps the site from being made anew: where, what, and what to do; words in one language."""

    place: str
    message: str
    help: str = ""


@dataclass
class Stage:
    """What is shown now: the last good state of the site, and what is wrong with the next one.

    Args:
        language: of what the preview itself says.
    """

    language: str = "en"
    preview: Preview | None = None
    heading: str = ""
    problems: tuple[Problem, ...] = ()
    looked_at: str = "index.html"
    number: int = 0
    _changed: Condition = field(default_factory=Condition, repr=False)

    def show(self, preview: Preview | None, heading: str = "", problems: tuple[Problem, ...] = ()) -> None:
        """Show a state of the site, or go on showing the one there is; tell every page that listens."""
        with self._changed:
            self.preview = preview or self.preview
            self.heading, self.problems = heading, problems
            self.number += 1
            self._changed.notify_all()

    @property
    def version(self) -> str:
        """The name of the state that is shown; empty when there is none."""
        return self.preview.version if self.preview else ""

    def events(self) -> Iterator[bytes]:
        """Yield what a listener is told: the state there is, each one after it, and a pulse in between."""
        seen = -1
        while True:
            with self._changed:
                is_new = self.number != seen or self._changed.wait(PULSE)
                seen = self.number
                told = event(self.version, self.heading, [problem._asdict() for problem in self.problems])
            yield told if is_new else b": still here\n\n"


class Server(ThreadingHTTPServer):
    """Listens on the loopback address only."""

    def __init__(self, stage: Stage, port: int) -> None:
        self.stage = stage
        super().__init__((HOST, port), Handler)

    def server_bind(self) -> None:
        """Bind, without asking the network what this machine is called."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    @property
    def url(self) -> str:
        """Where the site is."""
        return f"http://{HOST}:{self.server_port}/"

    @property
    def hosts(self) -> frozenset[str]:
        """What a browser calls us."""
        hosts = {f"{name}:{self.server_port}" for name in NAMES}
        return frozenset(hosts | set(NAMES) if self.server_port == HTTP_PORT else hosts)


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    server_version = "journeyctl"
    sys_version = ""

    def parse_request(self) -> bool:
        """Read a request; refuse what does not come from a page of ours, and what would change something."""
        if not super().parse_request():
            return False
        refused = self._refused()
        if refused is not None:
            self._answer(refused, f"{refused.value} {refused.phrase}\n".encode(), TEXT)
        return refused is None

    def _refused(self) -> HTTPStatus | None:
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self.server.hosts:
            return HTTPStatus.MISDIRECTED_REQUEST
        origins = self.headers.get_all("Origin", [])
        if any(origin.lower() not in {f"http://{host}" for host in self.server.hosts} for origin in origins):
            return HTTPStatus.FORBIDDEN
        return None if self.command in ALLOWED else HTTPStatus.METHOD_NOT_ALLOWED

    def handle(self) -> None:
        """Answer; a browser that has gone meanwhile is no mistake."""
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        """Answer with a page, a file or the stream of events."""
        path = path_of(self.path)
        if path == EVENTS:
            self._stream()
        elif path is None:
            self._answer(HTTPStatus.NOT_FOUND, b"404 Not Found\n", TEXT)
        else:
            self._answer(*self._found(path))

    do_HEAD = do_GET  # noqa: N815 - the same

    def _found(self, path: str) -> tuple[HTTPStatus, bytes, str]:
        stage = self.server.stage
        try:
            content = stage.preview.content(path) if stage.preview else shipped(path)
        except JourneyctlError as error:
            return self._notice(HTTPStatus.INTERNAL_SERVER_ERROR, error, path)
        if content is None and stage.preview is None:
            return self._notice(HTTPStatus.SERVICE_UNAVAILABLE, _("There is nothing to show yet"), path)
        if content is None:
            return self._notice(HTTPStatus.NOT_FOUND, _("There is no page here"), path)
        kind = PurePosixPath(path).suffix
        if kind == ".html":
            stage.looked_at = path
        return HTTPStatus.OK, content, TYPES.get(kind, "application/octet-stream")

    def _notice(self, status: HTTPStatus, heading: Localised, path: str) -> tuple[HTTPStatus, bytes, str]:
        stage = self.server.stage
        said = heading.in_language(stage.language)
        if not path.endswith(".html"):
            return status, f"{said}\n".encode(), TEXT
        return status, notice(said, stage.version, stage.language, path), HTML

    def _answer(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        self._headers(kind)
        self.send_header("Content-Length", str(len(content)))
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", ", ".join(ALLOWED))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _headers(self, kind: str) -> None:
        self.send_header("Content-Type", kind)
        for name, value in HEADERS.items():
            self.send_header(name, value)

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self._headers("text/event-stream")
        self.end_headers()
        if self.command == "HEAD":
            return
        for told in self.server.stage.events():
            self.wfile.write(told)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Say nothing: the terminal is for findings."""


def path_of(target: str) -> str | None:
    """Return the path in the site that a request names; None for what is no plain path inside it."""
    if not target.startswith("/") or len(target) > LONGEST_PATH:
        return None
    path = unquote(target.partition("?")[0].partition("#")[0])[1:]
    path += "index.html" if path.endswith("/") or not path else ""
    parts = path.split("/")
    if any(part == "" or part.startswith(".") for part in parts) or not path.isprintable() or "\\" in path:
        return None
    return path


@contextmanager
def listening(stage: Stage, port: int) -> Iterator[Server]:
    """Answer requests for what a stage shows, until the caller is done.

    Args:
        stage: what is shown.
        port: on the loopback address; 0 for any that is free.

    Raises:
        JourneyctlError: the port is taken, or may not be used.
    """
    try:
        server = Server(stage, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise JourneyctlError(
                _("port {port} is taken", port=port), _("choose another one, as with --port {port}", port=port + 1)
            ) from error
        message = _("cannot listen on port {port}: {reason}", port=port, reason=refusal(error))
        raise JourneyctlError(message, _("choose another one, as with --port 8000")) from error
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
