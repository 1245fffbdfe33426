"""Service policies in words, for pages and the audit trail. Pure."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from issues.choices import Area, IssueState, Severity, TargetEvent, TargetKind
from issues.models import PolicyVersion, ServiceTarget
from issues.policies import as_target
from issues.rules.target_rules import RESETS, RESTS, STARTS, STOPS

EVERYTHING: Final = "Every issue"
ONE_PARTICIPANT: Final = "one participant"
SAID: Final = {STARTS: "Starts when", RESETS: "Begins anew when", STOPS: "Stops when", RESTS: "Rests while"}


class TargetRow(NamedTuple):
    """The targets of one severity, one cell for each kind; no target where nothing is promised."""

    severity: Severity
    cells: list[tuple[TargetKind, ServiceTarget | None]]


def conditions_of(version: PolicyVersion, participant: Any = None) -> list[tuple[str, str]]:
    """What and which: `participant` is the one named, if the reader may see it."""
    told = [
        ("Area", ", ".join(Area(one).label for one in version.areas)),
        ("Category", ", ".join(version.category_codes)),
        ("Severity", ", ".join(Severity(one).label for one in version.severities)),
        ("Market role", ", ".join(version.role_codes)),
    ]
    if version.participant_id is not None:
        told.append(("Participant", participant.name if participant is not None else ONE_PARTICIPANT))
    return [(what, which) for what, which in told if which]


def in_a_line(version: PolicyVersion, participant: Any = None) -> str:
    told = conditions_of(version, participant)
    return "; ".join(f"{what.lower()} {which}" for what, which in told).capitalize() if told else EVERYTHING


def table_of(version: PolicyVersion, calendars: Mapping[str, str]) -> list[TargetRow]:
    """The targets of a version whose rows were fetched: severities down, kinds across; `calendars` names them."""
    rows = {(row.severity, row.kind): row for row in version.targets.all()}
    for row in rows.values():
        row.words, row.calendar_name = target_words(row), calendars.get(row.calendar, row.calendar)
    return [TargetRow(one, [(kind, rows.get((one, kind))) for kind in TargetKind]) for one in Severity]


def target_words(row: ServiceTarget) -> str:
    """ "4 hours", "1 day", "the same day"."""
    if row.unit == "day" and row.start_day == "inclusive" and row.amount == 1 and row.due_time != "same":
        return "the same day" if row.due_time == "end_of_day" else "the same day, close of business"
    amount = as_target(row)
    words = f"{row.amount.normalize():f} {row.unit}{'' if row.amount == 1 else 's'}"
    if not amount.is_days:
        return words
    counted = ", first day counted" if row.start_day == "inclusive" else ""
    until = {"same": "", "close": ", close of business", "end_of_day": ", end of the day"}[row.due_time]
    return f"{words}{counted}{until}"


def rules_of(rules: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """For each kind: "Starts when the issue is opened", ..."""
    told = []
    for kind in TargetKind:
        rule = rules.get(kind, {})
        lines = [f"{SAID[word]} {_listed(rule[word], word)}" for word in SAID if rule.get(word)]
        told.append((kind.label, lines))
    return told


def _listed(names: Any, word: str) -> str:
    labels = [IssueState(one).label if word == RESTS else TargetEvent(one).label for one in names]
    return " or ".join(f"{label[0].lower()}{label[1:]}" for label in labels)
