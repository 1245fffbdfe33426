"""Figures, verdicts and tables, without a server."""

import pytest

from portal.bench.figures import MANY, ONE, PageFigures, Sample, Slice, figures_of, growth, percentile, speed_of
from portal.bench.report import goal_table, page_table
from portal.bench.targets import PAGES
from portal.bench.verdicts import Verdict, judge, judge_page, worst


def sample(count: int, bare: int, ms: float = 10) -> Sample:
    """So many pages in a second, so many bare ones around it."""
    return Sample(Slice([ms] * count, 1, 0.9), (Slice([5] * bare, 1, 0.9), Slice([5] * bare, 1, 0.9)))


@pytest.mark.parametrize(
    ("value", "at_least", "verdict"),
    [
        (100, False, Verdict.MET),
        (104, False, Verdict.CLOSE),
        (106, False, Verdict.MISSED),
        (100, True, Verdict.MET),
        (96, True, Verdict.CLOSE),
        (94, True, Verdict.MISSED),
    ],
)
def test_a_limit_is_kept_nearly_kept_or_missed(value: float, at_least: bool, verdict: Verdict) -> None:
    assert judge(value, 100, at_least=at_least, tolerance=0.05) is verdict


def test_statements_have_no_tolerance_and_the_worst_of_all_is_told() -> None:
    target = PAGES["queue"]
    found = PageFigures(target.statements + 1, 10, {MANY: speed_of([sample(90, 100)]), ONE: speed_of([sample(9, 10)])})
    verdicts = judge_page(found, target, 1.17)
    assert verdicts == {
        "statements": Verdict.MISSED, "weight": Verdict.MET, "share": Verdict.MET, "p99": Verdict.MET,
        "growth": Verdict.CLOSE,
    }  # fmt: skip
    assert worst(list(verdicts.values())) is Verdict.MISSED
    assert worst([]) is Verdict.MET


def test_a_share_is_the_median_of_the_rounds_and_growth_what_is_lost_of_it() -> None:
    speed = speed_of([sample(60, 100), sample(30, 50), sample(10, 100)])
    assert (speed.share, speed.rate, speed.median) == (60, 100 / 3, 10)
    assert speed.work_share == pytest.approx(60)
    small, large = (PageFigures(5, 10, {MANY: speed_of([sample(count, 100)])}) for count in (60, 50))
    assert growth(small, large) == pytest.approx(1.2)
    assert growth(PageFigures(5), large) is None
    assert PageFigures.from_data(large.as_data()) == large


def test_the_slowest_of_a_hundred_is_found_among_few_and_none() -> None:
    assert (percentile([], 0.99), percentile([3], 0.99), percentile(range(100), 0.99)) == (0, 3, 99)


def test_the_tables_name_each_figure_its_target_and_what_is_missed() -> None:
    samples = {"queue": {ONE: [sample(9, 10)], MANY: [sample(30, 100)]}}
    found = figures_of({"queue": 9, "issue": 12}, samples, {"queue": 10_240})
    lines = page_table(found, speed_of([sample(10, 10)]), {})
    assert [line.split("  ")[0] for line in lines] == [
        "page", "bare page, one query", PAGES["queue"].title, PAGES["issue"].title,
    ]  # fmt: skip
    assert lines[2].endswith("missed: statements, share")
    assert "9 of 8" in lines[2]
    assert "30 of 60 %" in lines[2]
    assert lines[3].endswith("met")
    (head, mails) = goal_table({"mails": 490})
    assert mails.split("  ")[-1] == "met within tolerance"
    assert "at least 500" in mails
