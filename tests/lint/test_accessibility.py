"""ACC: each side of each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support import findings, lint

if TYPE_CHECKING:
    from pathlib import Path

SOLE = """
channels:
  line: {name: Line, kind: phone, accessibility: {modes: [voice]}}
  talk: {name: Talk, kind: phone, accessibility: {modes: [voice, text]}}
  post: {name: Post, kind: post, accessibility: {modes: [text], alternatives: [line]}}
  mute: {name: Mute, kind: device, accessibility: {conformance: EN 301 549}}
  idle: {name: Idle, kind: phone, accessibility: {modes: [voice]}}
journeys:
  j:
    name: J
    phases:
      - id: p
        name: P
        steps:
          - {id: a, touchpoint: {name: A, channel: line}}
          - {id: b, touchpoint: {name: B, channel: talk}}
          - {id: c, touchpoint: {name: C, channel: post}}
          - {id: d, touchpoint: {name: D, channel: mute}}
          - {id: e, touchpoint: {name: E, channel: line}}
"""


def test_a_channel_in_use_with_one_mode_and_no_alternative_is_one_finding_with_its_steps() -> None:
    assert lint("ACC001", SOLE) == ["2:51 channel 'line' offers voice alone, and no alternative"]
    assert [related.span.line for related in findings(SOLE, "ACC001")[0].related] == [14, 18]


SUPPORT = """
channels:
  mail: {name: Mail, kind: email, accessibility: {modes: [text]}}
  chat: {name: Chat, kind: chat, accessibility: {modes: [text]}}
  line: {name: Line, kind: phone, accessibility: {modes: [voice]}}
  vague: {name: Vague, kind: other}
journeys:
  j: {name: J, phases: [
    {id: use, name: Use, stage: use, steps: [{id: a, touchpoint: {name: A, channel: line}}]},
    {id: help, name: Help, stage: service, steps: [
      {id: b, touchpoint: {name: B, channel: mail}}, {id: c, touchpoint: {name: C, channel: chat}}]}]}
"""


def test_a_service_stage_with_one_mode_is_reported_at_its_stage() -> None:
    assert lint("ACC002", SUPPORT) == ["9:35 the service stage of journey 'j' offers text alone"]


def test_another_mode_on_a_channel_or_its_alternative_or_an_unknown_one_is_silent() -> None:
    assert lint("ACC002", SUPPORT.replace("channel: chat", "channel: line")) == []
    assert lint("ACC002", SUPPORT.replace("channel: chat", "channel: vague")) == []
    assert lint("ACC002", SUPPORT.replace("channel: chat", "channel: unknown")) == []
    assert (
        lint("ACC002", SUPPORT.replace("modes: [text]}}\n  chat", "modes: [text], alternatives: [line]}}\n  chat"))
        == []
    )


def test_without_a_service_stage_there_is_no_support_to_judge() -> None:
    assert lint("ACC002", SUPPORT.replace("stage: service", "stage: renewal")) == []


def test_digital_channels_of_our_own_state_their_conformance() -> None:
    text = """
        channels:
          site: {name: Site, kind: web}
          app: {name: App, kind: app, accessibility: {modes: [text]}}
          bot: {name: Bot, kind: chatbot, accessibility: {conformance: WCAG 2.2 AA}}
          line: {name: Line, kind: phone}
          forum: {name: Forum, kind: web, control: earned}
    """
    assert lint("ACC003", text) == [
        "2:3 channel 'site' does not say which accessibility standard it meets",
        "3:3 channel 'app' does not say which accessibility standard it meets",
    ]


def test_a_picture_without_words_is_reported_at_its_key(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg/>", encoding="utf-8")
    text = """
        touchpoints:
          desk: {name: Desk, media: {src: a.svg}}
          app: {name: App, media: {src: a.svg, alt: A phone}}
        journeys:
          j:
            name: J
            phases:
              - id: p
                name: P
                steps:
                  - {id: a, touchpoint: desk}
                  - {id: b, touchpoint: {name: B, media: {src: a.svg}}}
                  - {id: c, touchpoint: app, media: {src: a.svg}}
    """
    message = "the picture 'a.svg' has no text that says what it shows"
    assert lint("ACC004", text, root=tmp_path) == [f"2:22 {message}", f"12:43 {message}", f"13:38 {message}"]
