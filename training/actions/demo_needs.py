"""The demo world's training needs: proposed, outlined, reviewed, scheduled, held and judged by the same actions."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from accounts.models import User
from participants.models import Participant
from training.actions import need_outlines as outlines
from training.actions import need_steps as steps
from training.actions.coverage import count_coverage
from training.actions.need_sweep import suggest_needs
from training.actions.needs import accept_need, dismiss_need, propose_need
from training.actions.sessions import add_session, finish_session, publish_session
from training.choices import Format
from training.models import Course, TrainingNeed
from training.rules.needs import measured_from

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo" / "needs.yaml"
AT_NINE: Final = 15  # in UTC


def fill_needs(*, now: datetime) -> None:
    """What the file tells, each thing on its day before `now`; then what the sweeps find."""
    staff = {person.email.partition("@")[0]: person for person in User.objects.staff()}
    for row in yaml.safe_load(FILE.read_text(encoding="utf-8"))["needs"]:
        need = _proposed(row, staff, now)
        for step in row.get("then", ()):
            need = _step(need, step, staff, now)
        _followed(need, now)
    suggest_needs(now=now)
    count_coverage(now=now)


def _proposed(row: dict[str, Any], staff: dict[str, User], now: datetime) -> TrainingNeed:
    return propose_need(
        title=row["title"],
        problem=row["problem"],
        participant=Participant.objects.get(name=row["participant"]) if "participant" in row else None,
        course=Course.objects.get(code=row["course"]) if "course" in row else None,
        role_codes=row.get("roles", ()),
        by=staff[row["by"]],
        now=now + timedelta(days=row["added"]),
    )


def _step(need: TrainingNeed, step: dict[str, Any], staff: dict[str, User], now: datetime) -> TrainingNeed:
    who = {"need": need, "by": staff[step["by"]], "now": now + timedelta(days=step["days"])}
    if "accept" in step:
        return accept_need(baseline_count=step["accept"], baseline_note=step["note"], **who)
    if "outline" in step:
        return outlines.write_outline(outline=step["outline"], **who)
    if "send" in step:
        return outlines.send_for_review(reviewer=staff[step["send"]], **who)
    if "return" in step:
        return outlines.return_outline(reason=step["return"], **who)
    if "approve" in step:
        return outlines.approve_outline(**who)
    if "schedule" in step:
        return _scheduled(step, now, **who)
    if "dismiss" in step:
        return dismiss_need(reason=step["dismiss"], **who)
    _followed(need, now)
    return steps.close_need(effect_count=step["close"], effect_note=step["note"], **who)


def _scheduled(step: dict[str, Any], today: datetime, *, need: TrainingNeed, by: User, now: datetime) -> TrainingNeed:
    """A published session on its day, finished where that day is over."""
    begins = (today + timedelta(days=step["schedule"])).replace(hour=AT_NINE, minute=0, second=0, microsecond=0)
    ends = begins + timedelta(hours=step["hours"])
    session = add_session(
        course=need.course, format=Format.CLASSROOM, days=[(begins, ends)], place=step["place"], seats=step["seats"],
        audience=need.role_codes, by=by, now=now,
    )  # fmt: skip
    session = publish_session(session=session, by=by, now=now)
    need = steps.schedule_need(need=need, session=session, by=by, now=now)
    if ends < today:
        finish_session(session=session, by=by, now=ends + timedelta(hours=1))
    return need


def _followed(need: TrainingNeed, now: datetime) -> None:
    """What the sweeps would have done by now."""
    need.refresh_from_db()
    taught = need.sessions.order_by("-ends_at").values_list("ends_at", flat=True).first()
    if taught is None or taught > now:
        return
    steps.follow_sessions(need=need, now=taught + timedelta(hours=2))
    counted = measured_from(taught)[1]
    if counted < now:
        steps.measure(need=need, now=counted + timedelta(hours=1))
