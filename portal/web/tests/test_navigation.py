from types import SimpleNamespace

import pytest

from portal.web import navigation


@pytest.fixture
def registry(monkeypatch):
    """An empty registry whose URL names need not exist."""
    monkeypatch.setattr(navigation, "_entries", {area: {} for area in navigation.AREAS})
    monkeypatch.setattr(navigation, "reverse", lambda name: f"/{name}/")
    return navigation


def test_entries_come_in_order_and_only_those_one_may_see(registry):
    registry.register("desk", "b", "Second", "users", "b-list", order=2)
    registry.register("desk", "a", "First", "house", "a-list", order=1)
    registry.register("desk", "c", "Never", "lock", "c-list", visible=lambda user: user.chief)
    shown = registry.entries_for("desk", SimpleNamespace(chief=False))
    assert [entry.label for entry in shown] == ["First", "Second"]


def test_a_page_of_the_same_noun_lights_up_its_entry(registry):
    registry.register("desk", "participants", "Participants", "building-2", "participants:participant-list")
    registry.register("desk", "home", "Home", "house", "home")
    shown = {
        entry.label: entry.current for entry in registry.entries_for("desk", None, "participants:participant-detail")
    }
    assert shown == {"Participants": True, "Home": False}


def test_only_the_most_fitting_entry_is_current(registry):
    registry.register("desk", "all", "All", "x", "all", match=("participants",))
    registry.register("desk", "imports", "Imports", "x", "imports", match=("participants:import",))
    current = [
        entry.label for entry in registry.entries_for("desk", None, "participants:import-detail") if entry.current
    ]
    assert current == ["Imports"]


def test_half_a_word_is_no_match(registry):
    registry.register("desk", "home", "Home", "house", "home")
    assert not registry.entries_for("desk", None, "homeowners")[0].current


def test_a_section_starts_at_its_first_entry(registry):
    for order, (key, section) in enumerate([("a", ""), ("b", "Department"), ("c", "Department")]):
        registry.register("desk", key, key, "x", key, order=order, section=section)
    assert [entry.starts_section for entry in registry.entries_for("desk", None)] == [False, True, False]


def test_a_section_stands_in_one_place(registry):
    for order, (key, section) in enumerate([("a", "Department"), ("b", "Oversight"), ("c", "Department")]):
        registry.register("desk", key, key, "x", key, order=order, section=section)
    shown = registry.entries_for("desk", None)
    assert [(entry.label, entry.starts_section) for entry in shown] == [("a", True), ("c", False), ("b", True)]


def _opened(registry, page, last=""):
    groups = registry.groups_of(registry.entries_for("desk", None, page), last)
    return [group.section for group in groups if group.opened]


def test_one_section_of_a_long_menu_is_open(registry):
    """That of the page, else the one that was open last, else the first."""
    for order in range(registry.LONG + 1):
        section = ("", "Issue work", "Education")[order % 3]
        registry.register("desk", str(order), str(order), "x", f"page{order}", order=order, section=section)
    groups = registry.groups_of(registry.entries_for("desk", None))
    assert [(group.section, group.folds) for group in groups] == [
        ("", False),
        ("Issue work", True),
        ("Education", True),
    ]
    assert _opened(registry, "page2") == ["Education"]
    assert _opened(registry, "page0", "Education") == ["Education"]
    assert _opened(registry, "page0", "no such") == _opened(registry, "page0") == ["Issue work"]


def test_a_short_menu_does_not_fold(registry):
    registry.register("desk", "a", "a", "x", "a", section="Department")
    assert not registry.groups_of(registry.entries_for("desk", None))[0].folds
    assert registry.groups_of([]) == []


def test_a_bar_shows_six_entries_and_the_others_behind_more(registry):
    for order in range(8):
        registry.register("my", str(order), f"Entry {order}", "x", f"page{order}", order=order)
    shown = registry.entries_for("my", None, "page7")
    bar = registry.bar_of(shown)
    assert (len(bar.first), len(bar.more), bar.current_in_more) == (6, 2, "Entry 7")
    assert registry.bar_of(registry.entries_for("my", None, "page0")).current_in_more == ""
    assert registry.bar_of(shown[:7]).more == []
