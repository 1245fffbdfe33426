"""The service policies that hold, read in a few statements, and which of them holds for an issue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Self

from django.db.models import Exists, prefetch_related_objects

from issues.models import GridEvent, Issue, PolicyVersion, ServiceTarget
from issues.rules.policy_match import Conditions, Facts, first_match
from issues.rules.target_rules import DEFAULT_RULES
from participants.models import Registration
from portal.calendars.targets import Target

Targets = dict[tuple[int, str], ServiceTarget]

_kept: Final[dict[int, Sequence[ServiceTarget]]] = {}


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
    in_event: bool = False

    @classmethod
    def read(cls, at: datetime | None = None) -> Self:
        """One statement, and one more for versions that were not read before. `in_event`: whether a grid event is in
        force `at` that instant, read along."""
        rows = PolicyVersion.objects.current().select_related("policy").order_by("policy__order", "policy__code")
        if at is not None:
            rows = rows.annotate(in_event=Exists(GridEvent.objects.in_force(at)))
        versions = list(rows)
        targets = _targets_of(versions)
        policies = [held(row, targets[row.pk]) for row in versions]
        return cls(policies, in_event=any(getattr(row, "in_event", False) for row in versions))

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


def _targets_of(versions: Sequence[PolicyVersion]) -> dict[int, Sequence[ServiceTarget]]:
    """The targets of versions by their keys. A published version never changes, so those in use are kept."""
    known = dict(_kept)  # another thread may be putting newer ones in their place
    found = {row.pk: known[row.pk] for row in versions if row.pk in known}
    unknown = [row for row in versions if row.pk not in found]
    if unknown:
        prefetch_related_objects(unknown, "targets")
        found |= {row.pk: tuple(row.targets.all()) for row in unknown}
        _kept.clear()
        _kept.update(found)
    return found


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
