"""The lifecycle: built-in stages, and where a workspace's own stand among them."""

from __future__ import annotations

from tests.support import compiled


def orders(text: str) -> dict[str, float]:
    return {stage.id: stage.order for stage in compiled(text).workspace.stages.values()}


def test_a_stage_without_an_order_follows_the_last_of_its_moment() -> None:
    found = orders("stages: {decision: {name: D, moment: commit}, trial: {name: T, moment: commit, order: 55}}")
    assert found["decision"] == 55.5
    assert list(found)[4:7] == ["purchase", "trial", "decision"]


def test_a_built_in_stage_that_is_renamed_keeps_its_place() -> None:
    assert orders("stages: {service: {name: Help, moment: after}}")["service"] == 80


def test_two_stages_without_an_order_share_a_place_whatever_their_lines() -> None:
    one = orders("stages: {b: {name: B, moment: commit}, a: {name: A, moment: commit}}")
    other = orders("stages: {a: {name: A, moment: commit}, b: {name: B, moment: commit}}")
    assert list(one.items()) == list(other.items())
    assert one["a"] == one["b"] == 50.5


def test_a_stage_of_a_moment_that_has_no_other_left_stands_where_they_stood() -> None:
    found = orders("stages: {exit: {name: X, moment: before}, bye: {name: B, moment: end}}")
    assert found["bye"] == 110.5
