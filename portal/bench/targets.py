"""What the portal promises about its speed, as data: the one place where such a number stands.

A share is how many of a page leave the server in the time of so many bare ones (portal/bench/bare.py), in percent, over
eight connections. Statements are those of the business, see `portal.bench.counting`.
"""

from dataclasses import dataclass
from typing import Final

# Shares and times drift by so much between two runs on one machine; statements do not.
DRIFT: Final = 0.05
STEP: Final = 1.15
WIDE_STEP: Final = 1.4
# The slowest of a hundred, by the median, is at most so many times what it is for the bare page.
TAIL: Final = 2.0
MEGABYTES: Final = 200
# Of a page on the way, compressed; what belongs to all pages is kept by the browser.
KILOBYTES: Final = 30


@dataclass(frozen=True, slots=True)
class PageTarget:
    """At most so many statements whatever there is, at least so large a share, at most so much slower a size up."""

    title: str
    statements: int
    share: int
    growth: float | None = STEP


PAGES: Final[dict[str, PageTarget]] = {
    "queue": PageTarget("queue of an account manager", 8, 60),
    "queue-later": PageTarget("queue, a later page", 8, 60),
    "queue-filtered": PageTarget("queue, three filters and a saved view", 8, 50),
    "issue": PageTarget("issue, 10 comments and 5 notes", 12, 55),
    "issue-long": PageTarget("issue, 65 comments and 35 notes", 12, 0, None),
    "search-rare": PageTarget("search, 0.3 % of issues match", 8, 50, WIDE_STEP),
    "search-common": PageTarget("search, 14 % match", 8, 30, WIDE_STEP),
    "participant": PageTarget("participant", 14, 40),
    "checklist": PageTarget("checklist, about 30 items", 10, 45),
    "my-issues": PageTarget("participant's own issues", 9, 60),
    "my-home": PageTarget("participant's home", 12, 40, WIDE_STEP),
    "home": PageTarget("account manager's home", 14, 35, WIDE_STEP),
    "dashboard": PageTarget("supervisor's dashboard", 14, 30, WIDE_STEP),
    "api-list": PageTarget("API: list of issues", 8, 55),
    "api-one": PageTarget("API: one issue", 8, 100),
    "api-create": PageTarget("API: open an issue", 16, 60),
}


@dataclass(frozen=True, slots=True)
class Goal:
    """One figure that is not a page's: at most (or at least) so much of a unit."""

    title: str
    limit: float
    unit: str
    at_least: bool = False
    tolerance: float = DRIFT


GOALS: Final[dict[str, Goal]] = {
    "memory": Goal("a web worker's memory", MEGABYTES, "MB"),
    "sweep-ratio": Goal("10,000 due escalations, by the plain SQL", 10, "times"),
    "sweep-statements": Goal("10,000 due escalations", 100, "statements", tolerance=0),
    "mails": Goal("10,000 queued mails, by a core of one worker", 500, "a second", at_least=True),
    "recompute": Goal("200,000 clocks under a changed calendar", 300, "s"),
    "import": Goal("import of 10,000 participants", 30, "s"),
    "start-first": Goal("serve --demo from nothing", 60, "s"),
    "start-again": Goal("serve --demo on existing data", 10, "s"),
}
