"""Calendars and reminder plans, as sections of the configuration file."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from portal.calendars import drafts
from portal.calendars.actions.calendars import publish_version
from portal.calendars.actions.plans import CHANGEABLE, LEVEL_FIELDS, change_plan
from portal.calendars.loading import draft_of, held_versions
from portal.calendars.models import Calendar, ReminderPlan
from portal.lifecycle import configuration
from portal.lifecycle.configuration import Part, Values
from portal.lifecycle.configuration_text import plain
from portal.lifecycle.refusals import Refused

LEVELS = "A level needs a number, a name, when, an audience and a kind of message."


def register() -> None:
    configuration.register(Part("calendars", "Calendars", calendars, _change_calendar))
    configuration.register(Part("reminder-plans", "Reminder plans", plans, _change_plan, _add_plan))


def calendars() -> dict[str, Values]:
    return {version.calendar.code: plain(drafts.to_json(draft_of(version))) for version in held_versions()}


def plans() -> dict[str, Values]:
    rows = ReminderPlan.objects.order_by("code").prefetch_related("levels")
    return {
        plan.code: plain(
            {name: getattr(plan, name) for name in CHANGEABLE}
            | {
                "levels": [
                    {name: getattr(level, name) for name in LEVEL_FIELDS}
                    for level in sorted(plan.levels.all(), key=lambda level: level.level)
                ]
            }
        )
        for plan in rows
    }


def _change_calendar(code: str, values: Values, names: Iterable[str], *, by: Any, now: datetime, reason: str) -> None:
    draft = drafts.from_json(values)
    publish_version(
        calendar=Calendar.objects.get(code=code),
        week=values["week"],
        zone=draft.zone,
        holidays=draft.holidays,
        entered_yearly=draft.entered_yearly,
        note=reason,
        by=by,
        now=now,
    )


def _change_plan(code: str, values: Values, names: Iterable[str], **who: Any) -> None:
    _write_plan(ReminderPlan.objects.get(code=code), values, who)


def _add_plan(code: str, values: Values, **who: Any) -> None:
    _write_plan(None, {"source": "", "verified": False, "active": True} | values, who | {"code": code})


def _write_plan(plan: ReminderPlan | None, values: Values, who: dict[str, Any]) -> None:
    who.pop("reason")
    try:
        fields = {name: values[name] for name in CHANGEABLE}
        change_plan(plan=plan, levels=values["levels"], **fields, **who)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise Refused(LEVELS) from error
