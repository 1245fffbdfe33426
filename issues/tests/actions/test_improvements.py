"""Improvements: measured before and after, and shared with departments that learn nothing of whose issues they are."""

from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from accounts.models import User
from accounts.tests.factories import DepartmentFactory
from issues import figures
from issues.actions import improvement_moves as moves
from issues.actions import improvements as actions
from issues.improvement_plot import plot_of
from issues.models import Improvement, ImprovementIssue
from issues.rules import improvements as rules
from issues.tests.factories import IssueFactory
from issues.tests.referral_world import fresh
from portal.lifecycle.refusals import IllegalMove, NotPermitted, Refused
from portal.scoping.today import market_day

IDEA = {"title": "Fewer forms", "problem": "One field is wrong.", "measure": "Share returned", "unit": "%"}


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, Decimal]:
    """A registered figure that can be read again, with the value it has now."""
    values = {"now": Decimal("30.0")}
    monkeypatch.setattr(figures, "_figures", {})
    figures.register("t.share", "Share", "%", lambda topic, since, until: values["now"], topics=lambda *when: [])
    return values


def test_an_item_goes_from_the_problem_to_a_measured_effect(
    desk: SimpleNamespace, manager: User, counted: dict[str, Decimal], now: datetime
) -> None:
    departments = [desk.ems, DepartmentFactory(code="REG", name="Registration")]
    given = {"departments": departments, "figure": "t.share", "topic": "COM-01", "target": Decimal(10), **IDEA}
    with pytest.raises(Refused, match="two departments"):
        actions.propose_improvement(by=manager, now=now, **given | {"departments": [desk.ems], "shared_goal": True})
    item = actions.propose_improvement(by=manager, now=now, shared_goal=True, issue=desk.issue, **given)
    assert (item.baseline, item.baseline_on, item.owner) == (Decimal("30.0"), market_day(now), manager)
    with pytest.raises(NotPermitted, match="Only supervisors accept"):
        moves.accept_improvement(item=item, by=manager, now=now)
    with pytest.raises(IllegalMove):
        moves.begin_improvement(item=item, by=manager, now=now)
    moves.accept_improvement(item=item, by=desk.supervisor, now=now)
    moves.begin_improvement(item=item, by=manager, now=now)
    with pytest.raises(Refused, match="what was changed"):
        moves.measure_effect(item=item, by=manager, now=now)
    actions.note_improvement(item=item, by=desk.specialist, now=now, kind="changed", text="The help text says how.")
    moves.measure_effect(item=item, by=manager, now=now)
    with pytest.raises(Refused, match="Measure it once more"):
        moves.close_improvement(item=item, by=manager, now=now, reason="Better")
    counted["now"] = Decimal("8.0")
    later = now + timedelta(days=40)
    actions.count_improvement(item=item, by=manager, now=later)
    closed = moves.close_improvement(item=item, by=manager, now=later, reason="The check catches it.")
    assert (closed.after, closed.state, fresh(item).ended_at) == (Decimal("8.0"), "closed", later)
    assert rules.reached(closed.baseline, closed.target, closed.after)
    assert rules.way_made(closed.baseline, closed.target, closed.after) == 110
    plot = plot_of(list(item.measurements.order_by("on")), item.baseline, closed.target)
    assert [dot.value for dot in plot.dots] == [30, 8]
    assert plot.dots[0].y < plot.dots[1].y
    assert [step.state for step in item.steps.order_by("pk")] == [
        *("proposed", "accepted", "under_way", "measuring", "closed")
    ]


def test_a_department_reads_and_comments_its_items_and_never_learns_whose_issues_they_are(
    desk: SimpleNamespace, manager: User, now: datetime
) -> None:
    other = actions.propose_improvement(by=manager, now=now, **IDEA)
    item = actions.propose_improvement(by=manager, now=now, departments=[desk.ems], issue=desk.issue, **IDEA)
    assert list(Improvement.objects.visible_to(desk.specialist)) == [item]
    assert not ImprovementIssue.objects.visible_to(desk.specialist).exists()
    with pytest.raises(NotPermitted):
        actions.note_improvement(item=other, by=desk.specialist, now=now, text="Ours?")
    with pytest.raises(NotPermitted):
        actions.change_improvement(item=item, by=desk.specialist, now=now, title="Mine")
    name = desk.issue.participant.name
    for speak in (
        lambda: actions.note_improvement(item=item, by=manager, now=now, text=f"It hit {name.lower()}."),
        lambda: actions.change_improvement(item=item, by=manager, now=now, problem=f"{name} fails."),
        lambda: moves.drop_improvement(item=item, by=manager, now=now, reason=f"{name} left."),
    ):
        with pytest.raises(Refused, match="names a participant"):
            speak()
    actions.note_improvement(item=other, by=manager, now=now, text=f"Seen at {name}.")
    with pytest.raises(Refused, match="names a participant"):
        actions.link_issue(item=other, issue=desk.issue, by=manager, now=now)
    # Nor where it stands in a unit, a remark on a value, or the reason of a step.
    named = [actions.propose_improvement(by=manager, now=now, **IDEA | {"unit": f"at {name}"[:30]})]
    named += [actions.propose_improvement(by=manager, now=now, **IDEA) for _ in range(2)]
    actions.measure_improvement(item=named[1], by=manager, now=now, value=Decimal(3), remark=f"{name} alone")
    moves.drop_improvement(item=named[2], by=manager, now=now, reason=f"Only {name} has it.")
    moves.propose_again(item=named[2], by=manager, now=now, reason="It came back.")
    for one in named:
        with pytest.raises(Refused, match="names a participant"):
            actions.link_issue(item=one, issue=desk.issue, by=manager, now=now)
    with pytest.raises(Refused, match="linked already"):
        actions.link_issue(item=item, issue=desk.issue, by=manager, now=now)
    actions.unlink_issue(item=item, issue=desk.issue, by=manager, now=now)
    assert not item.linked.exists()


def test_a_refused_word_tells_no_department_whose_issues_are_linked(
    desk: SimpleNamespace, mesa: SimpleNamespace, restricted: SimpleNamespace, manager: User, now: datetime
) -> None:
    item = actions.propose_improvement(by=manager, now=now, departments=[desk.ems], issue=desk.issue, **IDEA)
    hidden = IssueFactory(participant=restricted.participant)
    actions.link_issue(item=item, issue=hidden, by=desk.supervisor, now=now)
    item.apply(owner_id=desk.specialist.pk)
    linked, other = desk.issue.participant.name, mesa.participant.name

    def answer(by: User, name: str) -> str:
        try:
            actions.note_improvement(item=item, by=by, now=now, text=f"Ask {name} about it.")
            actions.change_improvement(item=item, by=by, now=now, problem=f"{name} again")
        except Refused as refused:
            return refused.reason.replace(name, "?")
        return ""

    # Linked or not, the department is answered alike; what nobody there may see is like what there is not.
    assert answer(desk.specialist, linked) == answer(desk.specialist, other) != ""
    assert answer(desk.specialist, restricted.participant.name) == answer(desk.specialist, "Nowhere Power") == ""
    assert "names a participant" in answer(manager, linked)
    assert answer(manager, other) == ""
    assert answer(desk.supervisor, restricted.participant.name) != ""
