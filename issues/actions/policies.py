"""Changing service policies: a new version, or switching one off and on. Clocks follow in the background."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues.actions.policy_versions import next_version, sound_conditions, sound_targets, targets_as_values
from issues.actions.target_runs import start_run
from issues.choices import TargetRunKind
from issues.models import PolicyVersion, ServicePolicy, ServiceTarget, TargetRun
from issues.permissions.targets import can_oversee
from issues.policies import HeldPolicy, held
from issues.rules.target_rules import sound_rules
from participants.actions.participants import tidy
from participants.actions.shape import require_reason
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused

UNNAMED: Final = "Give the policy a name."
TAKEN: Final = {"issues_servicepolicy_code_key": "There is a policy with this code already."}
OVERTAKEN: Final = "Somebody published another version meanwhile. Look at it and begin again."
SAME: Final = "Nothing is different from the version that holds."


@dataclass(frozen=True)
class PolicyDraft:
    """A policy as it would be."""

    name: str
    order: int
    conditions: Mapping[str, Any]
    rules: Mapping[str, Any]
    targets: Sequence[Mapping[str, Any]] = field(default_factory=tuple)

    def sound(self) -> "PolicyDraft":
        """The same as it is stored; `Refused` in words for what cannot be published."""
        name = tidy(self.name)
        if not name:
            raise Refused(UNNAMED)
        return PolicyDraft(
            name, self.order, sound_conditions(self.conditions), sound_rules(self.rules), sound_targets(self.targets)
        )

    def as_held(self, policy: ServicePolicy, number: int) -> HeldPolicy:
        """What would hold; the row is a copy that is not saved."""
        row = ServicePolicy(code=policy.code, name=self.name, order=self.order, active=policy.active)
        version = PolicyVersion(policy=row, number=number, rules=self.rules, **self.conditions)
        return held(version, [ServiceTarget(**target) for target in self.targets])


def draft_of(version: PolicyVersion) -> PolicyDraft:
    policy = version.policy
    conditions = {
        name: getattr(version, name) for name in ("areas", "category_codes", "severities", "role_codes", "participant")
    }
    return PolicyDraft(policy.name, policy.order, conditions, version.rules, targets_as_values(version))


@transaction.atomic
def publish_policy(
    *,
    policy: ServicePolicy | None,
    draft: PolicyDraft,
    note: str,
    by: User,
    now: datetime,
    base: int = 0,
    code: str = "",
) -> TargetRun:
    """The next version of a policy, or a new policy; what runs by it is counted anew in the background.

    `base` is the version that the draft was made from: where another holds by now, nothing is overwritten.
    """
    if policy is not None:
        policy = ServicePolicy.objects.lock(policy.pk)
    can_oversee(by).enforce()
    note = require_reason(note)[:300]
    draft = draft.sound()
    if policy is None:
        policy = ServicePolicy(code=code, name=draft.name, order=draft.order, edited=True)
        policy.full_clean(exclude=["ref"], validate_unique=False)
        with refusing(TAKEN):
            policy.save(force_insert=True)
    else:
        _require_another(policy, draft, base)
        policy.apply(name=draft.name, order=draft.order, edited=True)
    version = next_version(
        policy=policy, conditions=draft.conditions, rules=draft.rules, targets=draft.targets, note=note, by=by, now=now
    )
    changes = {"version": [str(version.number - 1 or ""), str(version.number)]}
    trail.record("issues.policy.published", of=policy, by=by, at=now, changes=changes, reason=note)
    return start_run(
        kind=TargetRunKind.POLICY, policy=policy, reason=f"Policy “{policy.name}”: {note}"[:300], by=by, now=now
    )


@transaction.atomic
def deactivate_policy(*, policy: ServicePolicy, by: User, now: datetime, reason: str) -> TargetRun:
    """It covers nothing any more: its clocks stop with the reason, and what was to be escalated is not."""
    return _switch(policy, False, "deactivated", by, now, reason)


@transaction.atomic
def activate_policy(*, policy: ServicePolicy, by: User, now: datetime, reason: str) -> TargetRun:
    """It covers issues again; clocks that it stopped stay stopped, and those of others that it now takes follow it."""
    return _switch(policy, True, "activated", by, now, reason)


def _switch(policy: ServicePolicy, active: bool, verb: str, by: User, now: datetime, reason: str) -> TargetRun:
    policy = ServicePolicy.objects.lock(policy.pk)
    can_oversee(by).enforce()
    reason = require_reason(reason)
    if policy.active == active:
        raise Refused(f"This policy is {'active' if active else 'not active'} already.")
    changes = policy.apply(active=active, edited=True)
    trail.record(f"issues.policy.{verb}", of=policy, by=by, at=now, changes=changes, reason=reason)
    return start_run(
        kind=TargetRunKind.POLICY,
        policy=policy,
        reason=f"Policy “{policy.name}” {verb}: {reason}"[:300],
        by=by,
        now=now,
    )


def _require_another(policy: ServicePolicy, draft: PolicyDraft, base: int) -> None:
    present = policy.versions.select_related("policy").get(current=True)
    if present.number != base:
        raise Refused(OVERTAKEN)
    if draft_of(present) == draft:
        raise Refused(SAME)
