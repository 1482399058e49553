"""The git executable, and of it only plumbing: what a commit holds is read without a checkout, a clone or a hook.

What the operator names (a ref) is resolved to the id of a commit first, behind `--end-of-options`; everything after
that speaks of ids. The environment loses every GIT_ variable that could lead to another repository or another index.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.errors import JourneyctlError, refusal
from journeyctl.i18n import Message, _
from journeyctl.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

HEAD = "HEAD"
SINCE_THEY_PARTED = "..."
ALWAYS = (
    "--no-pager", "--no-replace-objects", "--no-optional-locks", "--literal-pathspecs",
    "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}",
)  # fmt: skip
# What decides where configuration is and how far up a repository is looked for is the operator's to set; what names
# another repository, index, object store or program (a hook that calls us has such) is not ours.
KEPT = re.compile(
    r"GIT_(CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)"
    r"|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|EXEC_PATH)"
)
SECONDS = 120
LISTING_BYTES = 256 * 1024 * 1024
LONGEST_REF = 1024
MOST_NAMES = "2000"
OBJECT_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
LINK, SUBMODULE = "120000", "160000"
DEFAULT_BRANCHES = ("main", "master")
UNSHALLOW = _("in GitHub Actions set `fetch-depth: 0` on actions/checkout; elsewhere run `git fetch --unshallow`")


class Entry(NamedTuple):
    """One file of a commit.

    Args:
        mode: git's, such as `100644`; a link or a submodule has its own.
        id: of what it holds.
        size: in bytes; 0 for a submodule.
    """

    mode: str
    id: str
    size: int

    @property
    def is_plain(self) -> bool:
        """Whether it is a plain file: no link, which is never followed, and no submodule."""
        return self.mode not in (LINK, SUBMODULE)


class Answer(NamedTuple):
    """What git said, and how it ended."""

    code: int
    out: bytes
    complaint: str

    @property
    def text(self) -> str:
        """Its answer as text, without the last line break."""
        return os.fsdecode(self.out).removesuffix("\n")


@dataclass(frozen=True)
class Repository:
    """The git repository that a workspace lies in.

    Args:
        root: the workspace's folder.
        prefix: where that is in the repository: empty at its top, else with `/` at the end.
        is_shallow: whether its history was cut off when it was cloned.
    """

    root: Path
    prefix: str = ""
    is_shallow: bool = False
    program: str = field(default="git", repr=False)

    def ask(self, *words: str, given: bytes | None = None) -> Answer:
        """Run a plumbing command; raises JourneyctlError only when git does not answer at all."""
        command = [self.program, *ALWAYS, "-C", str(self.root), *words]
        try:
            done = subprocess.run(  # noqa: S603 - git itself; what a person wrote stands behind --end-of-options
                command, input=given, stdin=None if given is not None else subprocess.DEVNULL,
                capture_output=True, check=False, timeout=SECONDS, env=environment(os.environ),
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            message = _("git did not answer within {seconds} seconds", seconds=SECONDS)
            raise JourneyctlError(message, _("try again, or see `git fsck`")) from error
        except OSError as error:
            message = _("git cannot be started: {reason}", reason=refusal(error))
            raise JourneyctlError(message, _("install git again")) from error
        return Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))

    def commit(self, ref: str) -> str:
        """Return the id of the commit that a ref names; `REF...` names where HEAD parted from it.

        Raises:
            JourneyctlError: it names none.
        """
        before = ref.removesuffix(SINCE_THEY_PARTED)
        if before != ref and not before.endswith("."):  # no ref ends in a dot
            return self.merge_base(before, HEAD)
        found = self._resolved(f"{ref}^{{commit}}") if is_plausible(ref) else None
        if found is None:
            raise self._unknown(ref)
        return found

    def merge_base(self, one: str, other: str) -> str:
        """Return the id of the commit where two refs parted.

        Raises:
            JourneyctlError: one of them names no commit, or their histories never met as far as this clone knows.
        """
        answer = self.ask("merge-base", self.commit(one), self.commit(other))
        base = answer.text.splitlines()[:1]
        if answer.code == 0 and base and OBJECT_ID.fullmatch(base[0]):
            return base[0]
        message = _("there is no commit at which '{one}' and '{other}' parted", one=shown(one), other=shown(other))
        if self.is_shallow:
            raise _cut_off(message)
        raise JourneyctlError(message, _("name the commit to compare with: `journeyctl diff BASE`"))

    def default_branch(self) -> str:
        """Return the ref of the default branch: origin's HEAD, else git's `init.defaultBranch`, else `main`.

        Raises:
            JourneyctlError: there is no such branch.
        """
        answer = self.ask("symbolic-ref", "--quiet", "refs/remotes/origin/HEAD")
        if answer.code == 0 and self._resolved(f"{answer.text}^{{commit}}"):
            return answer.text.removeprefix("refs/remotes/")
        names = (self.ask("config", "--get", "init.defaultBranch").text, *DEFAULT_BRANCHES)
        for name in filter(is_plausible, names):
            for folder, short in (("refs/heads/", name), ("refs/remotes/origin/", f"origin/{name}")):
                if self._resolved(f"{folder}{name}^{{commit}}"):
                    return short
        raise self._no_default()

    def files(self, commit: str) -> dict[str, Entry]:
        """Return every file that the workspace's folder held at a commit, by path; none when there was no such folder.

        Raises:
            JourneyctlError: there are more than can be listed.
        """
        folder = self._resolved(f"{commit}:{self.prefix.rstrip('/')}" if self.prefix else f"{commit}^{{tree}}")
        listing = self._listing(folder) if folder else b""
        return {path: entry for path, entry in _entries(listing) if is_safe(path)}

    def contents(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Return what objects hold, by their id; one that is missing (a partial clone) is left out."""
        wanted = tuple(dict.fromkeys(ids))
        if not wanted:
            return {}
        answer = self.ask("cat-file", "--batch", given="".join(f"{one}\n" for one in wanted).encode())
        return dict(_objects(answer.out))

    def names(self) -> list[str]:
        """Return the names of branches, remote branches and tags."""
        folders = ("refs/heads", "refs/remotes", "refs/tags")
        return self.ask("for-each-ref", "--format=%(refname:short)", f"--count={MOST_NAMES}", *folders).text.split()

    def _resolved(self, expression: str) -> str | None:
        answer = self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", expression)
        lines = answer.text.splitlines()
        return lines[-1] if answer.code == 0 and lines and OBJECT_ID.fullmatch(lines[-1]) else None

    def _listing(self, folder: str) -> bytes:
        """Return the listing of a folder, read no further than the limit: a tree can be made that has no end."""
        command = [self.program, *ALWAYS, "-C", str(self.root), "ls-tree", "-r", "-z", "--long", "--full-tree", folder]
        with subprocess.Popen(  # noqa: S603 - git itself, and the id of a tree
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environment(os.environ),
        ) as git:  # fmt: skip
            listing = git.stdout.read(LISTING_BYTES + 1) if git.stdout else b""
            if len(listing) > LISTING_BYTES:
                git.kill()
                message = _("this commit holds more files than can be listed")
                raise JourneyctlError(message, _("name a smaller folder by --root"))
        return listing

    def _unknown(self, ref: str) -> JourneyctlError:
        message = _("git knows no commit '{ref}'", ref=shown(ref))
        if ".." in ref:
            hint = _("name two refs, BASE and HEAD; `BASE...` means where HEAD parted from it")
            return JourneyctlError(message, hint)
        if self._resolved(f"{HEAD}^{{commit}}") is None:
            message = _("git knows no commit '{ref}': there is no commit yet", ref=shown(ref))
            return JourneyctlError(message, _("commit your work first"))
        known = self.names()
        near = next((name for name in known if name.endswith(f"/{ref}")), None) or nearest(ref, known)
        if near:
            return JourneyctlError(message, _("did you mean '{name}'?", name=shown(near)))
        if self.is_shallow:
            return _cut_off(message)
        return JourneyctlError(message, _("`git branch --all` and `git tag` list what there is"))

    def _no_default(self) -> JourneyctlError:
        if self._resolved(f"{HEAD}^{{commit}}") is None:
            return JourneyctlError(_("there is no commit to compare with yet"), _("commit your work first"))
        message = _("there is no default branch to compare with")
        if self.is_shallow:
            return _cut_off(message)
        return JourneyctlError(message, _("name a commit, or run `git remote set-head origin --auto`"))


def _cut_off(mistake: Message) -> JourneyctlError:
    message = _("{mistake}; this clone is shallow, its history was cut off", mistake=mistake)
    return JourneyctlError(message, UNSHALLOW)


def find_repository(root: Path) -> Repository:
    """Return the repository that a workspace lies in.

    Raises:
        JourneyctlError: git is not installed, there is no repository, or git does not trust it.
    """
    program = shutil.which("git")
    if program is None:
        raise JourneyctlError(_("git is not installed, or not on the PATH"), _("install it from https://git-scm.com"))
    repository = Repository(root, program=program)
    answer = repository.ask("rev-parse", "--is-inside-work-tree", "--is-shallow-repository")
    if answer.code != 0:
        raise _no_repository(root, answer.complaint)
    is_inside, is_shallow = answer.text.split()
    if is_inside != "true":
        message = _("{root} is not in the working tree of a git repository", root=root)
        raise JourneyctlError(message, _("work in a clone with files in it"))
    return Repository(root, repository.ask("rev-parse", "--show-prefix").text, is_shallow == "true", program)


def _no_repository(root: Path, complaint: str) -> JourneyctlError:
    if "dubious ownership" in complaint:
        found = re.search(r"repository at '([^'\n]+)'", complaint)
        place = shown(found[1] if found else str(root))
        message = _("git does not trust the repository {place}: somebody else owns its folder", place=place)
        hint = _("if you do, run `git config --global --add safe.directory '{place}'`", place=place)
        return JourneyctlError(message, hint)
    if "not a git repository" in complaint:
        hint = _("run `git init` and commit your journeys, or work in a clone")
        return JourneyctlError(_("{root} is not in a git repository", root=root), hint)
    lines = complaint.strip().splitlines()
    reason = shown(lines[0]) if lines else _("it says no more")
    return JourneyctlError(_("git cannot read this repository: {reason}", reason=reason), _("see `git status`"))


def environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for git: what could mislead it left out, its words in English, no questions asked."""
    kept = {key: value for key, value in variables.items() if not key.startswith("GIT_") or KEPT.fullmatch(key)}
    return kept | {"LC_ALL": "C", "LANGUAGE": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


def is_plausible(ref: str) -> bool:
    """Tell whether a ref may be asked for: it is no option, no control character is in it, and it has an end."""
    return 0 < len(ref) <= LONGEST_REF and not ref.startswith("-") and ref.isprintable()


def is_safe(path: str) -> bool:
    """Tell whether a path stays in the folder it is written to; git does not promise that of a hostile tree."""
    parts = path.split("/")
    return "\\" not in path and ":" not in parts[0] and not any(part in ("", ".", "..") for part in parts)


def shown(text: str) -> str:
    """Return a text of git's or the operator's, its control characters escaped, cut to what fits in a sentence."""
    safe = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text[:200])
    return safe if len(text) <= len(safe) else f"{safe}…"


def _entries(listing: bytes) -> Iterator[tuple[str, Entry]]:
    """Yield the lines of `ls-tree -z --long`: mode, type, id and size, a tab, the path."""
    for line in listing.split(b"\0"):
        head, tab, path = line.partition(b"\t")
        if tab:
            mode, _type, identity, size = head.decode("ascii").split()
            yield path.decode("utf-8", "replace"), Entry(mode, identity, int(size) if size != "-" else 0)


def _objects(batch: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the objects in the answer of `cat-file --batch`: a line with id, type and size, and what it holds."""
    at = 0
    while (end := batch.find(b"\n", at)) >= 0:
        words = batch[at:end].split()
        at = end + 1
        if len(words) == 3:  # noqa: PLR2004 - id, type, size; a missing object has two words
            size = int(words[2])
            yield words[0].decode("ascii"), batch[at : at + size]
            at += size + 1
