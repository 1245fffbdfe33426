"""The numbers that reports keep to: loaded, and changed at the desk."""

from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction

from accounts.models import ReportRule, User
from accounts.report_permissions import can_change_rules
from portal.audit import trail
from portal.lifecycle.catalogs import read_rows
from portal.lifecycle.refusals import Refused

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "report_rules.yaml"
FIELDS: Final = ("name", "about", "unit", "value", "least", "most", "source")


@transaction.atomic
def load_report_rules(*, now: datetime) -> int:
    """Add missing rules and bring unedited ones up to date; returns how many changed."""
    known = {row.code: row for row in ReportRule.objects.select_for_update()}
    changed = 0
    for order, default in enumerate(read_rows(FILE), start=1):
        values = {field: default[field] for field in FIELDS} | {"order": order}
        row = known.get(default["code"])
        if row is None:
            ReportRule(code=default["code"], **values).save(force_insert=True)
            changed += 1
        elif not row.edited and row.apply(**values):
            changed += 1
    return changed


@transaction.atomic
def change_report_rule(*, rule: ReportRule, value: int, by: User, now: datetime) -> ReportRule:
    """From now on; what is published already stays as it is."""
    rule = ReportRule.objects.lock(rule.pk)
    can_change_rules(by).enforce()
    if not rule.least <= value <= rule.most:
        raise Refused(f"“{rule.name}” goes from {rule.least} to {rule.most}.")
    changes = rule.apply(value=value, edited=True)
    if "value" in changes:
        trail.record("accounts.reportrule.changed", of=rule, by=by, at=now, changes=changes)
    return rule
