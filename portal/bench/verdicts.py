"""From figures to verdicts; pure."""

from enum import StrEnum

from portal.bench.figures import PageFigures
from portal.bench.targets import DRIFT, KILOBYTES, TAIL, Goal, PageTarget


class Verdict(StrEnum):
    MET = "met"
    CLOSE = "met within tolerance"
    MISSED = "missed"


ORDER = (Verdict.MET, Verdict.CLOSE, Verdict.MISSED)


def judge(value: float, limit: float, *, at_least: bool = False, tolerance: float = DRIFT) -> Verdict:
    """Whether a figure keeps its limit, keeps it but for the drift between two runs, or does not."""
    if at_least:
        value, limit, tolerance = -value, -limit, -tolerance
    if value <= limit:
        return Verdict.MET
    return Verdict.CLOSE if value <= limit * (1 + tolerance) else Verdict.MISSED


def judge_goal(value: float, goal: Goal) -> Verdict:
    return judge(value, goal.limit, at_least=goal.at_least, tolerance=goal.tolerance)


def judge_page(found: PageFigures, target: PageTarget, growth: float | None = None) -> dict[str, Verdict]:
    """A verdict for each promise about the page that was measured."""
    verdicts = {"statements": judge(found.statements, target.statements, tolerance=0)}
    if found.kilobytes:
        verdicts["weight"] = judge(found.kilobytes, KILOBYTES)
    if found.share is not None:
        verdicts["share"] = judge(found.share, target.share, at_least=True)
    if found.tail is not None:
        verdicts["p99"] = judge(found.tail, TAIL)
    if growth is not None and target.growth is not None:
        verdicts["growth"] = judge(growth, target.growth)
    return verdicts


def worst(verdicts: list[Verdict]) -> Verdict:
    return max(verdicts, key=ORDER.index, default=Verdict.MET)
