"""The tables that a bench prints; pure text."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from portal.bench.figures import MANY, ONE, PageFigures, Speed, growth
from portal.bench.targets import GOALS, PAGES
from portal.bench.verdicts import Verdict, judge_goal, judge_page, worst

HEADS: Final = (
    "page", "statements", "KB", "ms at 1", "p99", "tail", "ms at 8", "a second", "work ms", "share by work", "share",
    "growth", "verdict",
)  # fmt: skip
NOTHING: Final = "-"


def page_table(found: Mapping[str, PageFigures], bare: Speed | None, smaller: Mapping[str, PageFigures]) -> list[str]:
    """A line for each page, the bare one first; what is missed is named."""
    rows: list[Sequence[str]] = [HEADS]
    if bare is not None:
        taken = f"{bare.median:.1f}", f"{bare.p99:.1f}", "", "", "", f"{bare.work:.1f}"
        rows.append(("bare page, one query", "2", "", *taken, "100 %", "100 %", "", ""))
    for key, figures in found.items():
        target = PAGES[key]
        grown = growth(smaller[key], figures) if key in smaller else None
        rows.append(
            (
                target.title,
                f"{figures.statements} of {target.statements}",
                f"{figures.kilobytes:.0f}" if figures.kilobytes else NOTHING,
                *_speeds(figures),
                f"{figures.share:.0f} of {target.share} %" if figures.share is not None else NOTHING,
                f"{grown:.2f} x" if grown is not None else NOTHING,
                said(judge_page(figures, target, grown)),
            )
        )
    return aligned(rows)


def _speeds(figures: PageFigures) -> tuple[str, ...]:
    one, many = figures.speeds.get(ONE), figures.speeds.get(MANY)
    if one is None or many is None:
        return (NOTHING,) * 7
    return (
        f"{one.median:.1f}",
        f"{one.p99:.1f}",
        f"{one.tail:.1f} x",
        f"{many.median:.1f}",
        f"{many.rate:.0f}",
        f"{many.work:.1f}",
        f"{many.work_share:.0f} %",
    )


def said(verdicts: Mapping[str, Verdict]) -> str:
    """The worst of them, and what it is about unless all is well."""
    whole = worst(list(verdicts.values()))
    if whole is Verdict.MET:
        return whole.value
    return f"{whole.value}: {', '.join(name for name, one in verdicts.items() if one is whole)}"


def goal_table(found: Mapping[str, float]) -> list[str]:
    rows: list[Sequence[str]] = [("measure", "figure", "target", "tolerance", "verdict")]
    for key, value in found.items():
        goal = GOALS[key]
        bound = "at least" if goal.at_least else "at most"
        rows.append(
            (
                goal.title,
                f"{value:,.1f} {goal.unit}",
                f"{bound} {goal.limit:,.0f}",
                f"{goal.tolerance:.0%}",
                judge_goal(value, goal).value,
            )
        )
    return aligned(rows)


def aligned(rows: Iterable[Sequence[str]]) -> list[str]:
    """Columns as wide as their widest entry; the first and the last begin at the left, figures end at the right."""
    rows = list(rows)
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    last = len(widths) - 1
    return [
        "  ".join(
            text.ljust(width) if at == 0 else text if at == last else text.rjust(width)
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
