"""Loading the default service policies; one that was changed here is left alone."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from issues.actions.policy_versions import TARGET_FIELDS, next_version, targets_as_values
from issues.models import PolicyVersion, ServicePolicy
from issues.rules.target_rules import DEFAULT_RULES, sound_rules
from portal.calendars.choices import DueTime, StartDay
from portal.lifecycle.catalogs import read_rows

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "service_policies.yaml"
CONDITIONS: Final = ("areas", "category_codes", "severities", "role_codes")
NOTE: Final = "The default policy."
UNLESS: Final = {"start_day": StartDay.EXCLUSIVE, "due_time": DueTime.SAME, "plan": "", "verified": False}


@transaction.atomic
def load_policies(*, now: datetime) -> int:
    """Add missing policies and bring unedited ones up to date; returns how many changed."""
    known = {row.code: row for row in ServicePolicy.objects.select_for_update(of=("self",))}
    return sum(_load(known.get(row["code"]), row, now) for row in read_rows(FILE))


def _load(policy: ServicePolicy | None, row: Mapping[str, Any], now: datetime) -> int:
    values = {"name": row["name"], "order": row["order"]}
    conditions = {name: row.get(name, []) for name in CONDITIONS} | {"participant": None}
    rules = sound_rules(row.get("rules", DEFAULT_RULES))
    targets = [_target(target, row) for target in row["targets"]]
    if policy is None:
        policy = ServicePolicy(code=row["code"], **values)
        policy.save(force_insert=True)
    elif policy.edited:
        return 0
    changed = bool(policy.apply(**values))
    held = PolicyVersion.objects.current().filter(policy=policy).first()
    if held is None or _as_it_is(held, conditions, rules, targets):
        next_version(policy=policy, conditions=conditions, rules=rules, targets=targets, note=NOTE, by=None, now=now)
        return 1
    return int(changed)


def _target(target: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    given = {"source": row["source"]} | UNLESS | target
    return {name: given[name] for name in TARGET_FIELDS} | {"amount": Decimal(given["amount"])}


def _as_it_is(held: PolicyVersion, conditions: Any, rules: Any, targets: Any) -> bool:
    """Whether the file says anything else than the version that holds."""
    differs = any(getattr(held, name) != value for name, value in conditions.items())
    return differs or held.rules != rules or targets_as_values(held) != sorted(targets, key=_order)


def _order(target: Mapping[str, Any]) -> tuple[int, str]:
    return target["severity"], target["kind"]
