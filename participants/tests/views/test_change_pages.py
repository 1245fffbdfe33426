"""Pages of changes on both sides: what the forms ask and refuse, who is shown what, and what a page costs."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from participants.models import BankAccount, Change
from participants.tests.actions.changing import ADDRESS, BANK, begun, load_changes, may_sign, signed
from participants.tests.change_factories import (
    AcknowledgmentFactory,
    BankAccountFactory,
    ChangeFactory,
    ChangeFieldFactory,
    ChangeStepFactory,
)
from participants.tests.factories import ContactFactory, ContactRoleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def catalogs(db: None) -> None:
    load_changes(timezone.now())


@pytest.fixture
def representative(lantern: SimpleNamespace, member: User) -> User:
    return may_sign(lantern, member)


def filled(**more: str) -> dict[str, str]:
    bank = {f"bank-{name}": value for name, value in BANK.items()}
    return {"topic": "bank", "reason": "New bank", "bank-account_again": BANK["account"], **bank, **more}


def test_what_may_change_is_chosen_first(signed_in: Any, representative: User) -> None:
    client = signed_in(representative)
    offered = client.get(reverse("my-change-start")).content.decode()
    assert "Form 23-E" in offered
    assert "Company name change" in offered
    assert "Mass transition" not in offered
    begin = reverse("my-change-begin", args=["CHG-NCI"])
    assert client.get(begin).url == reverse("my-change-start")
    assert client.get(reverse("my-change-begin", args=["CHG-MASS"])).status_code == 404
    assert client.get(reverse("my-change-begin", args=["CHG-NONE"])).status_code == 404
    page = client.get(f"{begin}?topic=bank&topic=address").content.decode()
    assert "Two different people must sign" in page
    assert "Postal address" in page
    assert "Owner or parent company" not in page


def test_a_slip_in_bank_data_is_refused_and_no_number_stands_in_the_answer_twice(
    signed_in: Any, representative: User
) -> None:
    client = signed_in(representative)
    begin = reverse("my-change-begin", args=["CHG-NCI"])
    differs = client.post(begin, filled(**{"bank-account_again": "1"}))
    assert differs.status_code == 422
    assert "The two account numbers differ." in differs.content.decode()
    wrong = client.post(begin, filled(**{"bank-routing": "111000026"}))
    assert "last digit does not fit the others" in wrong.content.decode()
    assert not Change.objects.exists()
    made = client.post(begin, filled())
    assert made.status_code == 302
    page = client.get(made.url).content.decode()
    assert "account ending in 6789" in page
    assert BANK["account"] not in page
    assert BANK["routing"] not in page
    rewrite = reverse("my-change-rewrite", args=[Change.objects.get().ref])
    form = client.get(rewrite).content.decode()
    assert "account ending in 6789 stays" in form
    assert BANK["account"] not in form
    assert client.post(rewrite, {"topic": "bank", "reason": "As it was"}).status_code == 302
    assert BankAccount.objects.get().last_four == "6789"


def test_what_the_staff_checks_afterwards_is_told_to_the_staff_alone(
    signed_in: Any, representative: User, manager: User
) -> None:
    client = signed_in(representative)
    made = client.post(reverse("my-change-begin", args=["CHG-NCI"]), filled())
    change = Change.objects.get()
    assert "Call back" not in client.get(made.url).content.decode()
    assert "Call back" in signed_in(manager).get(change.get_absolute_url()).content.decode()


def test_a_file_proves_it_and_only_the_own_people_get_it(
    signed_in: Any, lantern: SimpleNamespace, representative: User, outsider: User, supervisor: User
) -> None:
    change = begun(lantern, representative, timezone.now())
    client = signed_in(representative)
    file = SimpleUploadedFile("amendment.txt", b"Filed with the Secretary of State")
    sent = client.post(reverse("my-change-attach", args=[change.ref]), {"title": "Amendment", "upload": file})
    assert sent.status_code == 302
    part = change.evidence.get()
    address = reverse("my-change-evidence", args=[change.ref, part.ref])
    answer = client.get(address)
    assert answer.content == b"Filed with the Secretary of State"
    assert answer["Content-Disposition"].startswith("attachment")
    assert signed_in(outsider).get(address).status_code == 404
    desk = reverse("participants:change-evidence", args=[change.ref, part.ref])
    assert signed_in(supervisor).get(desk).status_code == 200


def test_both_sides_read_comments_and_only_the_staff_notes(
    signed_in: Any, lantern: SimpleNamespace, representative: User, supervisor: User
) -> None:
    change = signed(lantern, representative, timezone.now())
    desk = signed_in(supervisor)
    desk.post(reverse("participants:change-note", args=[change.ref]), {"text": "Looks odd to me"})
    desk.post(reverse("participants:change-comment", args=[change.ref]), {"text": "Which floor, please?"})
    own = signed_in(representative)
    own.post(reverse("my-change-comment", args=[change.ref]), {"text": "The second"})
    page = own.get(change.get_my_url()).content.decode()
    assert "Which floor, please?" in page
    assert "The second" in page
    assert "Looks odd" not in page
    staff = desk.get(change.get_absolute_url()).content.decode()
    assert "Looks odd to me" in staff
    assert "The second" in staff


def test_the_desk_reviews_ticks_and_approves(
    signed_in: Any, lantern: SimpleNamespace, representative: User, supervisor: User
) -> None:
    change = signed(lantern, representative, timezone.now(), "CHG-NAME", values={"name": {"name": "Prairie Beacon"}})
    client = signed_in(supervisor)
    assert "Company name change" in client.get(reverse("participants:change-list")).content.decode()
    for name, data in (("take", {}), ("tick", {"note": "Seen"}), ("untick", {}), ("approve", {})):
        given = [change.ref, 1] if "tick" in name else [change.ref]
        assert client.post(reverse(f"participants:change-{name}", args=given), data).status_code == 302, name
    change.refresh_from_db()
    assert change.state == "approved"
    listed = client.get(reverse("participants:change-list") + "?view=approved&q=lantern").content.decode()
    assert change.ref in listed
    assert change.ref not in client.get(reverse("participants:change-list") + "?view=approved&q=mesa").content.decode()


def test_a_company_sees_its_bank_account_by_four_digits(
    signed_in: Any, lantern: SimpleNamespace, member: User, manager: User
) -> None:
    BankAccountFactory(change__participant=lantern.participant, last_four="4321")
    for client, address in (
        (signed_in(member), reverse("my-company")),
        (signed_in(manager), lantern.participant.get_absolute_url()),
    ):
        assert "4321" in client.get(address).content.decode()


def test_a_participants_page_shows_the_latest_changes_under_way(
    signed_in: Any, lantern: SimpleNamespace, manager: User
) -> None:
    first, second = ChangeFactory(participant=lantern.participant), ChangeFactory(participant=lantern.participant)
    second.apply(effective_on=date(2027, 3, 4))
    html = signed_in(manager).get(lantern.participant.get_absolute_url()).content.decode()
    panel = html.split('id="changes"')[1].split("</section>")[0]
    assert panel.index(second.get_absolute_url()) < panel.index(first.get_absolute_url())
    assert second.procedure.name in panel
    assert f"asked for by {second.requested_name} · planned for" in panel
    assert second.get_state_display() in panel


def test_the_other_company_answers_on_its_own_page(
    signed_in: Any, lantern: SimpleNamespace, mesa: SimpleNamespace, outsider: User, member: User
) -> None:
    may_sign(mesa, outsider)
    change = ChangeFactory(participant=lantern.participant, state="submitted", reason="A secret")
    asked = AcknowledgmentFactory(
        change=change, representative_registration=mesa.qse, represented_name="LANTERN_UNIT1 (Prairie Lantern Energy)"
    )
    client = signed_in(outsider)
    assert "LANTERN_UNIT1" in client.get(reverse("my-changes")).content.decode()
    page = client.get(asked.get_my_url()).content.decode()
    assert "LANTERN_UNIT1 (Prairie Lantern Energy)" in page
    assert "A secret" not in page
    assert change.ref not in page
    assert client.get(change.get_my_url()).status_code == 404
    assert signed_in(member).get(asked.get_my_url()).status_code == 404
    sign = reverse("my-acknowledgment-sign", args=[asked.ref])
    assert signed_in(member).post(sign).status_code == 404
    assert client.post(sign).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.signer) == ("signed", outsider)


def more(rows: SimpleNamespace, change: Change, count: int) -> None:
    """`count` further changes of the company, and as many parts of the one looked at."""
    now: datetime = timezone.now()
    for number in range(count):
        ChangeFactory(participant=rows.participant, state="in_review", requested_at=now - timedelta(number))
        ChangeFieldFactory(change=change, name=f"field{ChangeFieldFactory._meta.next_sequence()}")
        ChangeStepFactory(change=change, position=change.steps.count() + 1)
        contact = ContactFactory(participant=rows.participant)
        ContactRoleFactory(contact=contact)


# Session and person are one of them.
BUDGETS = {"my-changes": 11, "my-change-detail": 23, "change-list": 11, "change-detail": 29}


@pytest.mark.parametrize("which", sorted(BUDGETS))
def test_a_page_costs_the_same_for_2_rows_and_for_20(
    which: str, signed_in: Any, lantern: SimpleNamespace, representative: User, supervisor: User
) -> None:
    change = signed(lantern, representative, timezone.now(), values={"address": ADDRESS})
    address = {
        "my-changes": reverse("my-changes"),
        "my-change-detail": change.get_my_url(),
        "change-list": reverse("participants:change-list"),
        "change-detail": change.get_absolute_url(),
    }[which]
    client = signed_in(representative if which.startswith("my-") else supervisor)
    counts = []
    for count in (2, 18):
        more(lantern, change, count)
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] <= BUDGETS[which]
