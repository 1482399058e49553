"""`journeyctl serve`: what it shows, what it follows, and whom it refuses."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from http.client import HTTPConnection
from textwrap import dedent
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from journeyctl.cli.commands.serve import Follower
from journeyctl.cli.context import Context
from journeyctl.cli.past import Past
from journeyctl.site.server import Stage, listening, path_of
from tests.process import heed_interruptions
from tests.site.building import SETTINGS, build, files, workspace
from tests.support import CHECKOUT, TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPResponse
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.conftest import Run

GOOD = """
    channels: {web: {name: Website, kind: web}}
    owners: {shop: {name: Shop, kind: team}}
    personas: {buyer: {name: Buyer}}
    journeys:
      buy:
        name: {en: Buy a ticket, nl: Een kaartje kopen}
        owner: shop
        personas: [buyer]
        phases:
          - {id: buy, name: Buy, steps: [{id: pay, touchpoint: {name: Pay, channel: web, owner: shop}, emotion: 1}]}
    """
LISTENS = " connect-src 'self';"
BROKEN = GOOD.replace("kind: web}", "kind: wob}")


class Answer(NamedTuple):
    """What a request was answered with."""

    status: int
    text: str
    headers: dict[str, str]


class Served:
    """A workspace that is served, and what a browser would do with it."""

    def __init__(self, root: Path, follower: Follower, port: int) -> None:
        self.root = root
        self.follower = follower
        self.port = port

    def write(self, text: str) -> None:
        """Change the document, and let the preview notice."""
        workspace(self.root, text)
        self.follower.follow()

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Send one request."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return Answer(answer.status, text, {name.lower(): value for name, value in answer.getheaders()})

    @contextmanager
    def events(self) -> Iterator[Iterator[dict[str, Any]]]:
        """Listen to what the pages are told."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", "/_preview/events")
        answer = connection.getresponse()
        assert answer.headers["Content-Type"] == "text/event-stream"
        yield _events(answer)
        answer.close()
        connection.close()


def _events(answer: HTTPResponse) -> Iterator[dict[str, Any]]:
    for line in answer:
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))


@contextmanager
def serving(root: Path, aside: Path, language: str = "en") -> Iterator[Served]:
    """Serve a workspace without the loop that looks for changes."""
    aside.mkdir(exist_ok=True)
    stage = Stage(language)
    context = Context(root, language, "never", quiet=True, verbose=False)
    follower = Follower(context, stage, aside, TODAY.isoformat(), Past(None))
    with listening(stage, 0) as server:
        follower.follow()
        yield Served(root, follower, server.server_port)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """Return a small workspace that is served."""
    with serving(workspace(tmp_path / "work", GOOD), tmp_path / "aside") as one:
        yield one


# What it shows


def test_a_page_is_what_build_writes_and_the_script_that_follows(served: Served, tmp_path: Path) -> None:
    build(served.root, tmp_path / "built")
    for path in ("index.html", "journeys/buy.html", "nl/journeys/buy.html", "channels/web.html"):
        shown = served.ask(f"/{path}").text
        script = re.search(r'<script src="(?:\.\./)*assets/preview\.js"[^>]*></script>\n', shown)
        assert script is not None
        plain, built = shown.replace(script[0], ""), (tmp_path / "built" / path).read_text("utf-8")
        assert plain.replace(LISTENS, "") == built.replace(LISTENS, "")
        assert plain.count(LISTENS) == 1


def test_everything_that_build_writes_is_there(served: Served, tmp_path: Path) -> None:
    build(served.root, tmp_path / "built")
    written = files(tmp_path / "built")
    assert "assets/preview.js" not in written
    shown = [path for path in written if not path.startswith(".")]
    assert [path for path in shown if served.ask(f"/{path}").status != 200] == []
    twin = "nl/journeys/buy.json"
    assert served.ask(f"/{twin}").text.encode() == written[twin]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/nl/", "text/html; charset=utf-8"),
        ("/journeys/buy.json", "application/json"),
        ("/journeys/buy.flow.svg", "image/svg+xml"),
        ("/assets/preview.js", "text/javascript; charset=utf-8"),
        ("/assets/search/en.js?x", "text/javascript; charset=utf-8"),
    ],
)
def test_each_file_is_called_what_it_is(served: Served, path: str, kind: str) -> None:
    answer = served.ask(path)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_the_workspace_holds_nothing_new_afterwards(served: Served) -> None:
    before = files(served.root)
    assert served.ask("/assets/search/en.js").status == 200
    assert files(served.root) == before


# What it follows


def test_a_change_is_told_and_shown(served: Served) -> None:
    with served.events() as events:
        first = next(events)
        served.write(GOOD.replace("Buy a ticket", "Get a ticket"))
        second = next(events)
    assert (first["problems"], second["problems"]) == ([], [])
    assert first["version"] != second["version"]
    shown = served.ask("/journeys/buy.html").text
    assert "Get a ticket" in shown
    assert f'data-version="{second["version"]}"' in shown


def test_a_document_that_does_not_compile_is_told_and_the_last_good_page_stays(served: Served) -> None:
    good = served.ask("/journeys/buy.html")
    with served.events() as events:
        first = next(events)
        served.write(BROKEN)
        second = next(events)
        assert second["version"] == first["version"]
        assert second["heading"] == "1 mistake in the documents; this is the site as it was without"
        assert [problem["place"] for problem in second["problems"]] == ["journeys/all.yaml:2:39"]
        assert served.ask("/journeys/buy.html") == good._replace(headers=served.ask("/journeys/buy.html").headers)
        served.write(GOOD)
        third = next(events)
    assert (third["heading"], third["problems"]) == ("", [])
    assert third["version"] != first["version"]


def test_settings_that_are_wrong_are_told_and_the_last_good_page_stays(
    served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    good = served.ask("/journeys/buy.html").text
    (served.root / "journeyctl.yaml").write_text("version: 2\n")
    served.follower.follow()
    with served.events() as events:
        told = next(events)
    assert told["heading"] == "The site cannot be made anew; this is how it was"
    assert told["problems"][0]["place"] == "journeyctl.yaml:1:10"
    assert served.ask("/journeys/buy.html").text == good
    assert capsys.readouterr().err.startswith("journeyctl: journeyctl.yaml:1:10: ")


def test_a_mistake_of_the_operator_is_told_on_the_page_and_in_the_terminal_in_one_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = workspace(tmp_path / "work", GOOD, "versie: 1\n")
    with serving(root, tmp_path / "aside", "nl") as served, served.events() as events:
        problem = next(events)["problems"][0]
    assert (problem["place"], problem["message"]) == ("journeyctl.yaml:1:1", "er is hier geen veld 'versie'")
    assert problem["help"] == "bedoel je 'version'?"
    said = "journeyctl: journeyctl.yaml:1:1: er is hier geen veld 'versie'\n  advies: bedoel je 'version'?\n"
    assert capsys.readouterr().err == said


def test_settings_that_are_wrong_from_the_start_are_told_on_a_page_that_follows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = workspace(tmp_path / "work", GOOD, "version: 2\n")
    with serving(root, tmp_path / "aside") as served:
        assert "journeyctl.yaml:1:10" in capsys.readouterr().err
        page = served.ask("/journeys/buy.html")
        assert (page.status, 'src="../assets/preview.js"' in page.text) == (503, True)
        assert served.ask("/assets/preview.js").status == 200
        assert served.ask("/assets/search/en.js").status == 503
        with served.events() as events:
            assert next(events)["heading"] == "The site cannot be made"
            served.write(GOOD)
            assert next(events)["heading"] == ""
        assert served.ask("/journeys/buy.html").status == 200


def test_documents_that_do_not_compile_from_the_start_are_shown_as_far_as_they_can_be_read(tmp_path: Path) -> None:
    root = workspace(tmp_path / "work", GOOD)
    (root / "journeys" / "more.yaml").write_text("channels: {app: {name: App, kind: web}")
    with serving(root, tmp_path / "aside", "nl") as served, served.events() as events:
        assert next(events)["problems"][0]["place"].startswith("journeys/more.yaml:")
        assert served.ask("/journeys/buy.html").status == 200


def test_a_page_that_is_gone_says_so_and_goes_on_following(served: Served) -> None:
    assert served.ask("/journeys/buy.html").status == 200
    served.write(GOOD.replace("  buy:", "  get:"))
    gone = served.ask("/journeys/buy.html")
    assert (gone.status, "There is no page here" in gone.text, "preview.js" in gone.text) == (404, True, True)
    assert served.ask("/journeys/get.html").status == 200


def test_what_settings_and_documents_name_is_followed_too(served: Served) -> None:
    (served.root / "theme").mkdir()
    readings = "kpis: {ease: {name: Ease, kind: ces, owner: shop, unit: '%', readings: {file: ease.csv}}}\n"
    (served.root / "ease.csv").write_text("date,value,n\n2026-01-01,41,9\n")
    served.write(f"{GOOD}\n    {readings}")
    assert "41%" in served.ask("/kpis/ease.html").text
    (served.root / "ease.csv").write_text("date,value,n\n2026-01-01,4321,9\n")
    served.follower.follow()
    assert "4,321%" in served.ask("/kpis/ease.html").text
    (served.root / "journeyctl.yaml").write_text(f"{SETTINGS}site: {{templates: theme}}\n")
    served.follower.follow()
    (served.root / "theme" / "theme.css").write_text("p { color: red }")
    served.follower.follow()
    assert served.ask("/assets/theme.css").text == "p { color: red }"


@pytest.mark.parametrize("path", ["/", "../..", "a\\0b", "gone.svg"])
def test_what_lies_outside_or_cannot_be_is_not_followed(served: Served, tmp_path: Path, path: str) -> None:
    (tmp_path / "beside").write_text("x")
    settings = f'{SETTINGS}site: {{templates: "{path}", theme: {{logo: "{path}"}}}}\n'
    (served.root / "journeyctl.yaml").write_text(settings)
    served.follower.follow()
    number = served.follower.stage.number
    (tmp_path / "beside").write_text("xx")
    served.follower.follow()
    assert served.follower.stage.number == number


def test_without_a_change_nothing_is_made_anew(served: Served) -> None:
    before = served.follower.stage.preview
    served.follower.follow()
    assert served.follower.stage.preview is before


def test_a_template_that_cannot_be_used_is_told_and_the_last_good_page_stays(
    served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    good = served.ask("/journeys/buy.html").text
    (served.root / "theme").mkdir()
    (served.root / "theme" / "page.html").write_text("{% if %}")
    (served.root / "journeyctl.yaml").write_text(f"{SETTINGS}site: {{templates: theme}}\n")
    served.follower.follow()
    assert "a template of the site cannot be used" in capsys.readouterr().err
    assert served.ask("/journeys/buy.html").text == good


# Whom it refuses


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1:1", "localhost", ""])
def test_a_name_that_was_made_to_lead_here_is_refused(served: Served, host: str) -> None:
    for path in ("/", "/_preview/events", "/nothing"):
        assert served.ask(path, Host=host).status == 421


def test_a_request_without_a_host_is_refused(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), 60) as client:
        client.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert client.recv(1024).startswith(b"HTTP/1.0 421 ")


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1", "null"])
def test_a_page_from_elsewhere_is_refused(served: Served, origin: str) -> None:
    for path in ("/", "/_preview/events"):
        assert served.ask(path, Origin=origin).status == 403
    assert served.ask("/", Origin=f"http://localhost:{served.port}").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_what_would_change_something_is_refused(served: Served, method: str) -> None:
    answer = served.ask("/", method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_a_head_is_a_get_without_a_body(served: Served) -> None:
    whole, head = served.ask("/"), served.ask("/", "HEAD")
    assert (head.status, head.text) == (200, "")
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert served.ask("/_preview/events", "HEAD").text == ""


@pytest.mark.parametrize(
    "path",
    [
        "/../journeyctl.yaml", "/..%2fjourneyctl.yaml", "/%2e%2e/journeyctl.yaml", "/assets/../../journeyctl.yaml",
        "/..\\journeyctl.yaml", "/..%5cjourneyctl.yaml", "//etc/passwd", "/%2fetc/passwd", "/etc/passwd", "/%00",
        "/index.html%00.js", "/./index.html", "/.journeyctl-site", "/journeyctl.yaml", "/journeys", "/assets",
        "/assets/", "/journeys/buy", "/assets/icons/x.svg", "/http://evil.example/", "/assets/%C3%A9.js",
    ],
)  # fmt: skip
def test_a_path_that_leads_out_and_a_folder_are_not_there(served: Served, path: str) -> None:
    assert served.ask(path).status == 404


def test_a_link_that_leads_out_is_not_followed(served: Served, tmp_path: Path) -> None:
    assert served.ask("/sitemap.txt").status == 404
    (tmp_path / "secret.txt").write_text("secret")
    (folder,) = (tmp_path / "aside").iterdir()
    (folder / "leak.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "leak").symlink_to(tmp_path)
    assert served.ask("/leak.txt").status == 404
    assert served.ask("/leak/secret.txt").status == 404


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", "index.html"),
        ("/nl/", "nl/index.html"),
        ("/a%20b.html?q=1#x", "a b.html"),
        ("http://127.0.0.1/", None),
        ("*", None),
        ("/" + "a" * 2000, None),
    ],
)
def test_a_request_names_a_plain_path_or_nothing(target: str, path: str | None) -> None:
    assert path_of(target) == path


# The command


@contextmanager
def _started(root: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Start the command; it ends with the test, however that ends."""
    call = [sys.executable, "-u", "-m", "journeyctl", "--root", str(root), "serve", *options]
    with subprocess.Popen(
        call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        preexec_fn=heed_interruptions,  # noqa: PLW1509 - the threads of a test's server hold no lock that this wants
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def test_it_follows_the_files_until_it_is_interrupted(tmp_path: Path) -> None:
    root = workspace(tmp_path / "work", GOOD)
    with _started(root, "--port", "0") as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/: the preview; interrupt to stop\n", line)
        assert found is not None
        served = Served(root, None, int(found[1]))  # type: ignore[arg-type] # the process follows by itself
        with served.events() as events:
            first = next(events)
            (tmp_path / "all.yaml").write_text(dedent(GOOD.replace("Buy a ticket", "Get a ticket")))
            (tmp_path / "all.yaml").replace(root / "journeys" / "all.yaml")
            assert next(events)["version"] != first["version"]
            assert "Get a ticket" in served.ask("/journeys/buy.html").text
            process.send_signal(signal.SIGINT)
            assert process.wait(60) == 130


def test_it_listens_on_this_machine_only(served: Served) -> None:
    with socket.socket() as client:
        assert client.connect_ex(("127.0.0.2", served.port)) != 0


def test_a_port_that_is_taken_is_the_operators_mistake(run: Run, served: Served) -> None:
    done = run("--root", str(served.root), "serve", "--port", str(served.port))
    assert done.code == 2
    hint = f"choose another one, as with --port {served.port + 1}"
    assert done.err == f"journeyctl: port {served.port} is taken\n  help: {hint}\n"


# In a browser


@pytest.mark.browser
def test_a_page_in_a_browser_follows_and_shows_what_is_wrong(served: Served, browser: Browser) -> None:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"http://127.0.0.1:{served.port}/journeys/buy.html")
    served.write(GOOD.replace("Buy a ticket", "Get a ticket"))
    page.wait_for_selector("h1:text('Get a ticket')")
    served.write(BROKEN)
    banner = page.wait_for_selector("#preview-banner")
    assert banner is not None
    assert "journeys/all.yaml:2:39" in banner.inner_text()
    assert page.inner_text("h1") == "Get a ticket"
    served.write(GOOD)
    page.wait_for_selector("h1:text('Buy a ticket')")
    assert page.query_selector("#preview-banner") is None
    assert wrong == []
    page.close()


def test_the_example_is_served(tmp_path: Path) -> None:
    with serving(CHECKOUT, tmp_path / "aside") as served:
        assert served.ask("/").status == 200
