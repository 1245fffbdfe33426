"""Follow-ups go along when companies are joined and when somebody's work is handed over."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.tests.factories import StaffFactory
from participants.actions.assignments import hand_over
from participants.actions.follow_up_steps import finish_follow_up, postpone_follow_up
from participants.actions.follow_ups import add_follow_up
from participants.actions.joinings import join_participants, preview_joining, undo_joining
from participants.models import FollowUp
from participants.tests.actions.following_up import clock_of, load_deadlines
from participants.tests.factories import AssignmentFactory, FollowUpFactory, ParticipantFactory
from portal.audit.models import AuditEvent
from portal.outbox.models import Notification, OutboundMessage

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _deadlines(db: None, now: datetime) -> None:
    load_deadlines(now)


@pytest.fixture
def of_mesa(mesa: SimpleNamespace, supervisor: User, now: datetime) -> FollowUp:
    """Of Blue Mesa; its account manager, Ruth Senior, is responsible and was told."""
    return add_follow_up(participant=mesa.participant, title="Call mesa", in_days=3, by=supervisor, now=now)


def owners(follow_up: FollowUp) -> set[int]:
    """Whose data the follow-up, its clocks and its messages are."""
    follow_up.refresh_from_db()
    news = [*Notification.objects.filter(about_ref=follow_up.ref)]
    news += OutboundMessage.objects.filter(about_ref=follow_up.ref)
    assert len(news) == 2
    return {follow_up.participant_id, clock_of(follow_up).participant_id, *(one.participant_id for one in news)}


def test_a_joining_takes_them_along_and_undoing_brings_them_back(
    of_mesa: FollowUp, lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    moves = preview_joining(lantern.participant, mesa.participant).moves
    assert {moves[key] for key in ("follow-ups", "deadlines", "notifications", "e-mails")} == {1}
    joining = join_participants(
        kept=lantern.participant, absorbed=mesa.participant, by=supervisor, now=now, reason="One company"
    )
    assert owners(of_mesa) == {lantern.participant.pk}
    undo_joining(joining=joining, by=supervisor, now=now, reason="Two after all")
    assert owners(of_mesa) == {mesa.participant.pk}


def test_a_clock_that_began_meanwhile_goes_back_with_its_follow_up(
    of_mesa: FollowUp, lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    joining = join_participants(
        kept=lantern.participant, absorbed=mesa.participant, by=supervisor, now=now, reason="One company"
    )
    later = now + 9 * DAY
    postpone_follow_up(follow_up=of_mesa, by=supervisor, now=later, in_days=2, reason="It was late")
    added = add_follow_up(participant=lantern.participant, title="Call both", in_days=3, by=supervisor, now=later)
    assert clock_of(of_mesa).participant_id == lantern.participant.pk
    undo_joining(joining=joining, by=supervisor, now=later, reason="Two after all")
    assert clock_of(of_mesa).cycle == 2
    assert owners(of_mesa) == {mesa.participant.pk}
    assert owners(added) == {lantern.participant.pk}, "what was added since stays with the company it was added to"


def test_a_joining_of_an_older_release_is_undone(
    lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    joining = join_participants(
        kept=lantern.participant, absorbed=mesa.participant, by=supervisor, now=now, reason="One company"
    )
    joining.apply(moved={key: ids for key, ids in joining.moved.items() if key not in ("follow-ups", "deadlines")})
    undo_joining(joining=joining, by=supervisor, now=now, reason="Two after all")
    mesa.qse.refresh_from_db()
    assert mesa.qse.participant == mesa.participant


def test_the_successor_takes_over_what_is_open(
    lantern: SimpleNamespace, manager: User, colleague: User, supervisor: User, now: datetime
) -> None:
    terms = {"participant": lantern.participant, "by": manager, "now": now, "in_days": 3}
    first, over = (add_follow_up(**terms, title=title) for title in ("Open", "Over"))
    others = add_follow_up(**terms, title="A colleague's", responsible=supervisor)
    finish_follow_up(follow_up=over, by=manager, now=now)
    hand_over(person=manager, successor=colleague, by=supervisor, now=now)
    held = dict(FollowUp.objects.values_list("title", "responsible__name"))
    assert held == {"Open": "Omar Colleague", "Over": "Dana Manager", "A colleague's": "Lee Supervisor"}
    event = AuditEvent.objects.get(verb="participants.followup.handed_over")
    assert (event.object_ref, event.changes["responsible"]) == (first.ref, ["Dana Manager", "Omar Colleague"])
    news = Notification.objects.get(recipient=colleague)
    assert (news.kind, news.facts) == ("participants.followup.handed_over", {"count": 1})
    assert others.responsible == supervisor


def test_handing_over_some_companies_leaves_the_rest(
    lantern: SimpleNamespace, manager: User, colleague: User, supervisor: User, now: datetime
) -> None:
    elsewhere = ParticipantFactory(name="Elm Storage")
    for company in (lantern.participant, elsewhere):
        FollowUpFactory(participant=company, responsible=manager, title=company.name)
    hand_over(person=manager, successor=colleague, by=supervisor, now=now, participants=[lantern.participant])
    assert FollowUp.objects.get(responsible=colleague).title == "Prairie Lantern Energy"
    AssignmentFactory(participant=elsewhere, person=manager)
    hand_over(person=manager, successor=colleague, by=supervisor, now=now)
    assert FollowUp.objects.filter(responsible=colleague).count() == 2


def test_a_whole_hand_over_takes_follow_ups_on_other_companies_the_successor_may_see(
    lantern: SimpleNamespace,
    restricted: SimpleNamespace,
    manager: User,
    colleague: User,
    supervisor: User,
    now: datetime,
) -> None:
    FollowUpFactory(responsible=manager, title="Elsewhere")
    FollowUpFactory(participant=restricted.participant, responsible=manager, title="Closed to the successor")
    hand_over(person=manager, successor=colleague, by=supervisor, now=now)
    assert FollowUp.objects.get(responsible=colleague).title == "Elsewhere"


def test_many_take_as_few_statements_as_two(supervisor: User, now: datetime) -> None:
    counts = []
    for size in (2, 30):
        held = AssignmentFactory()
        FollowUpFactory.create_batch(size, participant=held.participant, responsible=held.person)
        successor = StaffFactory()
        with CaptureQueriesContext(connection) as captured:
            hand_over(person=held.person, successor=successor, by=supervisor, now=now)
        counts.append(len(captured))
        assert FollowUp.objects.filter(responsible=successor).count() == size
    assert counts[0] == counts[1]
