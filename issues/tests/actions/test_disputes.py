"""An inquiry whose window runs on, the dispute it becomes, and what both sides may do with it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from accounts.models import Department, User
from issues.actions import dispute_windows
from issues.actions.adr import end_adr, hand_over_to_adr, record_adr_step
from issues.actions.calendar_windows import follow_calendar
from issues.actions.changing import change_issue
from issues.actions.dispute_catalog import load_dispute_rules
from issues.actions.dispute_rules import add_dispute_exception, change_dispute_rule
from issues.actions.dispute_steps import (
    close_dispute,
    plan_dispute,
    refuse_dispute,
    reject_resolution,
    start_dispute,
    withdraw_dispute,
)
from issues.actions.disputes import change_dispute, open_dispute, record_number
from issues.actions.moves import close_issue, resolve_issue, withdraw_issue
from issues.actions.opening import open_issue
from issues.actions.settlement_import import import_settlement_calendar, plan_settlement_calendar
from issues.choices import Area, DisputeStatus, WindowOrigin
from issues.dispute_reckoning import NO_ANSWER
from issues.models import (
    AdrCase,
    Dispute,
    DisputeRule,
    DisputeWindow,
    ExternalReference,
    Issue,
    Note,
    Referral,
    SettlementDate,
    SettlementImport,
)
from issues.rules.dispute_elements import missing
from issues.rules.dispute_moves import MOVES
from issues.tests.factories import CategoryFactory
from participants.tests.actions.following_up import load_deadlines
from portal.audit.models import AuditEvent
from portal.calendars.actions.calendars import publish_version
from portal.calendars.choices import ClockState
from portal.calendars.drafts import HolidayDraft
from portal.calendars.loading import draft_of
from portal.calendars.models import Calendar, Clock, ClockChange
from portal.documents.tests.files import upload
from portal.lifecycle.refusals import IllegalMove, NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping import wall
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db

HEAD = "settlement_type,operating_date,version,post_date,dispute_date\n"
OPERATING_DAY = date(2026, 11, 10)  # a Tuesday; Thanksgiving lies within the window of its DAM statement
Ask = Callable[..., Issue]


@pytest.fixture
def ask(lantern: SimpleNamespace, member: User, manager: User, now: datetime) -> Ask:
    """The analyst asks about a DAM charge, inside the wall."""
    load_deadlines(now)
    load_dispute_rules(now=now)
    category = CategoryFactory(code="FS-DISPUTE", area=Area.SETTLEMENT, name="Settlement dispute")

    def asked(**facts: object) -> Issue:
        given = {"operating_day": OPERATING_DAY, "settlement_run": "dam", "statement_id": "ST-1", "interval": "HE 17"}
        with wall.inside(member.acting_for):
            return open_issue(
                participant=lantern.participant,
                category=category,
                title="DAM charge looks wrong",
                text="We were charged twice.",
                by=member,
                now=now,
                registration=lantern.qse,
                **given | facts,
            )

    return asked


def bring(text: str, by: User, now: datetime) -> SettlementImport:
    return import_settlement_calendar(data=(HEAD + text).encode(), file_name="calendar.csv", by=by, now=now)


def countdown(issue: Issue) -> Clock:
    return Clock.objects.of(DisputeWindow.objects.get(issue=issue)).latest("cycle")


def last_day(issue: Issue) -> date:
    return market_day(DisputeWindow.objects.get(issue=issue).closes_at)


def test_the_calendar_is_taken_over_whole_once_and_newer_versions_replace(
    manager: User, specialist: User, now: datetime
) -> None:
    load_deadlines(now)
    text = "DAM,2026-11-10,1,2026-11-12,2026-11-30\nRTM Initial,2026-11-10,1,,\nBalancing,2026-11-10,1,,\n"
    planned = plan_settlement_calendar(data=(HEAD + text).encode(), by=manager)
    assert (dict(planned.counts), planned.applicable) == ({"new": 2, "left_out": 1}, True)
    assert not SettlementDate.objects.exists()
    assert bring(text, manager, now).added == 2
    again = plan_settlement_calendar(data=(HEAD + text).encode(), by=manager)
    assert (again.counts["unchanged"], again.applicable) == (2, False)
    newer = "DAM,2026-11-10,2,2026-11-12,2026-12-01\nDAM,2026-11-10,1,2026-11-12,2026-11-30\n"
    done = bring(newer, manager, now + timedelta(days=1))
    assert (done.replaced, done.older) == (1, 1)
    first, second = SettlementDate.objects.filter(run="dam").order_by("id")
    assert (first.replaced_at, second.replaced_at) == (done.at, None)
    assert second.source_import.by == manager
    for bad in ("DAM,2026-11-10,2,,2026-12-02\nDAM,2026-11-10,2,,2026-12-03\n", "DAM,x,1,,\nDAM,2026-11-20,1,,\n"):
        with pytest.raises(Refused, match="Nothing was written"):
            bring(bad, manager, now)
    assert SettlementDate.objects.count() == 3
    with pytest.raises(NotPermitted):
        bring(text, specialist, now)


def test_an_inquiry_does_not_stop_the_countdown_and_the_calendar_moves_it(
    ask: Ask, manager: User, supervisor: User, now: datetime
) -> None:
    issue = ask()
    row, clock = DisputeWindow.objects.get(), countdown(issue)
    assert (row.origin, row.rule_code) == (WindowOrigin.COMPUTED, "DISP-DAM")
    # November 12 and ten Business Days, of which Thanksgiving and the day after are none.
    assert (last_day(issue), clock.fixed_day) == (date(2026, 11, 30), date(2026, 11, 30))
    bring("DAM,2026-11-10,1,2026-11-12,2026-12-02\n", manager, now)
    clock.refresh_from_db()
    assert (clock.fixed_day, DisputeWindow.objects.get().origin) == (date(2026, 12, 2), WindowOrigin.IMPORTED)
    resolve_issue(issue=issue, by=manager, now=now, resolution="It is right.", cause="question")
    assert countdown(issue).state == ClockState.RUNNING
    add_dispute_exception(
        code="2026-11", name="Storm", first_day=date(2026, 11, 9), last_day=date(2026, 11, 11), amount=2,
        source="Order", by=supervisor, now=now,
    )  # fmt: skip
    assert (last_day(issue), countdown(issue).fixed_day) == (date(2027, 1, 12), date(2027, 1, 12))
    with pytest.raises(NotPermitted):
        change_dispute_rule(rule=DisputeRule.objects.get(code="DISP-DAM"), amount=12, by=manager, now=now)
    other = ask(operating_day=date(2026, 11, 16))
    before = last_day(other)
    change_dispute_rule(rule=DisputeRule.objects.get(code="DISP-DAM"), amount=12, by=supervisor, now=now)
    assert last_day(other) > before
    change_issue(issue=other, by=manager, now=now, settlement_run="")
    assert not DisputeWindow.objects.filter(issue=other).exists()
    gone = ask()
    withdraw_issue(issue=gone, by=manager, now=now, reason="Asked twice.")
    assert countdown(gone).outcome == "canceled"
    late = ask(operating_day=date(2026, 3, 3))
    assert last_day(late) == date(2026, 3, 23)  # twelve Business Days by now
    assert not Clock.objects.of(late.dispute_window).exists()


def test_a_calendar_published_anew_moves_windows_and_both_sides_hear_of_the_old_and_the_new_end(
    ask: Ask, manager: User, supervisor: User, member: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue, broken, closed = ask(), ask(operating_day=OPERATING_DAY - timedelta(days=1)), ask(settlement_run="crr")
    open_dispute(issue=closed, by=manager, now=now, amount=Decimal(1))
    resolve_issue(issue=closed, by=manager, now=now, resolution="It is right.", cause="question")
    close_issue(issue=closed, by=None, now=now)
    bring("CRR,2026-11-10,1,2026-11-13,\n", manager, now)
    assert last_day(closed) == countdown(closed).fixed_day == date(2026, 12, 1), "its window runs on, and follows"
    before = countdown(issue).due_at
    calendar = Calendar.objects.get(code="ercot-business")
    held = draft_of(calendar.versions.current().get())
    extra = HolidayDraft(date(2026, 11, 30), "Founders' Day", source="Notice", verified=True)
    later = now + timedelta(hours=1)
    publish_version(
        calendar=calendar, week=held.week, zone=held.zone, holidays=[*held.holidays, extra], note="The board decided.",
        entered_yearly=held.entered_yearly, by=supervisor, now=later,
    )  # fmt: skip
    find = dispute_windows.find

    def found(run: str, day: date, **given: object) -> object:
        if day != OPERATING_DAY:
            raise Refused(NO_ANSWER)
        return find(run, day, **given)

    monkeypatch.setattr(dispute_windows, "find", found)
    Notification.objects.all().delete()
    assert follow_calendar(now=later + timedelta(minutes=2)) == 2
    assert follow_calendar(now=later + timedelta(minutes=3)) == 0, "not even the one that cannot be reckoned is tried"
    assert (last_day(issue), countdown(issue).fixed_day) == (date(2026, 12, 1), date(2026, 12, 1))
    assert (last_day(closed), last_day(broken)) == (date(2026, 12, 2), date(2026, 11, 25))
    ledger = ClockChange.objects.filter(clock=countdown(issue)).latest("pk")
    assert (ledger.old_due_at, ledger.new_due_at, ledger.by) == (before, countdown(issue).due_at, supervisor)
    event = AuditEvent.objects.get(verb="issues.disputewindow.moved", object_ref=issue.ref)
    old, new = event.changes["dispute window"]
    assert ("November 30" in old, "December 1" in new, "Founders" in event.reason) == (True, True, False)
    assert "The board decided." in event.reason
    told = Notification.objects.filter(kind="issues.disputewindow.moved", about_ref=issue.dispute_window.ref)
    assert {one.recipient for one in told} == {manager, member}


def test_from_the_inquiry_to_the_commission(
    ask: Ask, manager: User, member: User, lantern: SimpleNamespace, now: datetime
) -> None:
    issue = ask()
    with wall.inside(member.acting_for):
        dispute = open_dispute(issue=issue, by=member, now=now, files=[upload("statement.pdf")])
    assert (dispute.operating_day, dispute.statement_id, dispute.market_type) == (OPERATING_DAY, "ST-1", "dam")
    assert (dispute.contact_person, dispute.long_text) == (member.name, "We were charged twice.")
    assert missing(dispute) == ["Disputed amount"]
    with pytest.raises(Refused, match="not filed"):
        start_dispute(dispute=dispute, by=manager, now=now)
    assert countdown(issue).state == ClockState.RUNNING
    days = {OPERATING_DAY: Decimal("100.50"), date(2026, 11, 11): Decimal(20)}
    with wall.inside(member.acting_for):
        change_dispute(dispute=dispute, by=member, now=now, days=days, charge_type="DAESAMT")
    dispute.refresh_from_db()
    assert (dispute.amount, dispute.days.count(), missing(dispute)) == (Decimal("120.50"), 2, [])
    with pytest.raises(Refused, match="add up to"):
        change_dispute(dispute=dispute, by=member, now=now, amount=Decimal(7))
    with wall.inside(member.acting_for):
        record_number(dispute=dispute, by=member, now=now, number="D-4711", filed_on=date(2026, 11, 17))
    assert (countdown(issue).outcome, ExternalReference.objects.get().number) == ("met", "D-4711")
    with pytest.raises(Refused, match="changed there"):
        change_dispute(dispute=dispute, by=member, now=now, amount=Decimal(7))
    start_dispute(dispute=dispute, by=manager, now=now, planned_on=date(2026, 12, 1))
    plan_dispute(dispute=dispute, by=manager, now=now, due_on=date(2026, 12, 9), planned_on=date(2026, 12, 8))
    told = {"text": "Half of it was charged twice.", "resolved_on": date(2026, 11, 18)}
    close_dispute(
        dispute=dispute, by=manager, now=now, resolution="granted_with_exceptions", awarded_amount=Decimal(60), **told
    )
    with wall.inside(member.acting_for):
        reject_resolution(dispute=dispute, by=member, now=now, reason="The other half as well.")
    dispute.refresh_from_db()
    assert (dispute.status, dispute.resolution, dispute.reinvestigations) == (DisputeStatus.OPEN, "", 1)
    with pytest.raises(Refused, match="once it is denied"):
        hand_over_to_adr(dispute=dispute, by=manager, now=now)
    with pytest.raises(Refused, match="awards nothing"):
        close_dispute(dispute=dispute, by=manager, now=now, resolution="denied", awarded_amount=Decimal(1), **told)
    close_dispute(dispute=dispute, by=manager, now=now, resolution="denied", **told)
    with wall.inside(member.acting_for):
        case = hand_over_to_adr(dispute=dispute, by=member, now=now)
    assert case.request_until == date(2027, 1, 2)
    assert Clock.objects.of(case).get().fixed_day == case.request_until
    assert "Involve Legal (LEG)" in Note.objects.get().text
    with wall.inside(member.acting_for):
        record_adr_step(case=case, by=member, now=now, code="ADR-1", done_on=date(2026, 11, 18), number="ADR-2026-3")
        with pytest.raises(NotPermitted):
            record_adr_step(case=case, by=member, now=now, code="ADR-2", done_on=date(2026, 11, 18))
    record_adr_step(case=case, by=manager, now=now, code="ADR-2", done_on=date(2026, 11, 18), note="Notice M-A1")
    done = end_adr(
        case=case, by=manager, now=now, outcome="partly", text="Half.", ended_on=date(2026, 11, 18), paid_by="true_up"
    )
    assert dict(done.steps.values_list("code", "due_on"))["ADR-7"] == date(2026, 12, 23)
    assert Clock.objects.of(case).get().outcome == "met"
    steps = [step.get_status_display() for step in dispute.steps.all()]
    assert steps == ["Not Started", "Not Started", "Open", "Open", "Closed", "Open", "Closed", "Closed"]
    assert "awarded 60.00" in " ".join(step.reason for step in dispute.steps.all())
    heard = Notification.objects.filter(kind="issues.dispute.closed")
    assert set(heard.values_list("recipient", flat=True)) == {member.pk}
    assert AuditEvent.objects.get(verb="issues.dispute.filed").acting_for_id == lantern.participant.pk


def test_what_is_left_of_the_window_counts_again_once_nothing_is_filed_any_more(
    ask: Ask, manager: User, now: datetime
) -> None:
    issue = ask()
    for cycle, end in enumerate((refuse_dispute, withdraw_dispute), start=1):
        dispute = open_dispute(issue=issue, by=manager, now=now, amount=Decimal(1))
        record_number(dispute=dispute, by=manager, now=now, number=f"D-{cycle}", filed_on=market_day(now))
        assert (countdown(issue).state, countdown(issue).cycle) == (ClockState.STOPPED, cycle)
        end(dispute=dispute, by=manager, now=now, reason="The wrong statement.")
        assert (countdown(issue).state, countdown(issue).cycle) == (ClockState.RUNNING, cycle + 1)


def test_a_window_counts_on_after_closing_while_nothing_is_filed(ask: Ask, manager: User, now: datetime) -> None:
    issue = ask()
    dispute = open_dispute(issue=issue, by=manager, now=now, amount=Decimal(1))
    resolve_issue(issue=issue, by=manager, now=now, resolution="It is right.", cause="question")
    close_issue(issue=issue, by=None, now=now)
    assert countdown(issue).state == ClockState.RUNNING
    withdraw_dispute(dispute=dispute, by=manager, now=now, reason="Agreed.")
    assert (countdown(issue).state, countdown(issue).outcome) == (ClockState.STOPPED, "canceled")


def test_every_status_and_move_is_refused_unless_the_table_has_it(ask: Ask, manager: User, now: datetime) -> None:
    issue = ask()
    dispute = open_dispute(issue=issue, by=manager, now=now, amount=Decimal(1))
    resolved = {"text": "Reasons.", "resolved_on": market_day(now), "resolution": "granted_with_exceptions"}
    acts = {
        DisputeStatus.REJECTED: lambda: refuse_dispute(dispute=dispute, by=manager, now=now, reason="Late."),
        DisputeStatus.WITHDRAWN: lambda: withdraw_dispute(dispute=dispute, by=manager, now=now, reason="No."),
        DisputeStatus.CLOSED: lambda: close_dispute(dispute=dispute, by=manager, now=now, **resolved),
    }
    record_number(dispute=dispute, by=manager, now=now, number="D-1", filed_on=market_day(now))
    kept = Dispute.objects.filter(pk=dispute.pk).values().get()
    for status in DisputeStatus.values:
        closed = status == DisputeStatus.CLOSED
        changes = {"resolution": "denied" if closed else "", "closed_on": market_day(now) if closed else None}
        for wanted, act in acts.items():
            Dispute.objects.filter(pk=dispute.pk).update(status=status, **changes)
            if MOVES.allows(status, wanted):
                act()
                assert Dispute.objects.get(pk=dispute.pk).status == wanted
            else:
                with pytest.raises(IllegalMove):
                    act()
    Dispute.objects.filter(pk=dispute.pk).update(**kept)


def test_the_staff_ask_legal_when_a_dispute_goes_to_adr(ask: Ask, manager: User, now: datetime) -> None:
    legal, _made = Department.objects.get_or_create(code="LEG", defaults={"name": "Legal"})
    dispute = open_dispute(issue=ask(), by=manager, now=now)
    day = market_day(now)
    record_number(dispute=dispute, by=manager, now=now, number="D-5", filed_on=day)
    start_dispute(dispute=dispute, by=manager, now=now)
    close_dispute(dispute=dispute, by=manager, now=now, resolution="denied", text="Charged once.", resolved_on=day)
    case = hand_over_to_adr(dispute=dispute, by=manager, now=now)
    referral = Referral.objects.get()
    assert (referral.department, referral.issue) == (legal, dispute.issue)
    assert case.ref in referral.question
    assert not Referral.objects.filter(question__contains=dispute.participant.name).exists()


def test_refusals_and_outsiders(
    ask: Ask,
    manager: User,
    member: User,
    outsider: User,
    colleague: User,
    supervisor: User,
    mesa: SimpleNamespace,
    now: datetime,
) -> None:
    issue = ask()
    with pytest.raises(NotPermitted), wall.inside(outsider.acting_for):
        open_dispute(issue=issue, by=outsider, now=now)
    with pytest.raises(NotPermitted):
        open_dispute(issue=issue, by=colleague, now=now)
    dispute = open_dispute(issue=issue, by=supervisor, now=now)
    with pytest.raises(Refused, match="another company"):
        withdraw_dispute(dispute=dispute, by=manager, now=now, reason=f"As {mesa.participant.name} did.")
    with pytest.raises(Refused, match="already"):
        open_dispute(issue=issue, by=manager, now=now)
    with wall.inside(outsider.acting_for):
        assert not Dispute.objects.exists()
        assert not AdrCase.objects.visible_to(outsider).exists()
        for act, given in ((record_number, {"number": "1", "filed_on": market_day(now)}), (withdraw_dispute, {})):
            with pytest.raises(NotPermitted):
                act(dispute=dispute, by=outsider, now=now, **given or {"reason": "Mine."})
    with wall.inside(member.acting_for):
        with pytest.raises(NotPermitted):
            refuse_dispute(dispute=dispute, by=member, now=now, reason="I say so.")
        with pytest.raises(Refused, match="until today"):
            record_number(dispute=dispute, by=member, now=now, number="1", filed_on=date(2027, 1, 1))
        with pytest.raises(Refused, match="number that the operator"):
            record_number(dispute=dispute, by=member, now=now, number=" ", filed_on=market_day(now))
        with pytest.raises(Refused, match="granted with exceptions"):
            reject_resolution(dispute=dispute, by=member, now=now, reason="No.")
    for amount in (Decimal("1.001"), Decimal(-1), Decimal("NaN"), Decimal("1e20")):
        with pytest.raises(Refused):
            change_dispute(dispute=dispute, by=manager, now=now, amount=amount)
    assert Dispute.objects.get().amount is None
