"""What happens to an issue, and who reacts to it: clocks, news, surveys, patterns.

An action tells `happened(...)` once it has written its rows; each part of issues registers its reaction in `ready()`:

    reactions.register(react)          # react(what, issue, by=..., now=..., **told)

Reactions run in the action's transaction, outside the wall (as the operator), in the order of registration. What they
write may never reach the response of a participant's request.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any

from issues.models import Issue
from portal.scoping import wall


class What(StrEnum):
    """What can happen to an issue."""

    OPENED = "opened"  # told: comment, watchers (where nobody else can follow it yet)
    TAKEN = "taken"  # somebody began to work on it
    ANSWERED = "answered"  # the operator spoke to the participant; told: comment, wait
    # An answer or a resolution was taken back before it left, and the issue stands as before it already;
    # told: comment (about to be removed), note (what is kept of it), undone (what had been told with it, in order)
    TAKEN_BACK = "taken_back"
    REPLIED = "replied"  # the participant spoke; told: comment
    NOTED = "noted"  # told: note, mentioned (colleagues whom it names)
    WAITING = "waiting"  # it is the participant's turn
    RESUMED = "resumed"  # it is the operator's turn again
    RESOLVED = "resolved"
    CONFIRMED = "confirmed"
    REOPENED = "reopened"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"  # told: into
    UNMERGED = "unmerged"
    CHANGED = "changed"  # told: changes {field: [old, new]} (severity, category, registration, ...)
    HANDED_OVER = "handed_over"  # told: before (the former owner or None)
    NOT_DELIVERED = "not_delivered"  # an answer of the operator bounced; told: comment


Reaction = Callable[..., None]

_reactions: list[Reaction] = []


def register(react: Reaction) -> None:
    if react not in _reactions:
        _reactions.append(react)


def happened(what: What, issue: Issue, *, by: Any, now: datetime, **told: Any) -> None:
    """Tell every part of issues; call it last in the action that wrote the rows, in its transaction."""
    with wall.as_operator("let the operator's side react to what happened to an issue"):
        for react in _reactions:
            react(what, issue, by=by, now=now, **told)
