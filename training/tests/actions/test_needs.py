"""Training needs by hand: the row, its history, whoever hears of it, and who may not."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import User
from participants.actions.joinings import join_participants, undo_joining
from participants.tests.factories import MarketRoleFactory
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import IllegalMove, NotPermitted, Refused
from portal.outbox.models import OutboundMessage
from training.actions.need_outlines import approve_outline, return_outline, send_for_review, write_outline
from training.actions.need_steps import close_need, follow_sessions, measure, schedule_need
from training.actions.needs import accept_need, dismiss_need, propose_need
from training.models import NeedEvidence, TrainingNeed
from training.tests.actions.needing import DAY, ready, returned, told
from training.tests.factories import CourseFactory, NeedEvidenceFactory, NeedFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def terms(lantern: SimpleNamespace, manager: User, now: datetime) -> dict[str, Any]:
    return {
        "title": "Inadvertent gains",
        "problem": "Switches are sent twice.",
        "participant": lantern.participant,
        "by": manager,
        "now": now,
    }


@pytest.fixture
def need(terms: dict[str, Any], coordinator: User) -> TrainingNeed:
    return propose_need(**terms)


def test_an_account_manager_of_level_one_proposes(
    terms: dict[str, Any], manager: User, coordinator: User, now: datetime
) -> None:
    MarketRoleFactory(code="QSE")
    made = propose_need(**terms, role_codes=["QSE"], course=CourseFactory(code="MTK"))
    assert (made.state, made.origin, made.proposed_by) == ("suggested", "account_manager", manager)
    assert (made.role_codes, made.course.code, made.case_count) == (["QSE"], "MTK", 0)
    event = AuditEvent.objects.get(verb="training.trainingneed.proposed")
    assert (event.object_ref, event.participant_id, event.by) == (made.ref, made.participant_id, manager)
    assert told("suggested") == [coordinator.email]
    assert not OutboundMessage.objects.exists(), "suggestions are read on the board"


def test_a_proposal_with_a_source_is_counted(
    terms: dict[str, Any], lantern: SimpleNamespace, mesa: SimpleNamespace, now: datetime
) -> None:
    returned(lantern.participant, now - DAY, times=2)
    returned(mesa.participant, now - DAY)
    counting = {"source": "training.returned_evidence", "topic": "TST-90"}
    assert propose_need(**terms, **counting).case_count == 2
    market = propose_need(**{**terms, "participant": None}, **counting)
    assert (market.case_count, market.participant_count) == (3, 2)
    with pytest.raises(Refused, match="open training need on this topic"):
        propose_need(**terms, **counting)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"title": " \n"}, "what people should learn"),
        ({"problem": " "}, "what goes wrong"),
        ({"role_codes": ["NOPE"]}, "Not a market role: NOPE"),
        ({"source": "nobody"}, "Nothing is counted"),
        ({"source": "training.returned_evidence"}, "which topic"),
        ({"title": "x" * 161}, "160"),
    ],
)
def test_a_proposal_says_enough(terms: dict[str, Any], given: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        propose_need(**{**terms, **given})
    assert not TrainingNeed.objects.exists()


def test_who_may_not_propose(
    terms: dict[str, Any], colleague: User, specialist: User, org_admin: User, auditor: User
) -> None:
    for person in (colleague, specialist, org_admin, auditor):
        with pytest.raises(NotPermitted):
            propose_need(**{**terms, "by": person})
    assert propose_need(**{**terms, "by": colleague, "participant": None}).participant is None


def test_level_one_proposes_and_does_not_decide(
    need: TrainingNeed, manager: User, colleague: User, now: datetime
) -> None:
    for person in (manager, colleague):
        with pytest.raises(NotPermitted, match="senior account managers"):
            accept_need(need=need, by=person, now=now)


def test_the_number_before_is_given_by_hand_with_a_note(
    need: TrainingNeed, senior: User, manager: User, now: datetime
) -> None:
    with pytest.raises(Refused, match="what was counted"):
        accept_need(need=need, by=senior, now=now, baseline_count=12)
    accepted = accept_need(need=need, by=senior, now=now, baseline_count=12, baseline_note="Calls since August")
    assert (accepted.state, accepted.baseline_count, accepted.accepted_at) == ("open", 12, now)
    assert told("accepted") == [manager.email]
    with pytest.raises(IllegalMove):
        accept_need(need=need, by=senior, now=now)


def test_a_counted_need_takes_no_number_by_hand(terms: dict[str, Any], senior: User, now: datetime) -> None:
    counted = propose_need(**terms, source="training.returned_evidence", topic="TST-90")
    with pytest.raises(Refused, match="counted by the portal"):
        accept_need(need=counted, by=senior, now=now, baseline_count=3, baseline_note="My own")
    assert accept_need(need=counted, by=senior, now=now).baseline_count == 0


def test_dismissing_needs_a_reason(need: TrainingNeed, senior: User, manager: User, now: datetime) -> None:
    with pytest.raises(Refused, match="reason"):
        dismiss_need(need=need, by=senior, now=now, reason=" ")
    done = dismiss_need(need=need, by=senior, now=now, reason="One person left.")
    assert (done.state, done.ended_at, done.quiet_until) == ("dismissed", now, now + 90 * DAY)
    assert told("dismissed") == [manager.email]


def test_nobody_reviews_the_own_outline(
    need: TrainingNeed, senior: User, coordinator: User, supervisor: User, now: datetime
) -> None:
    accept_need(need=need, by=senior, now=now)
    write_outline(need=need, by=senior, now=now, outline="1. Why")
    write_outline(need=need, by=coordinator, now=now, outline="1. Why\n2. How")
    with pytest.raises(Refused, match="may not review"):
        send_for_review(need=need, by=coordinator, now=now, reviewer=senior)
    sent = send_for_review(need=need, by=coordinator, now=now, reviewer=supervisor)
    assert (sent.designer, sent.reviewer, told("to_review")) == (coordinator, supervisor, [supervisor.email])
    for writer in (senior, coordinator):
        with pytest.raises(NotPermitted, match="did not write"):
            approve_outline(need=need, by=writer, now=now)
    assert approve_outline(need=need, by=supervisor, now=now).state == "approved"
    assert told("approved") == [coordinator.email]
    with pytest.raises(Refused, match="not written on any more"):
        write_outline(need=need, by=senior, now=now, outline="Other")


def test_a_returned_outline_goes_back_to_who_wrote_it(
    need: TrainingNeed, senior: User, supervisor: User, now: datetime
) -> None:
    accept_need(need=need, by=senior, now=now)
    with pytest.raises(IllegalMove):
        send_for_review(need=need, by=senior, now=now)
    write_outline(need=need, by=senior, now=now, outline="1. Why")
    send_for_review(need=need, by=senior, now=now)
    with pytest.raises(Refused, match="in review"):
        write_outline(need=need, by=senior, now=now, outline="Other")
    back = return_outline(need=need, by=supervisor, now=now, reason="Add an exercise.")
    assert (back.state, back.reason, told("returned")) == ("outline", "Add an exercise.", [senior.email])
    with pytest.raises(Refused, match="not in review"):
        return_outline(need=need, by=supervisor, now=now, reason="Again")


def test_only_the_training_department_schedules_and_only_what_was_reviewed(
    need: TrainingNeed, senior: User, supervisor: User, coordinator: User, manager: User, now: datetime
) -> None:
    session = SessionFactory(starts_at=now + DAY, ends_at=now + 2 * DAY)
    with pytest.raises(Refused, match="outline is reviewed"):
        schedule_need(need=need, session=session, by=coordinator, now=now)
    ready(need, designer=senior, reviewer=supervisor, now=now)
    with pytest.raises(NotPermitted):
        schedule_need(need=need, session=session, by=senior, now=now)
    with pytest.raises(Refused, match="over or canceled"):
        schedule_need(need=need, session=session, by=coordinator, now=now + 3 * DAY)
    scheduled = schedule_need(need=need, session=session, by=coordinator, now=now)
    assert (scheduled.state, list(scheduled.sessions.all())) == ("scheduled", [session])
    assert told("scheduled") == sorted([senior.email, manager.email])
    with pytest.raises(Refused, match="already"):
        schedule_need(need=need, session=session, by=coordinator, now=now)


def test_a_need_by_hand_is_closed_with_the_number_after(
    need: TrainingNeed, senior: User, supervisor: User, coordinator: User, manager: User, now: datetime
) -> None:
    accept_need(need=need, by=senior, now=now, baseline_count=12, baseline_note="Calls since August")
    need = ready(TrainingNeed.objects.get(), designer=senior, reviewer=supervisor, now=now)
    session = SessionFactory(starts_at=now + DAY, ends_at=now + 2 * DAY)
    schedule_need(need=need, session=session, by=coordinator, now=now)
    follow_sessions(need=need, now=now + 3 * DAY)
    later = now + 95 * DAY
    with pytest.raises(IllegalMove):
        close_need(need=need, by=senior, now=later, effect_note="Better")
    measure(need=need, now=later)
    with pytest.raises(Refused, match="number of cases"):
        close_need(need=need, by=senior, now=later, effect_note="Better")
    closed = close_need(need=need, by=senior, now=later, effect_note="Fewer calls.", effect_count=5)
    assert (closed.state, closed.baseline_count, closed.effect_count, closed.ended_at) == ("closed", 12, 5, later)
    assert told("closed") == [manager.email]


def test_a_further_session_begins_the_ninety_days_anew(
    need: TrainingNeed, senior: User, supervisor: User, coordinator: User, now: datetime
) -> None:
    ready(need, designer=senior, reviewer=supervisor, now=now)
    first, second = (SessionFactory(starts_at=now + n * DAY, ends_at=now + (n + 1) * DAY) for n in (1, 20))
    schedule_need(need=need, session=first, by=coordinator, now=now)
    assert follow_sessions(need=need, now=now + 3 * DAY)
    again = schedule_need(need=need, session=second, by=coordinator, now=now + 4 * DAY)
    assert (again.state, again.held_at, again.measure_at) == ("scheduled", None, None)
    assert follow_sessions(need=need, now=now + 22 * DAY)
    need.refresh_from_db()
    assert (need.state, need.measure_at) == ("held", second.ends_at + 90 * DAY)


def test_who_may_not_see_a_restricted_participant_learns_nothing_of_its_needs(
    restricted: SimpleNamespace, senior: User, coordinator: User, manager: User, supervisor: User, now: datetime
) -> None:
    of_one = NeedFactory(participant=restricted.participant)
    market = NeedFactory()
    NeedEvidenceFactory(need=market, participant=restricted.participant)
    for person, needs, cases in ((coordinator, 1, 0), (manager, 1, 0), (senior, 2, 1), (supervisor, 2, 1)):
        assert TrainingNeed.objects.visible_to(person).count() == needs
        assert NeedEvidence.objects.visible_to(person).count() == cases
    with pytest.raises(NotPermitted, match="no such participant"):
        accept_need(need=of_one, by=coordinator, now=now)


def test_needs_move_when_companies_are_joined_unless_both_have_the_same_one(
    lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    moving = NeedFactory(participant=mesa.participant, topic="A")
    doubled = NeedFactory(participant=mesa.participant, topic="B")
    NeedFactory(participant=lantern.participant, topic="B")
    case = NeedEvidenceFactory(need=moving, participant=mesa.participant)
    given = {"by": supervisor, "now": now, "reason": "One company"}
    joining = join_participants(kept=lantern.participant, absorbed=mesa.participant, **given)
    owners = {row.pk: row.participant for row in TrainingNeed.objects.select_related("participant")}
    assert (owners[moving.pk], owners[doubled.pk]) == (lantern.participant, mesa.participant)
    assert NeedEvidence.objects.get(pk=case.pk).participant == lantern.participant
    undo_joining(joining=joining, **given)
    assert TrainingNeed.objects.get(pk=moving.pk).participant == mesa.participant
