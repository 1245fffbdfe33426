"""What each procedure does in its own way: notice, the other company's word, bank data, what only the staff run."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import ProgrammingError, connection

from accounts.models import User
from participants.actions.change_review import approve_change, complete_change, note_on_change, tick_step, untick_step
from participants.actions.change_signing import acknowledge, confirm_role, refuse_acknowledgment, sign_change
from participants.actions.change_sweep import bring_into_effect
from participants.actions.changes import draft_change, redraft_change, submit_change, withdraw_change
from participants.choices import ContactRoleKind
from participants.models import (
    Acknowledgment,
    BankAccount,
    Change,
    ContactRole,
    CounterParty,
    FollowUp,
    Participant,
    Registration,
    Representation,
)
from participants.tests.actions.changing import (
    BANK,
    NEW_PERSON,
    also_signs,
    begun,
    fresh,
    inside,
    load_changes,
    may_sign,
    procedure,
    signed,
)
from participants.tests.factories import MarketRoleFactory, RegistrationFactory, RepresentationFactory
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping import wall
from portal.testing import member_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)
IN_45_DAYS = date(2027, 1, 2)


@pytest.fixture(autouse=True)
def catalogs(db: None, now: datetime) -> None:
    load_changes(now)


@pytest.fixture
def representative(lantern: SimpleNamespace, member: User) -> User:
    return may_sign(lantern, member)


@pytest.fixture
def mesas(mesa: SimpleNamespace, outsider: User) -> User:
    """The outsider is Blue Mesa's authorized representative."""
    return may_sign(mesa, outsider)


def everywhere() -> str:
    """All that the database holds, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f"SELECT string_agg(to_jsonb(row)::text, ' ') FROM {table} row")
            found.append(cursor.fetchone()[0] or "")
    return " ".join(found)


# -- bank data --------------------------------------------------------------------------------------------------------
def test_bank_data_need_two_different_people_and_lie_sealed(
    lantern: SimpleNamespace, representative: User, supervisor: User, now: datetime
) -> None:
    backup = also_signs(lantern)
    change = signed(lantern, representative, now, values={"bank": BANK}, reason="New bank")
    assert change.state == "submitted"
    with pytest.raises(Refused, match="somebody else must sign as well"):
        inside(representative, sign_change, change=change, now=now)
    change = fresh(inside(backup, sign_change, change=change, now=now))
    assert change.state == "in_review"
    approve_change(change=change, by=supervisor, now=now)
    account = BankAccount.objects.get()
    assert (account.last_four, account.starts_on, account.ends_on) == ("6789", TODAY, None)
    held = everywhere()
    assert BANK["account"] not in held
    assert BANK["routing"] not in held
    assert "First Prairie" not in held
    assert [(row.before, row.after) for row in change.fields.all()] == [("", "account ending in 6789")]


def test_the_same_person_under_two_accounts_does_not_sign_twice(
    lantern: SimpleNamespace, representative: User, now: datetime
) -> None:
    change = signed(lantern, representative, now, values={"bank": BANK}, reason="New bank")
    double = member_of(lantern.participant, "Mia Again", "mia2@lantern.example")
    may_sign(lantern, double)
    with pytest.raises(Refused, match="signed already"):
        inside(double, sign_change, change=change, now=now)


def test_the_next_account_ends_the_former_and_the_same_one_is_refused(
    lantern: SimpleNamespace, representative: User, supervisor: User, now: datetime
) -> None:
    backup = also_signs(lantern)
    later = now + timedelta(days=7)
    for account, at in ((BANK, now), (BANK | {"account": "99887766"}, later)):
        change = signed(lantern, representative, at, values={"bank": account}, reason="New bank")
        inside(backup, sign_change, change=change, now=at)
        approve_change(change=fresh(change), by=supervisor, now=at)
    held = list(BankAccount.objects.order_by("pk").values_list("last_four", "starts_on", "ends_on"))
    assert held == [("6789", TODAY, TODAY + timedelta(6)), ("7766", TODAY + timedelta(7), None)]
    with pytest.raises(Refused, match="on file already"):
        begun(lantern, representative, later, values={"bank": BANK | {"account": "99887766"}})


def test_sealed_numbers_cannot_be_read_inside_the_wall(
    lantern: SimpleNamespace, representative: User, outsider: User, now: datetime
) -> None:
    begun(lantern, representative, now, values={"bank": BANK})
    with wall.inside(representative.acting_for):
        assert BankAccount.objects.visible_to(representative).get().last_four == "6789"
    with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(representative.acting_for):
        list(BankAccount.objects.values("sealed"))
    with wall.inside(outsider.acting_for):
        assert not BankAccount.objects.masked().exists()


def test_a_draft_keeps_its_account_unless_another_is_given_and_a_withdrawn_one_leaves_none(
    lantern: SimpleNamespace, representative: User, now: datetime
) -> None:
    change = begun(lantern, representative, now, values={"bank": BANK})
    given = {"change": change, "reason": "As before", "now": now}
    inside(representative, redraft_change, values={"bank": {}}, **given)
    assert BankAccount.objects.get().last_four == "6789"
    inside(representative, redraft_change, values={"bank": BANK | {"account": "55554444"}}, **given)
    assert BankAccount.objects.get().last_four == "4444"
    inside(representative, withdraw_change, change=change, now=now, reason="No need")
    assert not BankAccount.objects.exists()


# -- another QSE ------------------------------------------------------------------------------------------------------
def moving(lantern: SimpleNamespace, mesa: SimpleNamespace) -> dict:
    return {"resource_qse": {"resource": lantern.resource.ref, "qse": mesa.qse.duns}}


def test_a_resource_moves_to_another_qse_after_45_days_and_its_word(
    lantern: SimpleNamespace, mesa: SimpleNamespace, representative: User, mesas: User, supervisor: User, now: datetime
) -> None:
    change = signed(lantern, representative, now, "CHG-QSE-RE", values=moving(lantern, mesa))
    assert change.effective_on == IN_45_DAYS
    assert "45 calendar days of notice from Nov 18, 2026" in change.effective_because
    asked = Acknowledgment.objects.get()
    assert Notification.objects.get(kind="participants.acknowledgment.wanted").recipient == mesas
    with pytest.raises(Refused, match="has not acknowledged"):
        approve_change(change=change, by=supervisor, now=now)
    with pytest.raises(NotPermitted):
        inside(representative, acknowledge, acknowledgment=asked, now=now)
    with pytest.raises(NotPermitted, match="staff cannot sign"):
        acknowledge(acknowledgment=asked, by=supervisor, now=now)
    inside(mesas, acknowledge, acknowledgment=asked, now=now)
    approve_change(change=change, by=supervisor, now=now)
    at = datetime(2027, 1, 2, 6, 0, tzinfo=UTC)
    assert fresh(change).effective_at == at
    assert bring_into_effect(now=at) == 1
    lantern.representation.refresh_from_db()
    assert lantern.representation.ends_on == IN_45_DAYS - timedelta(1)
    begins = Representation.objects.get(resource=lantern.resource, ends_on=None)
    assert (begins.representative, begins.starts_on) == (mesa.participant, IN_45_DAYS)


def test_the_other_company_sees_the_question_and_nothing_of_the_change(
    lantern: SimpleNamespace, mesa: SimpleNamespace, representative: User, mesas: User, now: datetime
) -> None:
    change = signed(lantern, representative, now, "CHG-QSE-RE", values=moving(lantern, mesa), reason="Secret price")
    with wall.inside(mesas.acting_for):
        asked = Acknowledgment.objects.visible_to(mesas).get()
        assert asked.represented_name == "LANTERN_UNIT1 (Prairie Lantern Energy)"
        assert not Change.objects.exists()
        assert not Participant.objects.filter(pk=lantern.participant.pk).exists()
    with wall.inside(representative.acting_for):
        # The company that asks names the QSE by its number; the name is the other side's to give.
        assert [row.after for row in change.fields.all()][1] == f"QSE with DUNS {mesa.qse.duns}"


def test_a_qse_that_refuses_stops_it(
    lantern: SimpleNamespace, mesa: SimpleNamespace, representative: User, mesas: User, supervisor: User, now: datetime
) -> None:
    change = signed(lantern, representative, now, "CHG-QSE-RE", values=moving(lantern, mesa))
    asked = Acknowledgment.objects.get()
    inside(mesas, refuse_acknowledgment, acknowledgment=asked, now=now, reason="No contract")
    with pytest.raises(Refused, match="answered already"):
        inside(mesas, acknowledge, acknowledgment=asked, now=now)
    with pytest.raises(Refused, match="refused to represent"):
        approve_change(change=change, by=supervisor, now=now)


def test_a_day_within_the_notice_is_refused_with_the_earliest(
    lantern: SimpleNamespace, mesa: SimpleNamespace, representative: User, now: datetime
) -> None:
    given = {"values": moving(lantern, mesa), "wanted_on": date(2026, 12, 24)}
    with pytest.raises(Refused, match=r"The earliest day is Jan 2, 2027: 45 calendar days"):
        begun(lantern, representative, now, "CHG-QSE-RE", **given)


def test_an_unknown_number_is_no_qse(lantern: SimpleNamespace, representative: User, now: datetime) -> None:
    values = {"resource_qse": {"resource": lantern.resource.ref, "qse": "999999999"}}
    with pytest.raises(Refused, match="No standing QSE"):
        begun(lantern, representative, now, "CHG-QSE-RE", values=values)


def test_a_foreign_resource_is_no_choice(
    lantern: SimpleNamespace, mesa: SimpleNamespace, representative: User, now: datetime
) -> None:
    values = {"resource_qse": {"resource": mesa.resource.ref, "qse": lantern.qse.duns}}
    with pytest.raises(Refused, match="not one of the available choices"):
        begun(lantern, representative, now, "CHG-QSE-RE", values=values)


def test_a_load_passes_to_ones_own_qse_without_anybodys_word(
    lantern: SimpleNamespace, representative: User, supervisor: User, now: datetime
) -> None:
    load = RegistrationFactory(participant=lantern.participant, role=MarketRoleFactory(code="LSE"), short_name="LL")
    values = {"load_qse": {"registration": load.ref, "qse": lantern.qse.duns}}
    change = signed(lantern, representative, now, "CHG-QSE-LSE", values=values)
    assert not Acknowledgment.objects.exists()
    approve_change(change=change, by=supervisor, now=now)
    begins = Representation.objects.get(registration=load)
    assert (begins.representative_registration, begins.starts_on) == (lantern.qse, TODAY)


def test_a_qse_stops_representing_after_its_notice(
    lantern: SimpleNamespace, mesa: SimpleNamespace, mesas: User, supervisor: User, now: datetime
) -> None:
    Representation.objects.filter(pk=lantern.representation.pk).delete()
    held = RepresentationFactory(resource=lantern.resource, representative_registration=mesa.qse)
    change = signed(mesa, mesas, now, "CHG-TERM-QSE", values={"representation_end": {"representation": held.ref}})
    approve_change(change=change, by=supervisor, now=now)
    assert bring_into_effect(now=fresh(change).effective_at) == 1
    held.refresh_from_db()
    assert held.ends_on == IN_45_DAYS - timedelta(1)


# -- the others -------------------------------------------------------------------------------------------------------
def test_a_name_changes_after_30_business_days_with_its_holidays_named(
    lantern: SimpleNamespace, representative: User, supervisor: User, now: datetime
) -> None:
    change = signed(lantern, representative, now, "CHG-NAME", values={"name": {"name": "Prairie Beacon Energy"}})
    assert change.effective_on == date(2027, 1, 6)
    assert "30 Business Days of notice" in change.effective_because
    assert "Thanksgiving" in change.effective_because
    approve_change(change=change, by=supervisor, now=now)
    assert bring_into_effect(now=fresh(change).effective_at) == 1
    assert Participant.objects.get(pk=lantern.participant.pk).name == "Prairie Beacon Energy"
    assert FollowUp.objects.get().title.startswith("Legal name on file")


def test_a_security_administrator_changes_the_same_day_and_the_report_is_due_in_three(
    lantern: SimpleNamespace, representative: User, supervisor: User, now: datetime
) -> None:
    held = ContactRole.objects.get(kind=ContactRoleKind.SECURITY_ADMINISTRATOR, participant=lantern.participant)
    values = {"security_administrator": NEW_PERSON | {"leaving": held.ref}}
    change = signed(lantern, representative, now, "CHG-USA", values=values)
    newcomer = member_of(lantern.participant, NEW_PERSON["name"], NEW_PERSON["email"])
    inside(newcomer, confirm_role, change=change, now=now)
    approve_change(change=change, by=supervisor, now=now)
    assert fresh(change).state == "in_effect"
    held.refresh_from_db()
    assert held.ends_on == TODAY - timedelta(1)
    assert FollowUp.objects.get().due_on == date(2026, 11, 20)  # three days end on a Saturday: the Friday before
    assert representative.memberships.get().ended_at is None


def test_another_role_is_applied_for(
    lantern: SimpleNamespace, representative: User, supervisor: User, now: datetime
) -> None:
    MarketRoleFactory(code="CRRAH")
    values = {"role_added": {"role": "CRRAH", "short_name": "XLANTERN"}}
    change = signed(lantern, representative, now, "CHG-ADD-ROLE", values=values)
    approve_change(change=change, by=supervisor, now=now)
    added = Registration.objects.get(role__code="CRRAH")
    assert (added.status, added.origin, added.short_name) == ("prospective", "applied", "XLANTERN")


def test_an_exit_ends_the_registration_on_its_day(
    lantern: SimpleNamespace, representative: User, supervisor: User, now: datetime
) -> None:
    values = {"exit": {"registration": lantern.qse.ref, "moved": "To nobody: none are left"}}
    change = signed(lantern, representative, now, "CHG-EXIT", values=values)
    assert change.effective_on == date(2027, 5, 18)
    approve_change(change=change, by=supervisor, now=now)
    assert bring_into_effect(now=fresh(change).effective_at) == 1
    lantern.qse.refresh_from_db()
    assert lantern.qse.status == "terminated"
    assert FollowUp.objects.get().title.startswith("After the exit")


def test_a_mass_transition_is_run_by_the_staff_by_its_steps(
    lantern: SimpleNamespace, representative: User, supervisor: User, manager: User, now: datetime
) -> None:
    load = RegistrationFactory(participant=lantern.participant, role=MarketRoleFactory(code="LSE"), short_name="LL")
    values = {"mass_transition": {"registration": load.ref, "decision": "Docket 12345"}}
    with pytest.raises(Refused, match="not one of the available choices"):
        begun(lantern, representative, now, "CHG-MASS", values=values)
    change = draft_change(
        participant=lantern.participant, procedure=procedure("CHG-MASS"), values=values, reason="Default", by=manager,
        now=now,
    )  # fmt: skip
    submit_change(change=change, by=manager, now=now)
    approve_change(change=change, by=supervisor, now=now)
    assert fresh(change).state == "approved"
    assert bring_into_effect(now=now + timedelta(days=1)) == 0
    with wall.inside(representative.acting_for):
        assert not Change.objects.exists()
    with pytest.raises(Refused, match="Commission decision or default"):
        complete_change(change=change, by=supervisor, now=now)
    for step in change.steps.all():
        tick_step(change=change, position=step.position, by=manager, now=now, note="Done")
    untick_step(change=change, position=1, by=manager, now=now)
    with pytest.raises(Refused, match="is open"):
        complete_change(change=change, by=supervisor, now=now)
    tick_step(change=change, position=1, by=manager, now=now)
    note_on_change(change=change, by=manager, now=now, text="Went well")
    complete_change(change=change, by=supervisor, now=now)
    assert fresh(change).state == "in_effect"
    assert not Notification.objects.filter(recipient=representative).exists()
    assert AuditEvent.objects.filter(verb="participants.change.step_done").count() == 6


def test_the_fiscal_year_of_a_counter_party(
    lantern: SimpleNamespace, representative: User, supervisor: User, now: datetime
) -> None:
    values = {"fiscal_year": {"year_end": "06-30"}}
    with pytest.raises(Refused, match="Only a Counter-Party"):
        begun(lantern, representative, now, values=values)
    held = CounterParty.objects.create(participant=lantern.participant, since=TODAY)
    for wrong in ("0630", "13-01", "06-31", "x-y"):
        with pytest.raises(Refused, match="Give month and day"):
            begun(lantern, representative, now, values={"fiscal_year": {"year_end": wrong}})
    change = signed(lantern, representative, now, values=values)
    assert [(row.before, row.after) for row in change.fields.all()] == [("December 31", "June 30")]
    approve_change(change=change, by=supervisor, now=now)
    held.refresh_from_db()
    assert (held.year_end_month, held.year_end_day) == (6, 30)
