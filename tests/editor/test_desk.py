"""A workspace while it is being edited, without a server around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeyctl.editor.desk import Desk
from tests.support import TODAY

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("settings", "place", "said", "advice"),
    [
        ("lint: {profil: core}\n", (1, 8), "er is hier geen veld 'profil'", "bedoel je 'profile'?"),
        ("name: [\n", (2, 1), "hier ontbreekt een waarde", "schrijf er een, en controleer"),
        ("sources: [../x]\n", (1, 1), "`sources` noemt '../x', en dat ligt buiten de werkruimte", "gebruik een pad"),
    ],
)
def test_a_mistake_in_the_settings_has_words_in_every_language(
    tmp_path: Path, settings: str, place: tuple[int, int], said: str, advice: str
) -> None:
    (tmp_path / "journeyctl.yaml").write_text(settings)
    trouble = Desk(tmp_path, lambda: TODAY).judged({}).trouble
    assert trouble is not None
    assert trouble.help is not None
    assert (trouble.path, trouble.span[:2]) == ("journeyctl.yaml", place)
    assert trouble.message.in_language("nl").startswith(said)
    assert trouble.help.in_language("nl").startswith(advice)
