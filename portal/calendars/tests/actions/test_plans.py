"""Reminder plans: the defaults load once and leave edited ones alone; supervisors change them as a whole."""

import pytest
from django.urls import reverse

from portal.audit.models import AuditEvent
from portal.calendars.actions.plans import change_plan, load_plans
from portal.calendars.models import ReminderPlan
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox import kinds

pytestmark = pytest.mark.django_db

LEVEL = {
    "level": 1,
    "name": "Due",
    "when": "at",
    "amount": 0,
    "unit": "day",
    "audience": "responsible",
    "message_kind": "calendars.deadline.reached",
    "ladder": "E1",
}


@pytest.fixture
def loaded(now):
    assert load_plans(now=now) == ReminderPlan.objects.count() >= 2
    return ReminderPlan.objects.get(code="follow-up")


def test_the_defaults_load_once_and_every_level_names_a_known_kind(loaded, now):
    assert load_plans(now=now) == 0
    assert [(one.when, one.amount, one.ladder) for one in loaded.levels.all()] == [
        ("before", 1, ""), ("at", 0, "E0"), ("after", 1, "E1"), ("after", 3, "E2"),
    ]  # fmt: skip
    for plan in ReminderPlan.objects.all():
        assert plan.source
        assert all(kinds.get(level.message_kind) for level in plan.levels.all())


def test_a_default_that_differs_is_brought_up_to_date_and_an_edited_one_is_left_alone(loaded, supervisor, now):
    loaded.levels.filter(level=4).delete()
    assert load_plans(now=now) == 1
    assert loaded.levels.count() == 4
    change_plan(plan=loaded, levels=[LEVEL], by=supervisor, now=now, name="Ours")
    assert load_plans(now=now) == 0
    loaded.refresh_from_db()
    assert (loaded.name, loaded.edited, loaded.levels.get().name) == ("Ours", True, "Due")
    event = AuditEvent.objects.get(verb="calendars.plan.changed")
    assert event.changes["name"] == ["Follow-up", "Ours"]
    assert event.changes["levels"][1] == "1 Due (at the due date) to responsible, E1"


def test_only_supervisors_change_a_plan(loaded, manager, now):
    with pytest.raises(NotPermitted):
        change_plan(plan=loaded, levels=[], by=manager, now=now)
    assert loaded.levels.count() == 4


@pytest.mark.parametrize(
    ("levels", "reason"),
    [
        ([LEVEL, LEVEL], "same number"),
        ([LEVEL | {"when": "share", "amount": 101}], "at most 100"),
        ([LEVEL | {"when": "after", "amount": "1.5"}], "whole"),
        ([LEVEL | {"message_kind": "nothing"}], "no kind of message"),
        ([LEVEL | {"audience": "responsible+nobody"}], "knows the audience “nobody”"),
        ([LEVEL | {"level": number} for number in range(13)], "at most 12"),
    ],
)
def test_what_could_not_be_told_is_refused(loaded, supervisor, now, levels, reason):
    with pytest.raises(Refused, match=reason):
        change_plan(plan=loaded, levels=levels, by=supervisor, now=now)
    assert loaded.levels.count() == 4


def form(plan, levels):
    data = {"code": plan.code, "name": plan.name, "source": plan.source, "active": "on"}
    data |= {"levels-TOTAL_FORMS": len(levels), "levels-INITIAL_FORMS": sum(pk is not None for pk, _ in levels)}
    for number, (pk, level) in enumerate(levels):
        data |= {f"levels-{number}-{name}": value for name, value in level.items()}
        data |= {f"levels-{number}-id": pk or "", f"levels-{number}-plan": plan.pk or ""}
    return data


def test_a_supervisor_edits_a_plan_with_its_levels(loaded, supervisor, signed_in):
    client = signed_in(supervisor)
    address = reverse("admin:calendars_reminderplan_change", args=[loaded.pk])
    shown = client.get(address).content.decode()
    assert "from now on" in shown
    assert "No deadline." in shown
    known = [(one.pk, {name: getattr(one, name) for name in LEVEL}) for one in loaded.levels.all()]
    known[0][1]["amount"] = 2
    known[3][1]["DELETE"] = "on"
    # The page brings one more row than there are levels; left as it is, it is none.
    untouched = dict.fromkeys(LEVEL, "") | {"amount": "0", "unit": "day"}
    answer = client.post(address, form(loaded, [*known, (None, LEVEL | {"level": 9}), (None, untouched)]))
    assert answer.status_code == 302, answer.content.decode()
    assert [(one.level, one.amount) for one in loaded.levels.all()] == [(1, 2), (2, 0), (3, 1), (9, 0)]
    assert AuditEvent.objects.filter(verb="calendars.plan.changed").count() == 1


def test_a_wrong_level_is_told_on_the_form(loaded, supervisor, signed_in):
    known = [(one.pk, {name: getattr(one, name) for name in LEVEL}) for one in loaded.levels.all()]
    known[1][1].update(when="share", amount=150)
    address = reverse("admin:calendars_reminderplan_change", args=[loaded.pk])
    answer = signed_in(supervisor).post(address, form(loaded, known))
    assert answer.status_code == 200
    assert "at most 100 %" in answer.content.decode()


def test_a_supervisor_adds_a_plan(supervisor, signed_in):
    answer = signed_in(supervisor).post(
        reverse("admin:calendars_reminderplan_add"),
        form(ReminderPlan(code="ours", name="Ours"), [(None, LEVEL)]),
    )
    assert answer.status_code == 302, answer.content.decode()
    plan = ReminderPlan.objects.get(code="ours")
    assert (plan.edited, plan.active, plan.levels.get().ladder) == (True, True, "E1")
