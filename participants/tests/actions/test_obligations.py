"""Handing in, looking at, extending, excusing: row, clock, history, news, and who may not."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import Department, User
from participants.actions.obligations import (
    accept_obligation,
    cancel_obligation,
    cancel_obligations_of,
    claim_filed_elsewhere,
    excuse_obligation,
    note_on_obligation,
    record_confirmation,
    return_obligation,
    submit_obligation,
    take_back_submission,
)
from participants.actions.registration_ends import settle_missing_registration
from participants.models import Obligation, ObligationEvidence, ObligationNote, ObligationRound
from participants.tests.actions.owing import (
    SEASON,
    WINTER,
    clock_of,
    clocks_of,
    generated,
    load_obligations,
    told,
    with_counter_party,
)
from participants.tests.actions.recorded import recorded
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.documents.models import Document
from portal.documents.tests.files import upload
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import OutboundMessage
from portal.scoping import wall
from portal.testing import member_of

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _catalogs(db: None) -> None:
    load_obligations()


def submitted(row: Obligation, by: User, at: datetime = SEASON, **more: Any) -> Obligation:
    return submit_obligation(obligation=row, by=by, now=at, **({"uploads": [upload()]} | more))


def test_a_submission_is_kept_with_its_files_and_stops_the_clock(
    audit: Obligation, member: User, manager: User
) -> None:
    with wall.inside(member.acting_for):
        row = submitted(audit, member, remark=" Signed by our officer. ", confirmation_number="L-77")
    assert (row.state, row.submitted_at, row.confirmation_number) == ("submitted", SEASON, "L-77")
    made = ObligationRound.objects.get()
    assert (made.number, made.remark, made.submitted_by, made.verdict) == (1, "Signed by our officer.", member, "")
    document = ObligationEvidence.objects.get(round=made).document
    assert (document.participant_id, document.registration_id) == (row.participant_id, row.registration_id)
    clock = clock_of(row)
    assert (clock.state, clock.outcome) == ("stopped", "met")
    event = recorded("obligation.submitted")
    assert (event.by, event.changes["state"]) == (member, ["open", "submitted"])
    assert told("submitted") == [manager.email]


def test_a_late_submission_has_missed_its_day(audit: Obligation, member: User) -> None:
    row = submitted(audit, member, SEASON + 40 * DAY)
    assert (clock_of(row).outcome, row.state) == ("missed", "submitted")


def test_something_that_shows_it_is_needed(audit: Obligation, declaration: Obligation, member: User) -> None:
    with pytest.raises(Refused, match="Add a document, or give"):
        submit_obligation(obligation=audit, by=member, now=SEASON)
    with pytest.raises(Refused, match="confirmation number"):
        submitted(declaration, member, WINTER)
    with pytest.raises(Refused, match="At most 10"):
        submitted(audit, member, uploads=[upload() for _ in range(11)])
    with pytest.raises(Refused):
        submitted(audit, member, uploads=[upload("evidence.exe", b"MZ")])
    assert not ObligationRound.objects.exists()
    assert not Document.objects.exists()


def test_nothing_is_handed_in_before_the_window_opens(lantern: SimpleNamespace, member: User) -> None:
    april = datetime.fromisoformat("2026-04-20T15:00:00+00:00")
    row = generated("OB-DOWP-S", april)[0]
    with pytest.raises(Refused, match="opens on 2026-05-01"):
        record_confirmation(obligation=row, by=member, now=april, confirmation_number="W-1")


def test_filed_elsewhere_is_not_filed_until_its_number_is_known(declaration: Obligation, member: User) -> None:
    row = claim_filed_elsewhere(obligation=declaration, by=member, now=WINTER)
    assert (row.state, row.filed_elsewhere, row.is_owed) == ("open", True, True)
    assert clock_of(row).state == "running"
    with pytest.raises(Refused, match="already"):
        claim_filed_elsewhere(obligation=row, by=member, now=WINTER)
    with pytest.raises(Refused, match="Give the confirmation"):
        record_confirmation(obligation=row, by=member, now=WINTER, confirmation_number=" ")
    row = record_confirmation(obligation=row, by=member, now=WINTER, confirmation_number=" W-2026-11 ")
    assert (row.state, row.confirmation_number) == ("submitted", "W-2026-11")
    assert clock_of(row).outcome == "met"
    assert recorded("obligation.confirmed").object_ref == row.ref


def test_what_is_handed_in_here_cannot_be_filed_elsewhere(lantern: SimpleNamespace, member: User) -> None:
    with_counter_party(lantern)
    row = generated("OB-FIN-Q", WINTER)[0]
    with pytest.raises(Refused, match="no other system"):
        claim_filed_elsewhere(obligation=row, by=member, now=WINTER)
    with pytest.raises(Refused, match="no other system"):
        record_confirmation(obligation=row, by=member, now=WINTER, confirmation_number="1")


def test_taken_back_it_is_owed_again(audit: Obligation, member: User) -> None:
    with wall.inside(member.acting_for):
        row = submitted(audit, member, confirmation_number="L-77")
        row = take_back_submission(obligation=row, by=member, now=SEASON + DAY)
    assert (row.state, row.submitted_at, row.confirmation_number) == ("open", None, "")
    assert ObligationRound.objects.get().verdict == "taken_back"
    clock = clock_of(row)
    assert (clock.cycle, clock.state, clock.fixed_day) == (2, "running", date(2026, 10, 1))
    with pytest.raises(Refused, match="Nothing lies"):
        take_back_submission(obligation=row, by=member, now=SEASON + DAY)
    assert submitted(row, member).state == "submitted"
    assert [one.number for one in ObligationRound.objects.all()] == [1, 2]


def test_accepted_it_is_settled_and_whoever_handed_it_in_hears(audit: Obligation, member: User, legal: User) -> None:
    submitted(audit, member)
    row = accept_obligation(obligation=audit, by=legal, now=SEASON + DAY, comment="Thank you")
    assert (row.state, row.settled_at) == ("accepted", SEASON + DAY)
    made = ObligationRound.objects.get()
    assert (made.verdict, made.comment, made.ended_by) == ("accepted", "Thank you", legal)
    assert recorded("obligation.accepted").by == legal
    assert told("accepted") == [member.email]
    with pytest.raises(Refused, match="Nothing lies"):
        return_obligation(obligation=row, by=legal, now=SEASON + DAY, comment="No")
    with pytest.raises(Refused, match="accepted: nothing"):
        submitted(row, member)


def test_returned_it_is_owed_again_with_the_reason(audit: Obligation, member: User, legal: User) -> None:
    submitted(audit, member, SEASON + 28 * DAY)
    with pytest.raises(Refused, match="reason"):
        return_obligation(obligation=audit, by=legal, now=SEASON + 29 * DAY, comment=" ")
    row = return_obligation(obligation=audit, by=legal, now=SEASON + 29 * DAY, comment="The signature is missing.")
    assert (row.state, row.due_on, row.by_rule) == ("returned", date(2026, 10, 7), date(2026, 10, 1))
    assert ObligationRound.objects.get().comment == "The signature is missing."
    first, second = clocks_of(row)
    assert (first.outcome, second.state, second.fixed_day) == ("met", "running", date(2026, 10, 7))
    assert told("returned") == [member.email]
    assert recorded("obligation.returned").changes["due_on"] == ["2026-10-01", "2026-10-07"]


def test_returned_early_it_keeps_its_day(audit: Obligation, member: User, legal: User) -> None:
    submitted(audit, member)
    assert return_obligation(obligation=audit, by=legal, now=SEASON, comment="Sign it").due_on == date(2026, 10, 1)


def test_whoever_handed_it_in_does_not_look_at_it(audit: Obligation, supervisor: User) -> None:
    submitted(audit, supervisor)
    with pytest.raises(Refused, match="ask a colleague"):
        accept_obligation(obligation=audit, by=supervisor, now=SEASON)


def test_who_may_decide(
    audit: Obligation, member: User, manager: User, specialist: User, auditor: User, outsider: User, colleague: User
) -> None:
    submitted(audit, member)
    for person in (member, specialist, auditor, colleague, outsider, manager):
        with pytest.raises(NotPermitted):
            accept_obligation(obligation=audit, by=person, now=SEASON)


def test_an_account_manager_of_a_reviewing_department_decides_for_own_participants(
    audit: Obligation, member: User, manager: User, colleague: User
) -> None:
    department, _ = Department.objects.get_or_create(code="CS", defaults={"name": "Client Services"})
    for person in (manager, colleague):
        person.department = department
        person.save()
    submitted(audit, member)
    with pytest.raises(NotPermitted):
        accept_obligation(obligation=audit, by=colleague, now=SEASON)
    assert accept_obligation(obligation=audit, by=manager, now=SEASON).state == "accepted"


def test_who_may_not_hand_in(
    audit: Obligation, lantern: SimpleNamespace, outsider: User, colleague: User, auditor: User, specialist: User
) -> None:
    narrowed = member_of(lantern.participant, "Nia Narrowed", "nia@prairielantern.example")
    narrowed.acting_for = wall.ActingFor(
        user_id=narrowed.pk, participant_id=lantern.participant.pk, registration_ids=frozenset({lantern.re.pk})
    )
    for person in (outsider, colleague, auditor, specialist, narrowed):
        for act in (submitted, lambda row, by: claim_filed_elsewhere(obligation=row, by=by, now=SEASON)):
            with pytest.raises(NotPermitted):
                act(audit, person)
    audit.refresh_from_db()
    assert (audit.state, audit.filed_elsewhere) == ("open", False)
    with pytest.raises(NotPermitted), wall.inside(outsider.acting_for):
        submitted(audit, outsider)


def test_the_account_manager_hands_in_on_behalf(audit: Obligation, manager: User) -> None:
    assert submitted(audit, manager).state == "submitted"
    assert told("submitted") == []


def test_excused_for_a_reason_the_participant_reads(audit: Obligation, member: User, manager: User) -> None:
    with pytest.raises(Refused, match="reason"):
        excuse_obligation(obligation=audit, by=manager, now=SEASON, reason="")
    row = excuse_obligation(obligation=audit, by=manager, now=SEASON, reason="No certificates are held")
    assert (row.state, row.reason, row.onward) == ("excused", "No certificates are held", False)
    assert clock_of(row).outcome == "canceled"
    assert told("excused") == [member.email]
    with pytest.raises(Refused, match="settled already"):
        excuse_obligation(obligation=row, by=manager, now=SEASON, reason="Again")


def test_participants_neither_excuse_nor_cancel_nor_note(audit: Obligation, org_admin: User, outsider: User) -> None:
    for person in (org_admin, outsider):
        for act in (excuse_obligation, cancel_obligation):
            with pytest.raises(NotPermitted):
                act(obligation=audit, by=person, now=SEASON, reason="We would rather not")
        with pytest.raises(NotPermitted):
            note_on_obligation(obligation=audit, by=person, now=SEASON, text="Hello")


def test_notes_are_the_desks_own(audit: Obligation, manager: User) -> None:
    note_on_obligation(obligation=audit, by=manager, now=SEASON, text=" Ask again in May. ")
    assert ObligationNote.objects.get().text == "Ask again in May."
    assert "May" not in str(recorded("obligation.noted").changes)
    with pytest.raises(Refused, match="Write"):
        note_on_obligation(obligation=audit, by=manager, now=SEASON, text=" ")


def test_what_was_handed_in_is_canceled_with_its_round(audit: Obligation, member: User, manager: User) -> None:
    submitted(audit, member)
    row = cancel_obligation(obligation=audit, by=manager, now=SEASON, reason="Doubled")
    assert (row.state, ObligationRound.objects.get().verdict) == ("canceled", "taken_back")
    with pytest.raises(Refused, match="settled already"):
        cancel_obligation(obligation=row, by=manager, now=SEASON, reason="Again")


def test_a_registration_that_ends_owes_nothing_any_more(
    audit: Obligation, declaration: Obligation, lantern: SimpleNamespace, supervisor: User
) -> None:
    with_counter_party(lantern)
    generated("OB-DCAA", SEASON + DAY)
    lantern.qse.apply(missing_since=TODAY)
    settle_missing_registration(
        registration=lantern.qse, by=supervisor, now=SEASON + DAY, terminate=True, reason="It left the market"
    )
    states = {row.owner: row.state for row in Obligation.objects.filter(type__code="OB-DCAA")}
    assert states == {lantern.qse: "canceled", lantern.re: "open", lantern.participant.counter_party: "canceled"}
    declaration.refresh_from_db()
    assert declaration.state == "open", "the unit belongs to the other registration"
    assert clock_of(audit).outcome == "canceled"
    assert len(generated("OB-DCAA", SEASON + 2 * DAY)) == 3, "it is not asked for again"
    lantern.qse.refresh_from_db()
    assert cancel_obligations_of(registration=lantern.re, by=supervisor, now=SEASON + 3 * DAY, reason="Sold") > 1
    assert not Obligation.objects.unsettled().exists()


class TestReminders:
    def test_own_people_are_reminded_and_one_late_form_escalates_that_registration_alone(
        self, audit: Obligation, lantern: SimpleNamespace, member: User, outsider: User, manager: User, supervisor: User
    ) -> None:
        other = Obligation.objects.get(registration=lantern.re)
        submitted(other, member, SEASON + DAY)
        days = {"ahead": "2026-09-18T14:05", "due": "2026-10-01T14:05", "late": "2026-10-02T14:05"}
        people = {"ahead": [member.email], "due": [member.email], "late": sorted([member.email, manager.email])}
        for kind, at in days.items():
            sweep_deadlines(now=datetime.fromisoformat(f"{at}:00+00:00"))
            assert [address for address in told(kind) if address != outsider.email] == people[kind], kind
        sweep_deadlines(now=datetime.fromisoformat("2026-10-06T14:05:00+00:00"))
        assert told("escalated") == sorted([manager.email, supervisor.email])
        about = set(
            OutboundMessage.objects.exclude(kind__endswith="announced")
            .exclude(kind__endswith="submitted")
            .values_list("about_ref", flat=True)
        )
        assert about == {audit.ref}

    def test_a_reminder_names_own_rows_only(self, audit: Obligation, outsider: User, member: User) -> None:
        with wall.inside(outsider.acting_for):
            assert audit.ref not in set(Obligation.objects.values_list("ref", flat=True))
        with wall.inside(member.acting_for):
            assert audit.ref in set(Obligation.objects.values_list("ref", flat=True))
