"""When the clock of a target starts, resets, stops and rests: rules as data, and what they come to. Pure."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple

from issues.choices import IssueState, TargetEvent, TargetKind
from portal.lifecycle.refusals import Refused

E, K = TargetEvent, TargetKind
Rules = Mapping[str, Mapping[str, Collection[str]]]

STARTS: Final = "starts"
RESETS: Final = "resets"
STOPS: Final = "stops"
RESTS: Final = "rests_in"
WORDS: Final = (STARTS, RESETS, STOPS, RESTS)
MAY_REST_IN: Final = (IssueState.NEW, IssueState.OPEN, IssueState.WAITING)

# Starts: a clock begins where none runs. Resets: what runs ends (met or missed), and a new cycle begins.
DEFAULT_RULES: Final[dict[str, dict[str, list[str]]]] = {
    K.FIRST_RESPONSE: {
        STARTS: [E.OPENED],
        RESETS: [E.NOT_DELIVERED],
        STOPS: [E.ANSWERED, E.RESOLVED],
        RESTS: [],
    },
    K.NEXT_UPDATE: {
        STARTS: [E.REOPENED],
        RESETS: [E.ANSWERED, E.NOT_DELIVERED],
        STOPS: [E.RESOLVED],
        RESTS: [IssueState.WAITING],
    },
    K.RESOLUTION: {
        STARTS: [E.OPENED, E.REOPENED],
        RESETS: [],
        STOPS: [E.RESOLVED],
        RESTS: [IssueState.WAITING],
    },
}
NOT_DELIVERED: Final = "not delivered"
REASONS: Final[dict[str, str]] = {
    E.OPENED: "Opened",
    E.ANSWERED: "Answered",
    E.RESOLVED: "Resolved",
    E.REOPENED: "Reopened",
    E.NOT_DELIVERED: NOT_DELIVERED,
}


class Verb(StrEnum):
    """What is done to a clock."""

    START = "start"
    RESET = "reset"
    STOP = "stop"
    CANCEL = "cancel"


class Step(NamedTuple):
    """One thing done to the clock of one kind, and why."""

    kind: str
    verb: Verb
    reason: str


def steps_for(event: str, rules: Rules, running: Collection[str], *, first: bool = False) -> list[Step]:
    """What an event does to the clocks of an issue, of which those of the kinds `running` are not stopped.

    An answer that was not delivered resets one clock only: that of the first response when it was the `first` answer
    (nothing else is owed then), else that of the next update.
    """
    if event == E.NOT_DELIVERED:
        return _not_delivered(rules, running, first)
    found = [_step(kind, event, rule, kind in running) for kind, rule in _in_order(rules)]
    return [step for step in found if step is not None]


def rests(kind: str, state: str, rules: Rules) -> bool:
    """Whether the clock of a kind stands still while the issue is in a state."""
    return state in rules.get(kind, {}).get(RESTS, ())


def sound_rules(given: Any) -> dict[str, dict[str, list[str]]]:
    """The rules as they are stored; `Refused` in words for what is none."""
    if not isinstance(given, Mapping) or set(given) - set(K.values):
        raise Refused("There is no such kind of target.")
    known = dict.fromkeys((STARTS, RESETS, STOPS), set(E.values)) | {RESTS: set(MAY_REST_IN)}
    found = {}
    for kind, rule in given.items():
        if not isinstance(rule, Mapping) or set(rule) - set(WORDS):
            raise Refused("A rule says when a clock starts, resets, stops and rests.")
        for word in WORDS:
            if unknown := set(rule.get(word, ())) - known[word]:
                raise Refused(f"“{min(unknown)}” is nothing a clock could follow.")
        if not rule.get(STOPS):
            raise Refused(f"{K(kind).label}: say what stops its clock.")
        if not rule.get(STARTS) and not rule.get(RESETS):
            raise Refused(f"{K(kind).label}: say what starts its clock.")
        found[kind] = {word: sorted(set(rule.get(word, ()))) for word in WORDS}
    return found


def _step(kind: str, event: str, rule: Mapping[str, Collection[str]], runs: bool) -> Step | None:
    reason = REASONS[event]
    if event in rule.get(STOPS, ()):
        return Step(kind, Verb.STOP, reason) if runs else None
    if event in rule.get(RESETS, ()):
        return Step(kind, Verb.RESET, reason)
    if event in rule.get(STARTS, ()) and not runs:
        return Step(kind, Verb.START, reason)
    return None


def _not_delivered(rules: Rules, running: Collection[str], first: bool) -> list[Step]:
    kind = K.FIRST_RESPONSE if first else K.NEXT_UPDATE
    if E.NOT_DELIVERED not in rules.get(kind, {}).get(RESETS, ()):
        return []
    steps = [Step(kind, Verb.RESET, NOT_DELIVERED)]
    if first and K.NEXT_UPDATE in running:
        steps.append(Step(K.NEXT_UPDATE, Verb.CANCEL, NOT_DELIVERED))
    return steps


def _in_order(rules: Rules) -> list[tuple[str, Mapping[str, Collection[str]]]]:
    return [(kind, rules[kind]) for kind in K.values if kind in rules]
