"""How load is reckoned, and who is suggested for what."""

from issues.rules.work_load import USUAL, Candidate, WorkLoad, objections, points_by_name, suggest, weights_of

MEDIUM = frozenset({"participants.hold_medium"})


def test_points_follow_complexity_and_severity() -> None:
    load = WorkLoad({1: 3, 3: 1}, {1: 1, 3: 2, 4: 1}, applications=1)
    assert load.points == 3 * 2 + 8 + 8 + 2 * 2 + 1 + 2
    assert (load.companies, load.open_issues) == (4, 4)
    assert (load.above(()), load.above({*MEDIUM, "participants.hold_high"})) == (1, 0)
    assert WorkLoad().points == 0


def test_other_weights_make_another_load_and_what_cannot_hold_is_said() -> None:
    usual = points_by_name(USUAL)
    assert weights_of(usual) == USUAL
    other = weights_of(usual | {"participant_high": 9, "issue_critical": 20, "application": 0})
    load = WorkLoad({1: 3, 3: 1}, {1: 1, 4: 1}, applications=1, weights=other)
    assert (load.points, load.of_participants, load.of_applications) == (3 * 2 + 9 + 20 + 1, 15, 0)
    assert objections(usual) == []
    for changed, told in (
        ({"issue_low": 3}, ["An issue of higher severity weighs no less than one of lower severity."]),
        ({"participant_low": 5}, ["A participant of higher complexity weighs no less than one of lower complexity."]),
        ({"application": 101}, ["Each weight is a whole number from 0 to 100."]),
        ({"application": -1}, ["Each weight is a whole number from 0 to 100."]),
        (dict.fromkeys(usual, 0), ["Something has to weigh more than nothing: otherwise everybody has the same load."]),
        (dict.fromkeys(usual, 1), []),
    ):
        assert objections(usual | changed) == told


def test_rows_go_to_whoever_has_least_each_counted_before_the_next() -> None:
    people = [Candidate("a", "Ada", 10), Candidate("b", "Bo", 13)]
    found = suggest([("one", 1, 2), ("two", 1, 4), ("three", 1, 2)], people)
    assert {row: one.key for row, one in found.items()} == {"two": "a", "one": "b", "three": "a"}
    assert found["two"].because == "least load (10 points)"
    assert found["one"].because == "least load (13 points)"


def test_who_is_away_or_below_the_level_comes_last_and_it_is_said() -> None:
    busy, idle = Candidate("a", "Ada", 40, MEDIUM), Candidate("b", "Bo", 1)
    assert suggest([("one", 2, 4)], [busy, idle])["one"].key == "a"
    assert "level suffices (40 points)" in suggest([("one", 2, 4)], [busy, idle])["one"].because
    nobody = suggest([("one", 3, 8)], [busy, idle])["one"]
    assert (nobody.key, nobody.because) == ("b", "nobody's level suffices; least load (1 points)")
    gone = Candidate("c", "Cy", 0, MEDIUM, away=True)
    assert suggest([("one", 2, 4)], [gone, idle])["one"].key == "b"
    assert suggest([("one", 1, 2)], [gone])["one"].because.startswith("everybody is away")
    assert suggest([("one", 1, 2)], []) == {}
