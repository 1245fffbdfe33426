"""What follows from changing a course."""

from training.rules.course_changes import Ahead, consequences


def test_nothing_changed_has_no_consequences() -> None:
    assert consequences(set(), Ahead(sessions=3, people=20)) == []


def test_sessions_ahead_keep_version_and_seats() -> None:
    told = consequences({"title"}, Ahead(sessions=2, people=1))
    assert told[0] == (
        "2 sessions ahead with 1 person keep the version of the course and the seats, "
        "and show the new title unless they have one of their own."
    )
    assert consequences({"hours"}, Ahead(sessions=1))[0].startswith("1 session ahead keeps the version")


def test_rules_of_tests_and_certificates_hold_from_now_on() -> None:
    told = " ".join(consequences({"passing_percent", "validity_months", "need_approval"}, Ahead()))
    assert "earlier ones stay" in told
    assert "issued ones stay" in told
    assert "planned ones keep theirs" in told


def test_paths_that_lack_a_prerequisite_are_named() -> None:
    told = consequences({"prerequisites"}, Ahead(paths=(("New retailer", "WM201"),)))
    assert "The learning path “New retailer” does not have WM201 before this course." in told


def test_leaving_the_catalog_comes_first() -> None:
    assert consequences({"status"}, Ahead(), leaves=True)[0].startswith("It is no longer offered")
