"""The escalation ladder: what takes an issue to which level, and who decides about it. Pure."""

from typing import Final

from issues.choices import EscalationLevel as L

# What rules may reach; the formal route is always a person's decision.
BY_RULE: Final = (L.E1, L.E2, L.E3)
# Deciding on these is for senior account managers and supervisors.
NEED_SENIORITY: Final = (L.E3, L.E4)
# Both sides' directors act by a written resolution plan.
NEED_PLAN: Final = (L.E3,)
REOPENED_LEVEL: Final = L.E2
REOPENED_TIMES: Final = 2
ASKED_LEVEL: Final = L.E2
ORDER: Final = (L.E1, L.E2, L.E3, L.E4)


def lower_levels(level: str) -> list[str]:
    """The levels below one, the highest first; nothing is below the first."""
    return [str(one) for one in reversed(ORDER[: ORDER.index(L(level))])]


def reopening_escalates(times: int) -> bool:
    return times >= REOPENED_TIMES


def reopening_occasion(issue_ref: str, times: int) -> str:
    """The name under which one reopening escalates once."""
    return f"{issue_ref}:reopened:{times}"


def step_occasion(clock_ref: str, level: int) -> str:
    """The name under which one level of one clock escalates once."""
    return f"{clock_ref}:{level}"
