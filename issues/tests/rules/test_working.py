"""Families, times, citations and the time to object: pure reasoning."""

from datetime import UTC, datetime, timedelta

import pytest

from issues.choices import IssueState as S
from issues.rules import citing, closing, families, state_times
from issues.rules.state_times import in_words
from portal.calendars.tests.almanac import BH

T0 = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("child", "parent", "parents", "why"),
    [
        (1, 2, {}, ""),
        (1, 1, {}, "stands beneath"),
        (1, 2, {2: 1}, "stands beneath"),
        (1, 3, {2: 1, 3: 2}, "stands beneath"),
        (3, 2, {2: 1}, ""),
        (4, 3, {2: 1, 3: 2}, "three levels"),
        (2, 9, {3: 2}, ""),
        (2, 9, {3: 2, 4: 3}, "three levels"),
        (2, 9, {3: 2, 9: 8}, "three levels"),
        (5, 6, {6: 7, 7: 6}, ""),
    ],
)
def test_families_have_no_circles_and_three_levels(child: int, parent: int, parents: dict, why: str) -> None:
    found = families.objection(child, parent, parents, parent_ref="IS-1")
    assert why in found if why else not found


def test_a_merged_issue_is_found_at_the_end_of_its_chain_even_if_that_were_a_circle() -> None:
    assert families.target(1, {1: 2, 2: 3}) == 3
    assert families.target(1, {}) == 1
    assert families.target(1, {1: 2, 2: 1}) == 2
    assert families.named(["a", "b", "c"], 2) == "a, b and 1 more"


def test_time_in_each_state_is_derived_from_the_steps() -> None:
    hour = timedelta(hours=1)
    steps = [(S.OPEN, T0 + hour), (S.NEW, T0), (S.WAITING, T0 + 3 * hour), (S.OPEN, T0 + 7 * hour)]
    found = state_times.held(state_times.stays(steps), T0 + 8 * hour, lambda start, end: (end - start) / 2)
    assert [(one.state, one.total, one.working, one.times) for one in found] == [
        (S.NEW, hour, hour / 2, 1),
        (S.OPEN, 3 * hour, 1.5 * hour, 2),
        (S.WAITING, 4 * hour, 2 * hour, 1),
    ]
    assert sum((one.total for one in found), timedelta()) == 8 * hour
    assert [in_words(timedelta(minutes=m)) for m in (0, 59, 60, 61, 1440, 1501)] == [
        "0 min", "59 min", "1 h", "1 h 1 min", "1 d", "1 d 1 h",
    ]  # fmt: skip


def test_a_closed_issue_reopens_for_ten_business_days() -> None:
    ended = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
    last = closing.reopen_until(BH, ended)
    assert last > ended + timedelta(days=13)
    assert not closing.too_late(BH, S.CLOSED, ended, last)
    assert "follow-up issue" in closing.too_late(BH, S.CLOSED, ended, last + timedelta(seconds=1))
    assert not closing.too_late(BH, S.RESOLVED, ended, last + timedelta(days=90))
    assert not closing.too_late(BH, S.CLOSED, None, last)


def test_articles_are_cited_by_address_or_reference() -> None:
    text = "See https://x.example/library/KA-7K3Q9XTB/ and KA-00000001, again KA-7K3Q9XTB; not KA-7K3 nor XKA-7K3Q9XTA."
    assert citing.cited(text) == ["KA-7K3Q9XTB", "KA-00000001"]
