"""Texts → documents, one by one; where there is much to read, with the help of other processes.

What a helper finds sound comes back as data, as from an earlier run; every other document is read here.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from journeyctl.compiler.loading import Written
from journeyctl.compiler.part import Sound, sound_by_itself
from journeyctl.helping import helped
from journeyctl.source import parse
from journeyctl.source.nodes import Nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from journeyctl.compiler.part import Memory
    from journeyctl.source import Document

WORTH = 500_000
"""How many characters keep a helper busy long enough: about a sixth of a second."""


class Found(msgspec.Struct, array_like=True, frozen=True):
    """A document that was found sound, by its digest, and where what is in it stands."""

    digest: bytes
    sound: Sound
    nodes: tuple[bytes, bytes, list[int]]


_decoder = msgspec.msgpack.Decoder(Found)


def documents(written: Sequence[Written | Document], root: Path, memory: Memory) -> Iterator[Document]:
    """Yield documents as they are read.

    Args:
        written: texts and documents, in the order wanted.
        root: the workspace's folder.
        memory: knows what was read before, and learns what helpers find.
    """
    new = [one for one in written if isinstance(one, Written) and memory.is_new(one.blank)]
    worth = sum(len(one.blank.text) for one in new) // WORTH
    with helped(new, partial(_found, root=root), worth) as helpers:
        number = 0
        for one in written:
            if number < len(new) and one is new[number]:
                for _number, data in helpers.done(number):
                    found = _decoder.decode(data)
                    memory.learn(found.digest, found.sound, Nodes(*found.nodes))
                number += 1
            yield memory.read(*one) if isinstance(one, Written) else one


def _found(written: Written, root: Path) -> bytes | None:
    """Return what is found in a text, as data; None when something is wrong with it."""
    document = parse(written.blank.path, written.blank.text)
    sound = sound_by_itself(document, root)
    if sound is None or document.nodes is None:
        return None
    return msgspec.msgpack.encode(Found(written.blank.digest, sound, document.nodes.as_data()))
