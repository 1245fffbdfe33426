"""The filters of a queue in words, each with the address of the list without it."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from accounts.models import Team, User
from issues.choices import Area, CauseCode, Channel, IssueState, SettlementRun, Severity
from issues.queue import Queue
from issues.rules.queue_filters import DAYS, KINDS, ME, NOBODY, NOT
from participants.models import Participant
from portal.web.words import short_day

CHOICES: Final = {
    "area": Area,
    "severity": Severity,
    "state": IssueState,
    "channel": Channel,
    "cause": CauseCode,
    "run": SettlementRun,
}


@dataclass(frozen=True, slots=True)
class Chip:
    """`label` is "Severity", `told` "Critical or High", `off` the address without this filter."""

    label: str
    told: str
    off: str


def chips(queue: Queue) -> list[Chip]:
    """One for each filter; names of people and companies are read in one statement, and only where some are asked."""
    pairs = queue.wanted.pairs()
    names = _names(queue)
    found = []
    for key in dict.fromkeys(key for key, _value in pairs if key != "q"):
        values = [value for name, value in pairs if name == key]
        kept = [("view", queue.tab.key), ("whose", queue.whose), *(pair for pair in pairs if pair[0] != key)]
        found.append(Chip(_label(key), _told(key, values, names), urlencode(kept)))
    return found


def _label(key: str) -> str:
    if key in DAYS:
        return DAYS[key]
    kind = KINDS[key.removeprefix(NOT)]
    return f"{kind.label} is not" if key.startswith(NOT) else kind.label


def _told(key: str, values: list[str], names: dict[str, str]) -> str:
    name = key.removeprefix(NOT)
    if name in DAYS:
        return short_day(date.fromisoformat(values[0]))
    words = {str(one.value): str(one.label) for one in CHOICES[name]} if name in CHOICES else names
    return " or ".join(words.get(value, value) for value in values)


def _names(queue: Queue) -> dict[str, str]:
    known = {ME: queue.user.name, NOBODY: "nobody"}
    refs = {
        value for key, value in queue.wanted.pairs() if key.removeprefix(NOT) in ("owner", "participant", "team")
    } - set(known)
    if not refs:
        return known
    people = User.objects.visible_to(queue.user).filter(ref__in=refs).order_by().values_list("ref", "name")
    companies = Participant.objects.visible_to(queue.user).filter(ref__in=refs).order_by().values_list("ref", "name")
    teams = Team.objects.visible_to(queue.user).filter(ref__in=refs).order_by().values_list("ref", "name")
    return known | dict(people.union(companies, teams, all=True))
