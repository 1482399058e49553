"""journeyctl.yaml → Settings; whatever is wrong with it is the operator's mistake."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from journeyctl import shape
from journeyctl.errors import JourneyctlError, Where
from journeyctl.i18n import _
from journeyctl.resources import resource
from journeyctl.source import Document, files, parse
from journeyctl.source.words import explained

FILE = "journeyctl.yaml"
LEVELS = 8

SeverityName = Literal["error", "warning", "info"]
ProfileName = Literal["core", "recommended", "strict"]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Colour = Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$")]


def says(meaning: str, *examples: Any) -> Meta:
    """Describe a setting: what it means, and what one may write there."""
    return Meta(description=meaning, examples=list(examples) or None)


class Section(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of the settings."""


class Override(Section, frozen=True, kw_only=True):
    """Other rules for some files."""

    paths: Annotated[tuple[str, ...], says("Globs of paths, relative to the workspace.", ["journeys/pilots/**"])]
    select: Annotated[tuple[str, ...], says("Rules to add.", ["STR002"])] = ()
    ignore: Annotated[tuple[str, ...], says("Rules to leave out.", ["OWN004"])] = ()
    severity: Annotated[dict[str, SeverityName | Literal["off"]], says("Severities by rule.")] = {}


class LintSettings(Section, frozen=True, kw_only=True):
    """How the linter judges."""

    profile: Annotated[ProfileName, says("How much is asked.", "recommended")] = "recommended"
    fail_on: Annotated[SeverityName | Literal["never"], says("The least severity that makes a run fail.", "error")] = (
        "error"
    )
    select: Annotated[tuple[str, ...], says("Rules to add to the profile: codes, names, families.", ["STR002"])] = ()
    ignore: Annotated[tuple[str, ...], says("Rules to leave out: codes, names, families.", ["STR003"])] = ()
    severity: Annotated[dict[str, SeverityName | Literal["off"]], says("Severities by rule.", {"MEA005": "info"})] = {}
    options: Annotated[dict[str, dict[str, Any]], says("Options by rule.", {"STR002": {"max-phases": 9}})] = {}
    overrides: Annotated[tuple[Override, ...], says("Other rules for some files.")] = ()
    baseline: Annotated[str | None, says("The file of known findings.", ".journeyctl-baseline.json")] = None
    rules: Annotated[tuple[str, ...], says("Files with rules of your own.", ["rules/house.yaml"])] = ()
    plugins: Annotated[tuple[str, ...], says("Names of plugins to load.", ["acme-rules"])] = ()


class Repository(Section, frozen=True, kw_only=True):
    """Where the sources live, for the links on the site."""

    url: Annotated[str, Meta(pattern=r"^https?://"), says("Its address.", "https://git.example.org/cx/journeys")]
    branch: Annotated[str, says("The branch that the site is built from.", "main")] = "main"


class Theme(Section, frozen=True, kw_only=True):
    """How the site looks."""

    accent: Annotated[Colour, says("The one colour of accent.", "#0b5fff")] = "#0b5fff"
    logo: Annotated[str | None, says("An SVG or PNG, relative to the workspace.", "logo.svg")] = None


class SiteSettings(Section, frozen=True, kw_only=True):
    """The static site."""

    title: Annotated[str | None, says("Its title; the workspace's name when absent.", "Meander Rail")] = None
    output: Annotated[str, says("The folder it is written to.", "site")] = "site"
    base_url: Annotated[
        str,
        Meta(pattern=r"^(https?://[^\s?#]+)?$"),
        says("Its address, for feed and sitemap.", "https://cx.example.org/"),
    ] = ""
    repository: Annotated[Repository | None, says("Where the sources live.")] = None
    theme: Annotated[Theme, says("How it looks.")] = Theme()
    templates: Annotated[str | None, says("A folder with templates of your own.", "theme")] = None


class RenderSettings(Section, frozen=True, kw_only=True):
    """How pictures are drawn."""

    engine: Annotated[
        Literal["embedded", "native"],
        says("Who lays out graphs: the engine that comes with journeyctl, or the system's own Graphviz.", "native"),
    ] = "embedded"


class AcceptedBreak(Section, frozen=True, kw_only=True):
    """A breaking change that everyone knows of."""

    change: Annotated[str, says("The code or name of the change.", "owner-lost")]
    entity: Annotated[str, says("What it is about.", "touchpoints/desk")]
    reason: Annotated[str, Meta(min_length=1), says("Why it is right.", "The desk closes")]
    until: Annotated[Day, says("Until when it is accepted.", "2027-01-01")]


class BreakingSettings(Section, frozen=True, kw_only=True):
    """Changes that break a promise to others."""

    accepted: Annotated[tuple[AcceptedBreak, ...], says("Breaks that everyone knows of.")] = ()


class Settings(Section, frozen=True, kw_only=True):
    """The settings of a journeyctl workspace."""

    version: Annotated[Literal[1], says("The version of the language.", 1)] = 1
    name: Annotated[str, says("The workspace's name.", "Meander Rail")] = "Customer journeys"
    languages: Annotated[
        tuple[Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")], ...],
        Meta(min_length=1),
        says("The languages of texts; the first is that of plain strings.", ["nl", "en"]),
    ] = ("en",)
    sources: Annotated[tuple[str, ...], Meta(min_length=1), says("Folders or globs with documents.", ["journeys"])] = (
        "journeys",
    )
    extends: Annotated[tuple[str, ...], says("Settings merged under these.", ["group/journeyctl.yaml"])] = ()
    lint: Annotated[LintSettings, says("How the linter judges.")] = LintSettings()
    site: Annotated[SiteSettings, says("The static site.")] = SiteSettings()
    render: Annotated[RenderSettings, says("How pictures are drawn.")] = RenderSettings()
    breaking: Annotated[BreakingSettings, says("Changes that break a promise to others.")] = BreakingSettings()


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above `start` that holds the settings file.

    Raises:
        JourneyctlError: there is none.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    raise JourneyctlError(
        _("no {file} in {start} or above it", file=FILE, start=start), _("run `journeyctl init` to start a workspace")
    )


def folder_in_repository(root: Path) -> str:
    """Return a folder's path inside its git repository, with `/`; empty at its top, and outside any repository."""
    whole = root.resolve()
    top = next((folder for folder in (whole, *whole.parents) if (folder / ".git").exists()), whole)
    path = whole.relative_to(top).as_posix()
    return "" if path == "." else path


def load_settings(root: Path, unsaved: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of the workspace in `root`, the files it extends merged under it.

    Args:
        root: the workspace's folder.
        unsaved: texts that stand for files, by path relative to the root.

    Raises:
        JourneyctlError: a file cannot be read, says something unknown, or leaves the workspace.
    """
    if not (root / FILE).exists():
        raise JourneyctlError(
            _("no {file} in {root}", file=FILE, root=root), _("name the workspace's folder, or run `journeyctl init`")
        )
    return read_settings(root, root / FILE, unsaved)


def read_settings(root: Path, file: Path, unsaved: Mapping[str, str] | None = None) -> Settings:
    """Return the settings in one file and the files it extends; raises as `load_settings`."""
    merged = _with_extended(root, file, (), unsaved or {})
    settings = msgspec.convert(merged, Settings, strict=False)
    for source in settings.sources:
        _check_inside(root, source, "sources")
    _check_languages(settings.languages)
    return settings


def _with_extended(root: Path, file: Path, seen: tuple[Path, ...], unsaved: Mapping[str, str]) -> dict[str, Any]:
    name = _name(root, file)
    if file in seen or len(seen) >= LEVELS:
        raise JourneyctlError(
            _("{name}: `extends` goes round in a circle", name=name), _("take one of the files out of it")
        )
    try:
        text = unsaved[name] if name in unsaved else files.read_text(root, file)
    except files.Unreadable as error:
        message = _("cannot read the settings {name}: {why}", name=name, why=error.why)
        raise JourneyctlError(message, _("use a UTF-8 text file inside the workspace")) from error
    own = _checked(parse(name, text))
    merged: dict[str, Any] = {}
    for extended in own.get("extends", ()):
        _check_inside(root, extended, "extends")
        merged = _merge(merged, _with_extended(root, root / extended, (*seen, file), unsaved))
    return _merge(merged, own)


def _check_inside(root: Path, path: str, setting: str) -> None:
    if Path(path).is_absolute() or not files.inside(root, root / path.split("*", 1)[0]):
        message = _("`{setting}` names '{path}', which lies outside the workspace", setting=setting, path=path)
        raise JourneyctlError(message, _("use a path relative to journeyctl.yaml, without '..'"))


def _check_languages(languages: tuple[str, ...]) -> None:
    """Refuse a language that is named twice, also in capitals: each has a folder of that name on the site."""
    named: set[str] = set()
    for language in languages:
        if language.casefold() in named:
            message = _("`languages` names '{language}' twice", language=language)
            raise JourneyctlError(message, _("leave one of the two out"))
        named.add(language.casefold())


def _merge(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _merge(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _checked(document: Document) -> dict[str, Any]:
    if document.problems:
        _code, sentence, advice = explained(document.problems[0])
        raise JourneyctlError(sentence, advice, Where(document.path, *document.problems[0].span[:2]))
    if len(document.values) > 1:
        message = _("there are several YAML documents in one file")
        second = document.value_span((1,))
        raise JourneyctlError(message, _("keep one, and take the lines `---` out"), Where(document.path, *second[:2]))
    value = document.values[0] if document.values and document.values[0] is not None else {}
    schema = json.loads(resource("schemas", "settings.schema.json").read_text("utf-8"))
    for problem in shape.problems(value, schema):
        span = document.key_span((0, *problem.path)) if problem.at_key else document.value_span((0, *problem.path))
        advice = shape.advice(problem) or _("`journeyctl schema settings` says what may stand there")
        raise JourneyctlError(shape.describe(problem), advice, Where(document.path, *span[:2]))
    return dict(value)


def _name(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
