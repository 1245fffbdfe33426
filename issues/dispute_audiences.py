"""Who hears of disputes and their deadlines: the issue's owner and the participant's people who follow it.

Any number of rows, the same few statements.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from accounts.choices import Role
from accounts.models import User
from issues.choices import Side
from issues.models import AdrCase, DisputeWindow, Issue, Watcher

OWNER: Final = "issue_owner"
ASKERS: Final = "askers"
AUDIENCES: Final = (OWNER, ASKERS)

People = dict[str, list[User]]


def for_windows(audience: str, refs: Iterable[str], now: datetime) -> People:
    """For windows by reference. Raises KeyError for an unknown audience."""
    rows = DisputeWindow.objects.filter(ref__in=set(refs)).values_list("ref", "issue")
    return _by_ref(audience, dict(rows))


def for_cases(audience: str, refs: Iterable[str], now: datetime) -> People:
    """For ADR proceedings by reference. Raises KeyError for an unknown audience."""
    rows = AdrCase.objects.filter(ref__in=set(refs)).values_list("ref", "dispute__issue")
    return _by_ref(audience, dict(rows))


def owners(issues: Iterable[int]) -> dict[int, list[User]]:
    """The active owner of each issue; where it has none, the supervisors: nothing falls silent."""
    wanted = set(issues)
    rows = Issue.objects.filter(pk__in=wanted, owner__is_active=True).select_related("owner")
    found = {row.pk: [row.owner] for row in rows}
    if wanted - found.keys():
        every = list(User.objects.active().filter(role=Role.SUPERVISOR).order_by("name", "id"))
        found |= dict.fromkeys(wanted - found.keys(), every)
    return found


def askers(issues: Iterable[int]) -> dict[int, list[User]]:
    """The participant's users who follow each issue; their own view decides later what they may still read."""
    found: dict[int, list[User]] = defaultdict(list)
    rows = Watcher.objects.filter(issue__in=set(issues), side=Side.PARTICIPANT).watching()
    for row in rows.filter(user__is_active=True).select_related("user").order_by("since", "id"):
        found[row.issue_id].append(row.user)
    return found


def _by_ref(audience: str, issues: dict[str, int]) -> People:
    resolve: Any = {OWNER: owners, ASKERS: askers}[audience]
    people = resolve(issues.values()) if issues else {}
    return {ref: people.get(issue, []) for ref, issue in issues.items()}
