"""One cause behind the issues of many: each is written to alone, once, and none learns of the others."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from celery import current_app

from accounts.models import User
from issues import nudges
from issues.actions import bulk, systemic_nudge
from issues.actions import systemic as actions
from issues.actions.systemic_telling import deliver
from issues.choices import DeliveryState, IssueState
from issues.models import Comment, Issue, SystemicDelivery, SystemicIssue, SystemicMember
from issues.systemic_lists import candidates
from issues.tests.factories import IssueFactory
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.scoping import wall

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 3)


@pytest.fixture
def hit(
    lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User, now: datetime
) -> tuple[SystemicIssue, list[Issue]]:
    """A cause with an issue of each of two companies."""
    issues = [IssueFactory(participant=one.participant, operating_day=DAY) for one in (lantern, mesa)]
    row = actions.open_systemic(by=supervisor, now=now, title="Reads lost", cause="A disk.", issues=issues)
    return row, issues


def test_one_text_becomes_an_answer_in_each_issue_once(
    hit: tuple[SystemicIssue, list[Issue]], supervisor: User, outsider: User, now: datetime
) -> None:
    row, (first, second) = hit
    actions.tell_all(systemic=row, by=supervisor, now=now, text="The reads are being loaded again.")
    assert not Comment.objects.exists()  # the worker writes them
    assert deliver(now=now) == 2
    assert deliver(now=now) == 0
    assert list(Comment.objects.order_by("issue").values_list("issue", "text")) == [
        (first.pk, "The reads are being loaded again."),
        (second.pk, "The reads are being loaded again."),
    ]
    with wall.inside(outsider.acting_for):
        assert [one.issue_id for one in Comment.objects.visible_to(outsider)] in ([], [second.pk])
        assert not SystemicMember.objects.visible_to(outsider).exists()
        assert not SystemicIssue.objects.visible_to(outsider).exists()


def test_a_text_that_names_one_of_them_reaches_nobody_also_when_that_one_joined_later(
    hit: tuple[SystemicIssue, list[Issue]], lantern: SimpleNamespace, restricted: SimpleNamespace,
    supervisor: User, now: datetime,
) -> None:  # fmt: skip
    row, (first, second) = hit
    for text in ("As at Prairie Lantern Energy", f"As at {lantern.qse.short_name}", "As of 222-22-2222"):
        with pytest.raises(Refused, match="none of whom may learn of the others"):
            actions.tell_all(systemic=row, by=supervisor, now=now, text=text)
    actions.tell_all(systemic=row, by=supervisor, now=now, text="Quiet Harbor Storage told us of it.")
    late = IssueFactory(participant=restricted.participant)
    actions.join_issues(systemic=row, by=supervisor, now=now, issues=[late])
    deliver(now=now)
    assert set(SystemicDelivery.objects.values_list("issue", "state")) == {
        (first.pk, DeliveryState.REFUSED),
        (second.pk, DeliveryState.REFUSED),
    }
    assert not Comment.objects.exists()


def test_what_cannot_be_written_is_told_and_the_others_are_written(
    hit: tuple[SystemicIssue, list[Issue]], supervisor: User, now: datetime
) -> None:
    row, (first, second) = hit
    actions.tell_all(systemic=row, by=supervisor, now=now, text="Loaded again.")
    Issue.objects.filter(pk=first.pk).update(state=IssueState.WITHDRAWN, ended_at=now)
    assert deliver(now=now) == 2
    refused = SystemicDelivery.objects.get(issue=first)
    assert (refused.state, refused.comment) == (DeliveryState.REFUSED, None)
    assert "closed" in refused.refusal
    assert SystemicDelivery.objects.get(issue=second).state == DeliveryState.DONE


def test_closing_resolves_the_chosen_issues_and_leaves_the_others(
    hit: tuple[SystemicIssue, list[Issue]], supervisor: User, now: datetime
) -> None:
    row, (first, second) = hit
    given = {"systemic": row, "by": supervisor, "now": now, "outcome": "The disk was replaced."}
    with pytest.raises(Refused, match="what lay behind"):
        actions.close_systemic(text="All reads are there.", issues=[first], **given)
    actions.close_systemic(text="All reads are there.", cause="operator_system", issues=[first], **given)
    deliver(now=now)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.resolution) == (IssueState.RESOLVED, "All reads are there.")
    assert second.state == IssueState.OPEN
    assert SystemicDelivery.objects.get().comment.text == "All reads are there."
    with pytest.raises(Refused, match="closed"):
        actions.tell_all(systemic=row, by=supervisor, now=now, text="One more thing.")


def test_issues_join_one_cause_leave_it_and_are_suggested_by_what_they_share(
    hit: tuple[SystemicIssue, list[Issue]], lantern: SimpleNamespace, supervisor: User, manager: User, now: datetime
) -> None:
    row, (first, _second) = hit
    alike = IssueFactory(participant=lantern.participant, operating_day=DAY, title="Reads of the plant are missing")
    IssueFactory(participant=lantern.participant, title="Another day")
    assert candidates(supervisor, row, {}) == [alike]
    assert candidates(supervisor, row, {"words": "plant missing"}) == [alike]
    assert candidates(supervisor, row, {"operating_day": DAY, "category": first.category}) == [alike]
    with pytest.raises(NotPermitted):
        actions.join_issues(systemic=row, by=manager, now=now, issues=[alike])
    with pytest.raises(Refused, match="belongs to a systemic issue already"):
        actions.open_systemic(by=supervisor, now=now, title="Other", cause="?", issues=[first])
    actions.take_out(member=SystemicMember.objects.get(issue=first), by=supervisor, now=now)
    actions.tell_all(systemic=row, by=supervisor, now=now, text="Loaded again.")
    deliver(now=now)
    assert not Comment.objects.filter(issue=first).exists()


def test_whatever_a_worker_is_woken_for_is_a_task() -> None:
    current_app.loader.import_default_modules()
    assert {bulk.TASK, nudges.ADVANCE, systemic_nudge.TASK} <= current_app.tasks.keys()
