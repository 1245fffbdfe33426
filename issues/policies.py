"""The service policies that hold, read in a few statements, and which of them holds for an issue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from issues.models import Issue, PolicyVersion, ServiceTarget
from issues.rules.policy_match import Conditions, Facts, first_match
from issues.rules.target_rules import DEFAULT_RULES
from participants.models import Registration
from portal.calendars.targets import Target

Targets = dict[tuple[int, str], ServiceTarget]


@dataclass(frozen=True)
class HeldPolicy:
    """A policy as it holds: its row, the number of its version, and all of that version."""

    row: Any
    number: int
    conditions: Conditions
    rules: dict[str, Any]
    targets: Targets

    def target(self, severity: int, kind: str) -> ServiceTarget | None:
        return self.targets.get((severity, kind))


@dataclass(frozen=True)
class PolicyBook:
    """All policies by their order, the inactive ones too: their rules still hold for clocks that run by them."""

    policies: Sequence[HeldPolicy] = field(default_factory=tuple)

    @classmethod
    def read(cls) -> Self:
        rows = PolicyVersion.objects.current().select_related("policy").prefetch_related("targets")
        return cls([held(row) for row in rows.order_by("policy__order", "policy__code")])

    def instead(self, policy: HeldPolicy) -> "PolicyBook":
        """The same with one policy as it would be, put where its order places it."""
        others = [one for one in self.policies if one.row.code != policy.row.code]
        return PolicyBook(sorted([*others, policy], key=lambda one: (one.row.order, one.row.code)))

    @property
    def active(self) -> list[HeldPolicy]:
        return [policy for policy in self.policies if policy.row.active]

    def for_(self, facts: Facts) -> HeldPolicy | None:
        return first_match(self.active, facts)

    def of_code(self, code: str) -> HeldPolicy | None:
        return next((policy for policy in self.policies if policy.row.code == code), None)

    def rules_of(self, code: str) -> dict[str, Any]:
        """By which rules a clock of a policy runs; those of the defaults for one that is no longer there."""
        policy = self.of_code(code)
        return policy.rules if policy is not None else DEFAULT_RULES

    def facts_of(self, issues: Iterable[Issue]) -> dict[int, Facts]:
        """What decides about each issue, by key; the roles are read only where a policy asks for them."""
        rows = list(issues)
        roles = _roles_of(rows) if any(policy.conditions.roles for policy in self.active) else {}
        return {
            row.pk: Facts(row.area, row.category.code, row.severity, roles.get(row.pk, frozenset()), row.participant_id)
            for row in rows
        }


def held(version: PolicyVersion, targets: Iterable[ServiceTarget] | None = None) -> HeldPolicy:
    rows = version.targets.all() if targets is None else targets
    return HeldPolicy(
        row=version.policy,
        number=version.number,
        conditions=Conditions(
            frozenset(version.areas),
            frozenset(version.category_codes),
            frozenset(version.severities),
            frozenset(version.role_codes),
            version.participant_id,
        ),
        rules=version.rules,
        targets={(row.severity, row.kind): row for row in rows},
    )


def as_target(row: ServiceTarget) -> Target:
    """The row as the engine counts it."""
    amount = int(row.amount) if row.unit == "day" else row.amount
    return Target(amount, row.unit, row.start_day, row.due_time)


def _roles_of(issues: Sequence[Issue]) -> dict[int, frozenset[str]]:
    """The role of the registration an issue is about; where it names none, all that its participant holds."""
    held_by: dict[int, list[tuple[int, str]]] = {}
    rows = Registration.objects.filter(participant__in={row.participant_id for row in issues})
    for pk, participant_id, code in rows.values_list("pk", "participant_id", "role__code"):
        held_by.setdefault(participant_id, []).append((pk, code))
    return {
        row.pk: frozenset(
            code
            for pk, code in held_by.get(row.participant_id, ())
            if row.registration_id is None or row.registration_id == pk
        )
        for row in issues
    }
