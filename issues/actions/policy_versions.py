"""Versions of service policies: what one is made of, and how the next one is written."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from accounts.models import User
from issues.choices import Area, Severity, TargetKind
from issues.models import Category, PolicyVersion, ServicePolicy, ServiceTarget
from issues.policies import as_target
from participants.models import MarketRole
from portal.calendars.models import Calendar, ReminderPlan
from portal.lifecycle.refusals import Refused

TARGET_FIELDS: Final = (
    "severity", "kind", "amount", "unit", "start_day", "due_time", "calendar", "plan", "source", "verified",
)  # fmt: skip


def next_version(
    *,
    policy: ServicePolicy,
    conditions: Mapping[str, Any],
    rules: Mapping[str, Any],
    targets: Iterable[Mapping[str, Any]],
    note: str,
    by: User | None,
    now: datetime,
) -> PolicyVersion:
    """The version that holds from now on. Call while holding the policy's lock; everything given is sound."""
    former = policy.versions.order_by("-number").first()
    policy.versions.filter(current=True).update(current=False)
    version = PolicyVersion(
        policy=policy,
        number=former.number + 1 if former is not None else 1,
        rules=rules,
        note=note,
        published_at=now,
        published_by=by,
        **conditions,
    )
    version.save(force_insert=True)
    ServiceTarget.objects.bulk_create([ServiceTarget(version=version, **target) for target in targets])
    return version


def targets_as_values(version: PolicyVersion) -> list[dict[str, Any]]:
    """The targets as plain values, in their order."""
    rows = version.targets.order_by("severity", "kind").values(*TARGET_FIELDS)
    return [dict(row) for row in rows]


def sound_conditions(given: Mapping[str, Any]) -> dict[str, Any]:
    """The conditions as they are stored; `Refused` for what names nothing."""
    known: dict[str, set[Any]] = {
        "areas": set(Area.values),
        "severities": set(Severity.values),
        "category_codes": set(Category.objects.values_list("code", flat=True)),
        "role_codes": set(MarketRole.objects.values_list("code", flat=True)),
    }
    found: dict[str, Any] = {"participant": given.get("participant")}
    for name, values in known.items():
        wanted = list(dict.fromkeys(given.get(name, ())))
        if set(wanted) - values:
            raise Refused("A condition names something that is not there.")
        found[name] = sorted(wanted)
    return found


def sound_targets(given: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The targets as they are stored; `Refused` in words for what cannot be counted."""
    calendars = set(Calendar.objects.values_list("code", flat=True))
    plans = set(ReminderPlan.objects.values_list("code", flat=True)) | {""}
    found: dict[tuple[int, str], dict[str, Any]] = {}
    for values in given:
        target = {name: values[name] for name in TARGET_FIELDS} | {"amount": Decimal(values["amount"])}
        key = (target["severity"], target["kind"])
        if key[0] not in Severity.values or key[1] not in TargetKind.values:
            raise Refused("There is no such target.")
        if target["calendar"] not in calendars or target["plan"] not in plans:
            raise Refused("Choose one of the calendars and one of the reminder plans.")
        if key in found:
            raise Refused(f"{_named(target)} is given twice.")
        if target["amount"] <= 0:
            raise Refused(f"{_named(target)}: give more than nothing, or leave it out.")
        try:
            as_target(ServiceTarget(**target))
            if target["unit"] == "day" and target["amount"] % 1:
                raise ValueError("Days are counted whole.")
        except ValueError as error:
            raise Refused(f"{_named(target)}: {error}") from error
        found[key] = target
    if not found:
        raise Refused("A policy promises something: give at least one target.")
    return [found[key] for key in sorted(found)]


def _named(target: Mapping[str, Any]) -> str:
    return f"{TargetKind(target['kind']).label}, {Severity(target['severity']).label.lower()}"
