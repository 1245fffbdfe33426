"""Rules of retention: the defaults, a supervisor's own numbers, and the sweep that erases what is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from accounts import permissions, retention
from accounts.models import RetentionRule, User
from portal.audit import history, trail
from portal.lifecycle.catalogs import read_rows
from portal.lifecycle.refusals import Refused

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "retention.yaml"
BATCH: Final = 500
ROUNDS: Final = 40
WHY: Final = "Say why; colleagues will read it later."
DAYS: Final = f"Data are kept for {RetentionRule.LEAST} to {RetentionRule.MOST:,} days."
SAME: Final = "Nothing is changed."


@dataclass(frozen=True)
class Outlook:
    """A rule looked at ahead: of how many rows the data would be erased by the next run."""

    rule: RetentionRule
    title: str
    keep_days: int
    active: bool
    due: int


@transaction.atomic
def load_retention(*, now: datetime) -> int:
    """Add missing rules and bring unedited ones up to date; returns how many changed."""
    known = {row.code: row for row in RetentionRule.objects.select_for_update()}
    changed = 0
    for default in read_rows(FILE):
        row = known.get(default["code"])
        if row is None:
            RetentionRule(**default).save(force_insert=True)
            changed += 1
        elif not row.edited and row.apply(**default):
            changed += 1
    return changed


def outlook(*, rule: RetentionRule, keep_days: int, active: bool, now: datetime) -> Outlook:
    """What a choice would do, before anybody decides."""
    _require_days(keep_days)
    kind = retention.kind(rule.code)
    if kind is None:
        return Outlook(rule, rule.code, keep_days, active, 0)
    return Outlook(rule, kind.title, keep_days, active, kind.due(now - timedelta(days=keep_days)).count())


@transaction.atomic
def change_retention(
    *, rule: RetentionRule, keep_days: int, active: bool, by: User, now: datetime, reason: str
) -> RetentionRule:
    """Another number of days, or the rule switched on or off; it counts from the next run on."""
    rule = RetentionRule.objects.lock(rule.pk)
    permissions.can_edit_catalog(by).enforce()
    _require_days(keep_days)
    reason = reason.strip()[:300]
    if not reason:
        raise Refused(WHY)
    changes = rule.apply(keep_days=keep_days, active=active)
    if not changes:
        raise Refused(SAME)
    rule.apply(edited=True)
    trail.record("accounts.retentionrule.changed", of=rule, by=by, at=now, changes=changes, reason=reason)
    return rule


def erase_due(*, now: datetime) -> Mapping[str, int]:
    """Sweep: by each rule that is switched on, some hundred rows a transaction; safe to run twice at once."""
    return {rule.code: _erase(rule, now) for rule in RetentionRule.objects.filter(active=True)}


def _erase(rule: RetentionRule, now: datetime) -> int:
    total = 0
    for _ in range(ROUNDS):
        erased = _erase_some(rule.pk, now)
        total += erased
        if erased < BATCH:
            break
    return total


@transaction.atomic
def _erase_some(pk: int, now: datetime) -> int:
    """The rule is asked again under its lock: somebody may have switched it off a moment ago."""
    rule = RetentionRule.objects.lock(pk)
    kind = retention.kind(rule.code)
    if kind is None or not rule.active:
        return 0
    due = kind.due(now - timedelta(days=rule.keep_days))
    free = due.order_by("pk").select_for_update(of=("self",), skip_locked=True)
    keys = list(free.values_list("pk", flat=True)[:BATCH])
    erased = kind.erase(due.model._default_manager.filter(pk__in=keys)) if keys else 0
    history.erase(due.model, keys)
    if erased:
        told: dict[str, Any] = {"erased": ["", str(erased)]}
        trail.record("accounts.retentionrule.erased", of=rule, by=None, at=now, changes=told)
    return erased


def _require_days(keep_days: int) -> None:
    if not RetentionRule.LEAST <= keep_days <= RetentionRule.MOST:
        raise Refused(DAYS)
