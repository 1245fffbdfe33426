"""What an address of the queue asks for. Pure: from the parameters to values that are shaped as they must be.

Every filter takes several values ("severity=1&severity=2") and most can be turned round ("not_severity=4"). What is
no such value is left out, so that an old link still shows something.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from issues.choices import Area, CauseCode, Channel, IssueState, SettlementRun, Severity

ME: Final = "me"
NOBODY: Final = "none"
NOT: Final = "not_"
# Forms say which of their filters are turned round; addresses then write "not_severity".
TURN: Final = "turn"
REF: Final = re.compile(r"[A-Z]{2}-[0-9A-Za-z-]{1,16}")
CODE: Final = re.compile(r"[\w.+/-]{1,40}")
NUMBER: Final = re.compile(r"[\w./-]{1,60}")
LONGEST_TAG: Final = 40
MOST: Final = 20


def one_of(values: Iterable[Any]) -> Callable[[str], bool]:
    allowed = {str(value) for value in values}
    return lambda text: text in allowed


def shaped(pattern: re.Pattern[str], *words: str) -> Callable[[str], bool]:
    return lambda text: text in words or pattern.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Kind:
    """A filter: its words on the page, which values it takes, and whether "not" may be asked."""

    label: str
    takes: Callable[[str], bool]
    turned: bool = False


KINDS: Final[dict[str, Kind]] = {
    "area": Kind("Area", one_of(Area.values), turned=True),
    "category": Kind("Category", shaped(CODE), turned=True),
    "severity": Kind("Severity", one_of(Severity.values), turned=True),
    "state": Kind("State", one_of(IssueState.values), turned=True),
    "owner": Kind("Owner", shaped(REF, ME, NOBODY), turned=True),
    "participant": Kind("Participant", shaped(REF), turned=True),
    "team": Kind("Team", shaped(REF)),
    "role": Kind("Market role", shaped(CODE)),
    "channel": Kind("Channel", one_of(Channel.values), turned=True),
    "cause": Kind("Cause", one_of(CauseCode.values), turned=True),
    "run": Kind("Settlement run", one_of(SettlementRun.values), turned=True),
    "tag": Kind("Tag", lambda text: 0 < len(text) <= LONGEST_TAG and text.isprintable(), turned=True),
    "number": Kind("Number", shaped(NUMBER)),
}
DAYS: Final = {"day_from": "Operating days from", "day_until": "Operating days until"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """`values` by name of filter ("severity", "not_severity"), the operating days, and words to search for."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    day_from: date | None = None
    day_until: date | None = None
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.values or self.day_from or self.day_until or self.words)

    def pairs(self) -> list[tuple[str, str]]:
        """As an address writes it, always in the same order."""
        days = [(name, day.isoformat()) for name in DAYS if (day := getattr(self, name)) is not None]
        words = [("q", self.words)] if self.words else []
        return [*((key, value) for key, values in self.values.items() for value in values), *days, *words]

    def of(self, name: str) -> tuple[str, ...]:
        return self.values.get(name, ())


def wanted(lists: Mapping[str, Iterable[str]]) -> Wanted:
    """What the parameters ask for; each maps to the texts given for it."""
    values: dict[str, tuple[str, ...]] = {}
    turned = set(lists.get(TURN, ()))
    for name, kind in KINDS.items():
        for key in (name, f"{NOT}{name}") if kind.turned else (name,):
            given = dict.fromkeys(text.strip() for text in lists.get(key, ()))
            sound = tuple(text for text in given if kind.takes(text))
            into = f"{NOT}{name}" if kind.turned and name in turned else key
            if sound:
                values[into] = (*values.get(into, ()), *sound)[:MOST]
    words = " ".join(next(iter(lists.get("q", ())), "")[:200].replace("\x00", "").split())
    return Wanted(values, _day(lists, "day_from"), _day(lists, "day_until"), words)


def _day(lists: Mapping[str, Iterable[str]], name: str) -> date | None:
    text = next(iter(lists.get(name, ())), "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
