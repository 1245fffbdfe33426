"""The library of reports: each app registers its own when it is ready.

    registry.register(Report("monthly-service", "Monthly service report", ..., may=sees_issues, draw=monthly_service))

A report is always drawn for one reader, over what that reader may see at that time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urlencode

from portal.lifecycle.refusals import Refused
from portal.reporting import periods
from portal.reporting.periods import Period
from portal.reporting.shapes import Content

PERIOD: Final = ("period", "from", "to")
MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a report is narrowed to. `find` gives the row that a text names, as far as the person may see it, or
    None; `options` the texts to choose from with their labels, where there are few enough for a list."""

    name: str
    label: str
    find: Callable[[Any, str], Any]
    options: Callable[[Any], list[tuple[str, str]]] | None = None
    required: bool = False
    everything: str = "All"
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of a report, read and checked: `rows` by name, `words` as they are said, `given` as they came."""

    period: Period
    rows: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def query(self) -> str:
        return urlencode(self.pairs)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The parameters as fields of a form."""
        return [("period", self.period.key), *self.given.items()]


@dataclass(frozen=True, slots=True)
class Report:
    """`who` tells in words who may see it, `may` decides it; `draw` counts, in a fixed number of statements; `over`
    says for one reader over what."""

    key: str
    name: str
    about: str
    who: str
    icon: str
    may: Callable[[Any], bool]
    draw: Callable[[Any, Asked, datetime], Content]
    choices: tuple[Choice, ...] = ()
    order: int = 100
    over: Callable[[Any], str] = lambda user: "Everything you may see"

    def head(self, user: Any, asked: Asked) -> list[tuple[str, str]]:
        """What was counted, as the paper says it above the numbers."""
        return [("Period", asked.period.label), *asked.words.items(), ("Counted over", self.over(user))]

    def read(self, user: Any, given: Mapping[str, str], today: date) -> Asked:
        """The parameters of an address; `Refused` with one sentence for the first that is wrong."""
        period = periods.read(
            given.get("period", ""), first=given.get("from", ""), last=given.get("to", ""), today=today
        )
        rows, words, texts = {}, {}, {}
        for choice in self.choices:
            text = given.get(choice.name, "").strip()[:MOST]
            if not text:
                if choice.required:
                    raise Refused(f"Choose: {choice.label.lower()}.", code="missing_choice")
                continue
            row = choice.find(user, text)
            if row is None:
                raise Refused(f"{choice.label}: not one of the available choices.")
            rows[choice.name], words[choice.label], texts[choice.name] = row, str(row), text
        return Asked(period, rows, words, texts)


_reports: dict[str, Report] = {}


def register(report: Report) -> None:
    """The same key again replaces it."""
    _reports[report.key] = report


def get(key: str) -> Report | None:
    """None for a report that there is not, or not any more."""
    return _reports.get(key)


def name_of(key: str) -> str:
    """Also of one that is not counted any more."""
    return _reports[key].name if key in _reports else key


def offered(user: Any) -> list[Report]:
    return sorted((one for one in _reports.values() if one.may(user)), key=lambda one: (one.order, one.name))
