"""What each view shows, beyond what holds for all of them."""

from __future__ import annotations

from itertools import pairwise

from journeyctl.render import Drawing, draw
from journeyctl.render.view import map as map_view
from tests.render.pictures import NUMBERS, drawn, example, inner, of_class, overlap, pictured, said, subjects
from tests.support import compiled


def _words(view: str, journey: str = "", language: str = "en") -> list[str]:
    return [line.text for line in said(inner(pictured(view, journey, language)))]


def test_a_lane_without_content_is_not_drawn() -> None:
    text = "journeys: {j: {name: J, phases: [{id: p, name: P, steps: [{id: a, action: A, doing: Walks}]}]}}"
    words = [line.text for line in said(inner(draw("map", compiled(text).workspace.journeys["j"])))]
    assert "Does" in words
    assert not {"Thinks", "Feels", "Pains and gains", "Last reading", "Opportunities", "Findings"} & set(words)


def test_the_map_names_low_peak_and_end_and_never_by_colour_alone() -> None:
    words = _words("map", "disturbed-trip")
    assert {"\u22122 low", "+1 peak", "0 end"} <= set(words)


def test_the_owner_bar_runs_on_while_the_owner_stays_and_breaks_where_another_takes_over() -> None:
    bars = [line.get("d", "") for line in of_class(inner(pictured("map", "disturbed-trip")), "bar-of")]
    ends = [[float(x) for x in NUMBERS.findall(bar)[::2]] for bar in bars]
    steps = example().journeys["disturbed-trip"].steps
    taken_over = [step for step in steps if step.is_contact and map_view.starts(step)]
    assert len(bars) == len(taken_over) < len([step for step in steps if step.is_contact])
    assert all(before[1] + 8 <= after[0] for before, after in pairwise(ends))


def test_an_owner_who_goes_on_in_the_next_band_is_named_there_again() -> None:
    steps = ", ".join(f"{{id: s{n}, touchpoint: {{name: N, owner: one}}}}" for n in range(30))
    text = f"""
        owners: {{one: {{name: One, kind: team}}}}
        journeys: {{j: {{name: J, phases: [{{id: p, name: P, steps: [{steps}]}}]}}}}
        """
    picture = draw("map", compiled(text).workspace.journeys["j"])
    words = [line.text for line in said(inner(picture))]
    assert words.count("P") == words.count("One") > 1


def test_emotion_shows_the_biggest_drop_and_the_journey_that_replaces_it() -> None:
    words = _words("emotion", "disturbed-trip")
    assert "\u22123 biggest drop" in words
    assert {"My train is not running", "A disruption that is not your problem"} <= set(words)
    assert words.count("as it should be") == 1


def test_a_blueprint_shows_every_process_and_the_three_lines() -> None:
    journey = example().journeys["disturbed-trip"]
    words = " ".join(_words("blueprint", "disturbed-trip"))
    assert "line of visibility" in words
    needed = {process for step in journey.steps for process in step.processes}
    shown = {cell.text for row in pictured("blueprint", "disturbed-trip", "en").rows for cell in row}
    assert all(any(example().processes[one].name.in_language("en") in text for text in shown) for one in needed)
    assert len(of_class(inner(pictured("blueprint", "disturbed-trip")), "border")) == 4


def test_boxes_of_a_blueprint_never_overlap() -> None:
    from journeyctl.render.layout import Box

    for journey in example().journeys:
        rects = of_class(inner(pictured("blueprint", journey)), "lane-box")
        boxes = [Box(*(float(rect.get(side, 0)) for side in ("x", "y", "width", "height"))) for rect in rects]
        assert all(overlap(one, other) == 0 for index, one in enumerate(boxes) for other in boxes[index + 1 :])


def test_the_landscape_says_which_stages_nobody_looks_at() -> None:
    text = "journeys: {j: {name: J, phases: [{id: p, name: P, stage: use, steps: [{id: a, action: A}]}]}}"
    of = compiled(text).workspace
    words = [line.text for line in said(inner(drawn(of, "landscape")))]
    assert words.count("nobody looks") == 10
    assert "no journey covers" in drawn(of, "landscape").description


def test_a_child_stands_under_its_parent_also_in_a_ring_of_parents() -> None:
    text = """
        journeys:
          a: {name: A, parent: b, phases: [{id: p, name: P, steps: [{id: s, action: S}]}]}
          b: {name: B, parent: a, phases: [{id: p, name: P, steps: [{id: s, action: S}]}]}
          c: {name: C, phases: [{id: p, name: P, steps: [{id: s, action: S}]}]}
          d: {name: D, parent: c, phases: [{id: p, name: P, steps: [{id: s, action: S}]}]}
        """
    rows = [row[0].text for row in drawn(compiled(text).workspace, "landscape").rows]
    assert rows == ["C", "D", "A", "B"]


def test_owners_mark_where_context_gets_lost() -> None:
    root = inner(pictured("owners", "", "en"))
    losing = [group.get("id") for group in of_class(root, "losing") if group.get("id")]
    assert "p-edge-app-team--stations" in losing


def test_the_kpi_chain_says_that_nps_is_not_the_goal() -> None:
    assert "informs, is not the goal" in _words("kpis")


def test_the_gaps_count_what_falls_into_them() -> None:
    text = """
        services:
          s: {name: S, expectations: [{id: e, text: E, estimate: 3, expected: {mean: 6}, perceived: {mean: 4}}],
              promises: [{text: P}], standards: [{measure: {metric: m, at_most: PT4H}}]}
        journeys: {j: {name: J, service: s, phases: [{id: p, name: P, steps: [{id: a, action: A}]}]}}
        """
    picture = drawn(compiled(text).workspace, "gaps", "", Drawing())
    facts = {row[1].text: (row[2].text, row[3].text) for row in picture.rows}
    assert facts == {
        "expectations that no insight supports": ("1", "1"),
        "expectations that we misjudge": ("1", "1"),
        "estimate minus expectation, mean": ("\u22123", ""),
        "expectations without a standard": ("1", "1"),
        "standards looser than the expectation": ("0", "0"),
        "standards missed at the last reading": ("0", "0"),
        "standards that no process keeps": ("1", "1"),
        "promises without a standard": ("1", "1"),
        "promises stricter than their standard": ("0", "1"),
        "expectations that customers find disappointed": ("1", "1"),
        "perception minus expectation, mean": ("\u22122", ""),
    }


def test_an_empty_place_says_what_to_write_to_fill_it() -> None:
    of = compiled("journeys: {j: {name: J, phases: [{id: p, name: P, steps: [{id: a, action: A}]}]}}").workspace
    hints = {"kpis": "kpis:", "owners": "owner:", "emotion": "emotion:"}
    for view, hint in hints.items():
        words = " ".join(line.text for line in said(inner(drawn(of, view, "j" if view == "emotion" else ""))))
        assert hint in words
    nothing = compiled("channels: {app: {name: App, kind: app}}").workspace
    assert "journeys:" in " ".join(line.text for line in said(inner(drawn(nothing, "landscape"))))


def test_one_step_is_enough_for_every_view() -> None:
    of = compiled("journeys: {j: {name: J, phases: [{id: p, name: P, steps: [{id: a, action: A}]}]}}").workspace
    for view, journey in subjects(of):
        lines = list(said(inner(drawn(of, view, journey))))
        assert not [1 for one in lines for other in lines if one is not other and overlap(one.box, other.box) > 2]


def test_no_step_at_all_is_drawn_too() -> None:
    of = compiled("journeys: {j: {name: J, phases: [{id: p, name: P, steps: []}]}}").workspace
    for view, journey in subjects(of):
        assert drawn(of, view, journey).title
