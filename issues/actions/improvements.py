"""Improvement items: proposed, changed, measured, talked about, and the issues in which the problem showed."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction

from accounts.models import Department, User
from issues import figures, permissions
from issues.actions.speaking import sound_text
from issues.choices.improvements import ImprovementState, ImprovementWord
from issues.models import Improvement, ImprovementIssue, ImprovementNote, ImprovementStep, Issue, Measurement
from issues.release_check import companies_named
from issues.rules.naming import named_in
from participants.actions.participants import tidy
from participants.actions.shape import require_shape
from participants.models import Participant, Registration
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

UNTITLED: Final = "Say in a few words what gets better."
UNMEASURED: Final = "Say what is measured, and in which unit."
NAMED: Final = "Departments read this, and it names a participant (“{name}”). Take the name out."
AHEAD: Final = "Nothing can have been measured on a day to come."
NO_FIGURE: Final = "The portal does not count this: write the value down."
NOTHING_COUNTED: Final = "There was nothing to count within the last ninety days."
OVER: Final = "This improvement is over."
NO_GOAL: Final = "A shared goal is shared by two departments at least."
TEXTS: Final = ("title", "problem", "measure", "unit")


@transaction.atomic
def propose_improvement(
    *,
    by: User,
    now: datetime,
    title: str,
    problem: str,
    measure: str,
    unit: str,
    owner: User | None = None,
    departments: Iterable[Department] = (),
    figure: str = "",
    topic: str = "",
    issue: Issue | None = None,
    **plan: Any,
) -> Improvement:
    """A problem with its measure; where the portal counts the figure itself, today's is the baseline.

    `plan`: baseline and baseline_on, target, due_on, shared_goal.
    """
    permissions.can_propose_improvement(by).enforce()
    departments = list(departments)
    counted = _counted(figure, topic, now) if figure else None
    if counted is not None and plan.get("baseline") is None:
        plan |= {"baseline": counted, "baseline_on": market_day(now)}
    values = _sound(now, {"title": title, "problem": problem, "measure": measure, "unit": unit}, plan)
    _require_goal(plan.get("shared_goal", False), departments)
    item = Improvement(
        figure=figure, topic=topic if figure else "", owner=owner or by, proposed_by=by, proposed_at=now, **values
    )
    _require_owner(item.owner)
    item.save(force_insert=True)
    item.departments.set(departments)
    add_step(item, by=by, now=now)
    if item.baseline is not None:
        Measurement.objects.create(
            item=item, on=item.baseline_on, value=item.baseline, remark="Baseline", counted=counted is not None, by=by
        )
    trail.record("issues.improvement.proposed", of=item, by=by, at=now)
    if issue is not None:
        link_issue(item=item, issue=issue, by=by, now=now)
    return item


@transaction.atomic
def change_improvement(
    *,
    item: Improvement,
    by: User,
    now: datetime,
    departments: Iterable[Department] | None = None,
    owner: User | None = None,
    **values: Any,
) -> Improvement:
    """Other words, another target, owner or day; which departments share it."""
    item = to_work_on(item, by)
    texts = {name: values.pop(name) for name in TEXTS if name in values}
    whose = list(item.departments.all()) if departments is None else list(departments)
    _require_goal(values.get("shared_goal", item.shared_goal), whose)
    sound = _sound(now, texts, values)
    require_no_names(item, by, *(str(sound[name]) for name in texts))
    if owner is not None:
        _require_owner(owner)
        sound["owner"] = owner
    changes = item.apply(**sound)
    before = sorted(item.departments.values_list("code", flat=True))
    if departments is not None and before != (after := sorted(one.code for one in whose)):
        item.departments.set(whose)
        changes["departments"] = [", ".join(before), ", ".join(after)]
    if changes:
        trail.record("issues.improvement.changed", of=item, by=by, at=now, changes=changes)
    return item


@transaction.atomic
def measure_improvement(
    *, item: Improvement, by: User, now: datetime, value: Decimal, on: date | None = None, remark: str = ""
) -> Measurement:
    """The value of one day, written down; the same day again corrects it."""
    item = to_work_on(item, by)
    on = on or market_day(now)
    if on > market_day(now):
        raise Refused(AHEAD)
    require_no_names(item, by, remark)
    return _keep(item, on, value, tidy(remark), counted=False, by=by, now=now)


@transaction.atomic
def count_improvement(*, item: Improvement, by: User, now: datetime) -> Measurement:
    """Today's value, counted by the portal as the baseline was."""
    item = to_work_on(item, by)
    if not item.figure:
        raise Refused(NO_FIGURE)
    value = _counted(item.figure, item.topic, now)
    if value is None:
        raise Refused(NOTHING_COUNTED)
    return _keep(item, market_day(now), value, "", counted=True, by=by, now=now)


@transaction.atomic
def note_improvement(
    *, item: Improvement, by: User, now: datetime, text: str, kind: str = ImprovementWord.COMMENT
) -> ImprovementNote:
    """A comment, the notes of a workshop, or what was changed: read by the desk and all departments of the item."""
    item = Improvement.objects.lock(item.pk)
    permissions.can_note_improvement(by, item).enforce()
    if kind not in ImprovementWord.values:
        raise Refused("Choose what it is.")
    text = sound_text(text)
    require_no_names(item, by, text)
    note = ImprovementNote(item=item, kind=kind, text=text, author=by, at=now)
    note.save(force_insert=True)
    trail.record("issues.improvement.noted", of=item, by=by, at=now, changes={"kind": ["", kind]})
    return note


@transaction.atomic
def link_issue(*, item: Improvement, issue: Issue, by: User, now: datetime) -> ImprovementIssue:
    """The problem showed in this issue; departments learn only how many there are."""
    item = Improvement.objects.lock(item.pk)
    permissions.can_work_on_issue(by, issue).enforce()
    if not item.is_open:
        raise Refused(OVER)
    _require_nameless(issue.participant, _read_by_departments(item))
    link, made = ImprovementIssue.objects.get_or_create(
        item=item, issue=issue, defaults={"participant_id": issue.participant_id, "by": by, "at": now}
    )
    if not made:
        raise Refused("This issue is linked already.")
    trail.record("issues.improvement.linked", of=item, by=by, at=now)
    return link


@transaction.atomic
def unlink_issue(*, item: Improvement, issue: Issue, by: User, now: datetime) -> Improvement:
    item = Improvement.objects.lock(item.pk)
    permissions.can_work_on_issue(by, issue).enforce()
    if not ImprovementIssue.objects.filter(item=item, issue=issue).delete()[0]:
        raise Refused("This issue is not linked.")
    trail.record("issues.improvement.unlinked", of=item, by=by, at=now)
    return item


def to_work_on(item: Improvement, by: User) -> Improvement:
    """Lock, permit, and only what is not over."""
    item = Improvement.objects.select_related("owner").lock(item.pk)
    permissions.can_edit_improvement(by, item).enforce()
    if not item.is_open:
        raise Refused(OVER)
    return item


def add_step(item: Improvement, *, by: User, now: datetime, reason: str = "") -> None:
    ImprovementStep(item=item, state=item.state, at=now, by=by, reason=reason[:300]).save(force_insert=True)


def _read_by_departments(item: Improvement) -> list[str]:
    """All that was written in the item so far."""
    said = item.notes.values_list("text", flat=True)
    remarks = item.measurements.exclude(remark="").values_list("remark", flat=True)
    reasons = item.steps.exclude(reason="").values_list("reason", flat=True)
    return [*(getattr(item, name) for name in TEXTS), *said, *remarks, *reasons]


def require_no_names(item: Improvement, by: User, *texts: str) -> None:
    """That no text names a participant whose issue is linked.

    A refusal tells nobody what that person may not see: linked participants count that the person may see, and for a
    department, which learns of no link, every participant it may see, linked or not.
    """
    if not by.can("issues.view"):
        if named := companies_named("\n".join(texts), Participant.objects.visible_to(by)):
            raise Refused(NAMED.format(name=named[0]))
        return
    for participant in Participant.objects.visible_to(by).filter(pk__in=item.linked.values("participant")):
        _require_nameless(participant, texts)


def _require_nameless(participant: Participant, texts: Iterable[str]) -> None:
    rows = Registration.objects.of(participant).values_list("short_name", "duns")
    names = [participant.name, participant.duns, *(one for row in rows for one in row)]
    if found := named_in("\n".join(texts), [name for name in names if name]):
        raise Refused(NAMED.format(name=found[0]))


def _keep(
    item: Improvement, on: date, value: Decimal, remark: str, *, counted: bool, by: User, now: datetime
) -> Measurement:
    require_shape(Measurement(value=value, remark=remark), "value", "remark")
    given = {"value": value, "remark": remark, "counted": counted, "by": by}
    row, _ = Measurement.objects.update_or_create(item=item, on=on, defaults=given)
    if item.baseline is None:
        item.apply(baseline=value, baseline_on=on)
    elif item.state == ImprovementState.MEASURING:
        item.apply(after=value, after_on=on)
    trail.record("issues.improvement.measured", of=item, by=by, at=now, changes={"value": ["", f"{value} on {on}"]})
    return row


def _counted(key: str, topic: str, now: datetime) -> Decimal | None:
    found = figures.get(key)
    if found is None:
        raise Refused(NO_FIGURE)
    return found.read(topic, now)


def _sound(now: datetime, texts: dict[str, str], plan: dict[str, Any]) -> dict[str, Any]:
    values = {name: text.strip() if name == "problem" else tidy(text) for name, text in texts.items()}
    if "" in (values.get("title"), values.get("problem")):
        raise Refused(UNTITLED)
    if "" in (values.get("measure"), values.get("unit")):
        raise Refused(UNMEASURED)
    values |= {name: value for name, value in plan.items() if value is not None or name in ("target", "due_on")}
    if (baseline := plan.get("baseline")) is not None:
        values |= {"baseline": baseline, "baseline_on": plan.get("baseline_on") or market_day(now)}
        if values["baseline_on"] > market_day(now):
            raise Refused(AHEAD)
    else:
        values.pop("baseline_on", None)
    require_shape(Improvement(**values), *values)
    return values


def _require_goal(shared: bool, departments: list[Department]) -> None:
    if shared and len(departments) < 2:
        raise Refused(NO_GOAL)


def _require_owner(owner: User) -> None:
    if not owner.is_active or not (owner.can("issues.work") or owner.can("referrals.answer")):
        raise Refused("Only active colleagues of the desk or of a department own an improvement.")
