"""The official list and CSV of participants: what is new, changed, unchanged, refused or no longer listed."""

from datetime import date

import pytest

from accounts.tests.factories import StaffFactory
from participants.actions.complexity import mark_complexity
from participants.actions.imports import import_at_once, preview_at_once
from participants.choices import AssignmentKind, Degree, Origin, RegistrationStatus, RowOutcome
from participants.models import Assignment, CounterParty, ImportRow, ImportRun, MarketRole, Participant, Registration
from participants.tests.factories import (
    AssignmentFactory,
    MarketRoleFactory,
    ParticipantFactory,
    RegistrationFactory,
)
from participants.tests.rules.imports.builders import SHEETS, official_list, workbook
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db
HEADER = "short_name,name,duns_number,role,manager_email"


@pytest.fixture(autouse=True)
def _roles(db):
    for code in SHEETS:
        MarketRoleFactory(code=code)


@pytest.fixture
def take(supervisor, now):
    """Import CSV lines at once, as a supervisor."""

    def take(*lines):
        data = "\n".join([HEADER, *lines]).encode()
        return import_at_once(file_name="companies.csv", data=data, by=supervisor, now=now)

    return take


def take_list(built, by, now):
    return import_at_once(file_name=built.file_name, data=built.data, by=by, now=now)


def lines_of(plan, outcome):
    return [row for row in plan.rows if row.outcome == outcome]


def counted(plan):
    return {outcome: count for outcome, count in plan.counts.items() if count}


def test_the_official_list_with_its_traps_is_imported_whole(supervisor, now):
    built = official_list()
    plan = take_list(built, supervisor, now)
    assert counted(plan) == {"new": built.accepted, "refused": built.refused}
    assert len(plan.rows) == 600
    stored = {(row.role.code, row.duns, row.listed_name) for row in Registration.objects.select_related("role")}
    assert stored == set(built.listed)
    assert set(Registration.objects.values_list("status", "origin", "listed_on")) == {
        (RegistrationStatus.QUALIFIED, Origin.LISTED, built.report_date)
    }
    assert all(row.reason for row in ImportRow.objects.filter(outcome=RowOutcome.REFUSED))


def test_the_same_list_again_changes_nothing(supervisor, now):
    built = official_list()
    take_list(built, supervisor, now)
    before = list(Participant.objects.order_by("pk").values()), list(Registration.objects.order_by("pk").values())
    events = AuditEvent.objects.exclude(verb__startswith="participants.import").count()
    plan = take_list(built, supervisor, now)
    assert counted(plan) == {"unchanged": built.accepted, "refused": built.refused}
    after = list(Participant.objects.order_by("pk").values()), list(Registration.objects.order_by("pk").values())
    assert after == before
    assert AuditEvent.objects.exclude(verb__startswith="participants.import").count() == events


def test_nothing_about_people_is_kept_of_the_official_list(supervisor, now):
    built = official_list(rows=60)
    take_list(built, supervisor, now)
    kept = str(list(ImportRow.objects.values())) + str(list(AuditEvent.objects.values("changes")))
    assert not [personal for personal in built.personal if personal in kept]


def test_a_newer_list_renames_and_proposes_without_terminating(supervisor, now):
    take_list(official_list(rows=80), supervisor, now)
    newer = official_list(rows=80, vanished=5, renamed=3, report_date=date(2026, 10, 2))
    plan = take_list(newer, supervisor, now)
    assert plan.counts["no_longer_listed"] == 5
    assert plan.counts["changed"] == 3
    assert plan.counts["new"] == 0
    gone = Registration.objects.filter(missing_since=newer.report_date)
    assert gone.count() == 5
    assert set(gone.values_list("status", flat=True)) == {RegistrationStatus.QUALIFIED}
    assert Participant.objects.filter(name__endswith=" Holdings").exists()
    renamed = AuditEvent.objects.filter(verb="participants.participant.changed")
    assert all(event.changes["name"][1].endswith(" Holdings") for event in renamed)
    assert renamed.exists()
    still = take_list(newer, supervisor, now)
    assert still.counts["no_longer_listed"] == still.counts["changed"] == 0
    assert "still missing: 5" in " ".join(still.notes)


def test_a_registration_listed_again_is_no_longer_missing(supervisor, now):
    take_list(official_list(rows=80), supervisor, now)
    take_list(official_list(rows=80, vanished=5, report_date=date(2026, 10, 2)), supervisor, now)
    plan = take_list(official_list(rows=80, report_date=date(2026, 10, 3)), supervisor, now)
    assert plan.counts["changed"] == 5
    assert not Registration.objects.filter(missing_since__isnull=False).exists()
    assert set(Registration.objects.values_list("listed_on", flat=True)) == {date(2026, 10, 3)}


def test_a_refused_row_is_still_listed(supervisor, now):
    take_list(official_list(rows=80), supervisor, now)
    listed = Registration.objects.filter(role__code="QSE", duns="900000012")
    listed.update(status=RegistrationStatus.TERMINATED)
    plan = take_list(official_list(rows=80, report_date=date(2026, 10, 2)), supervisor, now)
    assert plan.counts["no_longer_listed"] == 0
    assert any("terminated; it is never re-opened" in row.reason for row in lines_of(plan, "refused"))
    assert listed.get().status == RegistrationStatus.TERMINATED


def test_a_sheet_that_is_missing_proposes_nothing(supervisor, now):
    take_list(official_list(rows=80), supervisor, now)
    alone = workbook({"QSE": [["NAME", "DUNS NUMBER"], ["HYPHEN POWER LLC", "900000012"]]})
    plan = import_at_once(file_name="x.20261002.x.MPList.xlsx", data=alone, by=supervisor, now=now)
    assert {row.data["role"] for row in lines_of(plan, "no_longer_listed")} == {"QSE"}


def test_an_older_list_is_refused_and_says_why(supervisor, now):
    take_list(official_list(rows=40, report_date=date(2026, 10, 2)), supervisor, now)
    with pytest.raises(Refused, match="is of Sep 25, 2026, but the one of Oct 2, 2026 is already imported"):
        take_list(official_list(rows=40), supervisor, now)


def test_a_list_from_the_future_is_refused(supervisor, now):
    with pytest.raises(Refused, match="still to come"):
        take_list(official_list(rows=40, report_date=date(2027, 10, 2)), supervisor, now)


def test_a_preview_writes_nothing(supervisor, now):
    built = official_list(rows=60)
    plan = preview_at_once(file_name=built.file_name, data=built.data, now=now)
    assert plan.counts["new"] == built.accepted
    for model in (Participant, Registration, ImportRun, ImportRow, AuditEvent):
        assert not model.objects.exists()


def test_the_same_number_and_name_are_one_company(take):
    take("QA,Amber Power LLC,123456789,QSE,", 'LA,"AMBER POWER, L.L.C.",123456789,LSE,')
    company = Participant.objects.get()
    assert company.duns == "123456789"
    assert company.registrations.count() == 2


def test_the_same_number_on_another_day_joins_the_same_company(take):
    take("QA,Amber Power LLC,123456789,QSE,")
    plan = take("LA,Amber Power LLC,123456789,LSE,")
    assert Participant.objects.count() == 1
    assert "which has the same DUNS number and name" in plan.rows[0].notes[0]


def test_another_name_under_the_same_number_is_another_company_without_a_number(take):
    ParticipantFactory(name="Bluff Energy", duns="123456789")
    for _ in range(2):
        plan = take("QA,Amber Power LLC,123456789,QSE,", "LA,Amber Power LLC,123456789,LSE,")
    amber = Participant.objects.get(name="Amber Power LLC")
    assert amber.duns == ""
    assert amber.registrations.count() == 2
    assert counted(plan) == {"unchanged": 2}


def test_the_first_nine_digits_join_nothing(take):
    take("QA,Amber Power LLC,123456789,QSE,", "LA,Amber Power LLC,1234567891000,LSE,")
    assert Participant.objects.count() == 2
    assert Participant.objects.joining_suggestions()


def test_a_company_joined_into_another_receives_there(take):
    kept = ParticipantFactory(name="Kept Holdings")
    ParticipantFactory(name="Amber Power LLC", duns="123456789", joined_into=kept)
    take("QA,Amber Power LLC,123456789,QSE,", ",Amber Power LLC,123456789,,")
    assert Registration.objects.get().participant == kept


def test_a_row_without_a_role_makes_a_company_alone(take):
    plan = take(",Amber Power LLC,123456789,,")
    assert counted(plan) == {"new": 1}
    assert Participant.objects.get().origin == Origin.ENTERED
    assert not Registration.objects.exists()
    assert counted(take(",Amber Power LLC,123456789,,")) == {"unchanged": 1}
    assert counted(take(",Amber Power Inc,123456789,,")) == {"changed": 1}
    assert Participant.objects.get().name == "Amber Power Inc"


def test_a_name_kept_by_staff_does_not_follow_the_list(take):
    take("QA,Amber Power LLC,123456789,QSE,")
    Participant.objects.update(name="Amber, the friendly one")
    take("QA,Amber Power Texas LLC,123456789,QSE,")
    assert Participant.objects.get().name == "Amber, the friendly one"
    assert Registration.objects.get().listed_name == "Amber Power Texas LLC"


def test_an_empty_cell_erases_nothing(take):
    take("QA,Amber Power LLC,123456789,QSE,")
    assert counted(take(",Amber Power LLC,123456789,QSE,")) == {"unchanged": 1}
    assert Registration.objects.get().short_name == "QA"


def test_an_application_is_not_qualified_by_a_list(take):
    registration = RegistrationFactory(
        role=MarketRoleFactory(code="RE"), status=RegistrationStatus.PROSPECTIVE, duns="123456789"
    )
    plan = take("RA,Amber Power LLC,123456789,RE,")
    registration.refresh_from_db()
    assert registration.status == RegistrationStatus.PROSPECTIVE
    assert registration.listed_name == "Amber Power LLC"
    assert "the file does not change that" in plan.rows[0].notes[0]


def test_a_role_the_catalog_lacks_is_refused_row_by_row(supervisor, now):
    MarketRole.objects.filter(code="TDSP").delete()
    plan = take_list(official_list(rows=60), supervisor, now)
    assert any("no registration TDSP" in row.reason for row in lines_of(plan, "refused"))
    assert Registration.objects.exists()


def test_a_scheduling_entity_brings_its_counter_party_once(take):
    take("QA,Amber Power LLC,123456789,QSE,", "LB,Bluff Retail LLC,223456789,LSE,")
    take("XA,Amber Power LLC,123456789,CRRAH,")
    assert CounterParty.objects.get().participant.name == "Amber Power LLC"
    assert AuditEvent.objects.filter(verb="participants.counter_party.added").count() == 1


def test_a_company_without_account_manager_gets_the_one_named(take, manager, now):
    plan = take("QA,Amber Power LLC,123456789,QSE,MANAGER@iso.example", "LA,Amber Power LLC,123456789,LSE,")
    assignment = Assignment.objects.get()
    assert (assignment.person, assignment.kind, assignment.starts_on) == (
        manager,
        AssignmentKind.PRIMARY,
        date(2026, 11, 18),
    )
    assert plan.rows[0].changes["account_manager"] == ["", "Dana Manager"]
    assert counted(take("QA,Amber Power LLC,123456789,QSE,manager@iso.example")) == {"unchanged": 1}


def test_nobody_is_assigned_above_the_own_level(take, manager, supervisor, now):
    take("QA,Amber Power LLC,123456789,QSE,")
    company = Participant.objects.get(name="Amber Power LLC")
    mark_complexity(participant=company, degree=Degree.HIGH, reason="Agents", by=supervisor, now=now)
    plan = take("QA,Amber Power LLC,123456789,QSE,manager@iso.example")
    assert not Assignment.objects.exists()
    assert "above the level of Dana Manager" in plan.rows[0].notes[0]


def test_another_account_manager_stays(take, manager, colleague):
    take("QA,Amber Power LLC,123456789,QSE,manager@iso.example")
    plan = take("QA,Amber Power LLC,123456789,QSE,manager2@iso.example")
    assert counted(plan) == {"unchanged": 1}
    assert plan.rows[0].notes == ["Dana Manager is the account manager; that stays."]
    assert Assignment.objects.get().person == manager


def test_an_account_manager_who_begins_later_stays(take, manager, colleague):
    company = ParticipantFactory(name="Amber Power LLC", duns="123456789")
    AssignmentFactory(participant=company, person=manager, starts_on=date(2026, 12, 1))
    plan = take("QA,Amber Power LLC,123456789,QSE,manager2@iso.example")
    assert "Dana Manager is the account manager from Dec 1, 2026; that stays." in plan.rows[0].notes
    assert Assignment.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("nobody@iso.example", "Nobody of the staff has the e-mail address nobody@iso.example."),
        ("specialist@iso.example", "Sam Specialist is not an active account manager or supervisor."),
        ("gone@iso.example", "Gone Manager is not an active account manager or supervisor."),
        ("not an address", "e-mail"),
    ],
)
def test_a_row_with_an_unfit_manager_is_refused_and_writes_nothing(take, specialist, address, reason):
    StaffFactory(name="Gone Manager", email="gone@iso.example", is_active=False)
    plan = take(f"QA,Amber Power LLC,123456789,QSE,{address}")
    assert counted(plan) == {"refused": 1}
    assert reason in plan.rows[0].reason
    assert not Participant.objects.exists()


def test_every_row_has_its_event_and_the_run_one_more(take, supervisor):
    take("QA,Amber Power LLC,123456789,QSE,", "LB,Bluff Retail LLC,223456789,LSE,")
    events = AuditEvent.objects.all()
    assert set(events.values_list("by", flat=True)) == {supervisor.pk}
    assert events.filter(verb="participants.participant.added").count() == 2
    assert events.filter(verb="participants.registration.added").count() == 2
    applied = events.get(verb="participants.import.applied")
    assert applied.object_ref == ImportRun.objects.get().ref
    assert applied.changes == {"New": ["", "2"]}


def test_without_a_person_the_portal_itself_imports(now):
    import_at_once(file_name="c.csv", data=f"{HEADER}\nQA,Amber,123456789,QSE,".encode(), by=None, now=now)
    assert set(AuditEvent.objects.values_list("by_label", flat=True)) == {"The portal itself"}
    assert ImportRun.objects.get().started_by is None


def test_whoever_may_not_import_is_refused(manager, now):
    with pytest.raises(NotPermitted, match="Only supervisors may import files."):
        import_at_once(file_name="c.csv", data=f"{HEADER}\nQA,Amber,123456789,QSE,".encode(), by=manager, now=now)
    assert not Participant.objects.exists()


def test_an_error_in_the_middle_leaves_nothing(take, monkeypatch):
    def fails(events):
        raise RuntimeError("in the middle")

    monkeypatch.setattr("participants.actions.imports.participants_writes.trail.record_many", fails)
    with pytest.raises(RuntimeError):
        take("QA,Amber Power LLC,123456789,QSE,")
    for model in (Participant, Registration, ImportRun, ImportRow, CounterParty, AuditEvent):
        assert not model.objects.exists()


def test_what_is_imported_is_found_by_search(take):
    take("QA,Amber Power LLC,123456789,QSE,")
    take("QAMB,Amber Power LLC,123456789,QSE,")
    assert "qamb" in Participant.objects.get().search_text
