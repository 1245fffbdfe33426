"""The desk's page of a registration: moves and letters with what stands in their way; and the participants' side."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from participants.actions.official_letters import issue_official_letter
from participants.models import OfficialLetter, Registration
from participants.rules.registration_moves import BY_NAME
from participants.tests.actions.moving import open_checklist, put, stand
from participants.tests.actions.recorded import nothing_recorded
from portal.audit.models import AuditEvent
from portal.documents.models import Document
from portal.scoping.today import market_day

NOW = datetime.now(UTC)
TODAY = market_day(NOW)


def url(name: str, row: Registration) -> str:
    return reverse(f"participants:registration-{name}", args=[row.ref])


def letter_url(row: Registration, kind: str) -> str:
    return reverse("participants:official-letter-issue", args=[row.ref, kind])


def certified(rows: SimpleNamespace, by: User) -> OfficialLetter:
    return issue_official_letter(
        registration=rows.qse, kind="certification", effective_on=TODAY, by=by, now=datetime.now(UTC)
    )


@pytest.mark.parametrize("who", ["outsider", "org_admin", "member", "agent"])
def test_participants_users_find_no_page_of_a_move(request, signed_in, lantern, who):
    client = signed_in(request.getfixturevalue(who))
    for address in [*(url(name, lantern.qse) for name in BY_NAME), letter_url(lantern.qse, "completeness")]:
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert nothing_recorded()


def test_the_page_offers_what_leads_on_and_says_what_stands_in_the_way(signed_in, lantern, supervisor):
    open_checklist(lantern.qse, supervisor, NOW, QSE_07="in_review")
    stand(lantern.qse, "approved_pending")
    response = signed_in(supervisor).get(lantern.qse.get_absolute_url())
    offers = {one.name: one.refusal for one in response.context["offers"]}
    assert offers.keys() == {"qualify", "withdraw"}
    assert "QSE-07" in offers["qualify"]
    assert offers["withdraw"] == ""
    text = response.content.decode()
    assert url("withdraw", lantern.qse) in text
    assert f'href="{url("qualify", lantern.qse)}"' not in text


def test_whoever_may_not_make_a_move_reads_why(signed_in, lantern, manager):
    offers = {one.name: one.refusal for one in signed_in(manager).get(lantern.qse.get_absolute_url()).context["offers"]}
    assert offers == {
        "suspend": "Only supervisors may suspend a registration.",
        "terminate": "Only supervisors may terminate a registration.",
    }


def test_a_terminated_one_offers_a_successor_that_the_form_knows(signed_in, lantern, manager):
    stand(lantern.qse, "terminated")
    client = signed_in(manager)
    address = reverse("participants:registration-add", args=[lantern.participant.ref])
    assert f"{address}?successor_of={lantern.qse.ref}" in client.get(lantern.qse.get_absolute_url()).content.decode()
    form = client.get(address, {"successor_of": lantern.qse.ref}).context["form"]
    assert form.initial["successor_of"] == lantern.qse
    given = {"role": lantern.qse.role_id, "duns": "999999999", "successor_of": lantern.qse.pk}
    assert client.post(address, given).status_code == 302
    assert Registration.objects.get(duns="999999999").successor_of == lantern.qse


def test_a_refusal_stands_above_the_form(signed_in, lantern, supervisor):
    open_checklist(lantern.qse, supervisor, NOW, QSE_07="returned")
    stand(lantern.qse, "approved_pending")
    response = signed_in(supervisor).post(url("qualify", lantern.qse), {"effective_on": TODAY.isoformat()})
    assert response.status_code == 422
    assert "QSE-07 (MIS access shown" in response.content.decode()
    assert Registration.objects.get(pk=lantern.qse.pk).status == "approved_pending"


def test_an_application_is_moved_by_its_account_manager(signed_in, lantern, manager):
    open_checklist(lantern.qse, manager, NOW)
    stand(lantern.qse, "prospective")
    client = signed_in(manager)
    for name, given in (("receive", {}), ("declare-incomplete", {"lacking": "The fee"}), ("begin-review", {})):
        assert client.post(url(name, lantern.qse), given).status_code == 302, name
    assert Registration.objects.get(pk=lantern.qse.pk).status == "under_review"


def test_a_preview_writes_nothing_and_shows_every_page(signed_in, lantern, supervisor):
    open_checklist(lantern.qse, supervisor, NOW, COM_07="returned")
    stand(lantern.qse, "under_review")
    client = signed_in(supervisor)
    plain = client.get(letter_url(lantern.qse, "outstanding")).context["pages"]
    drawn = client.post(letter_url(lantern.qse, "outstanding"), {"note": "Soon", "preview": "1"}).context["pages"]
    assert all(page.startswith("data:image/png;base64,") for page in plain + drawn)
    assert plain != drawn
    assert not OfficialLetter.objects.exists()
    assert not Document.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_letter_that_cannot_be_issued_says_why_beside_its_preview(signed_in, lantern, supervisor):
    open_checklist(lantern.qse, supervisor, NOW, QSE_07="in_review")
    stand(lantern.qse, "approved_pending")
    response = signed_in(supervisor).get(letter_url(lantern.qse, "certification"))
    assert "QSE-07" in response.context["refusal"]
    assert ">Issue</button>" not in response.content.decode()


def test_an_issued_letter_is_on_both_sides_and_nowhere_else(signed_in, lantern, supervisor, member, outsider):
    open_checklist(lantern.qse, supervisor, NOW)
    stand(lantern.qse, "approved_pending")
    given = {"effective_on": TODAY.isoformat()}
    assert signed_in(supervisor).post(letter_url(lantern.qse, "certification"), given).status_code == 302
    letter = OfficialLetter.objects.get()
    desk, own = letter.get_absolute_url(), reverse("my-official-letter", args=[letter.ref])
    assert signed_in(supervisor).get(desk).content.startswith(b"%PDF-")
    client = signed_in(member)
    for page in ("my-company", "my-official-letters"):
        assert own in client.get(reverse(page)).content.decode()
    assert client.get(own).content.startswith(b"%PDF-")
    assert client.get(desk).status_code == 404
    stranger = signed_in(outsider)
    assert (stranger.get(own).status_code, stranger.get(desk).status_code) == (404, 404)
    assert letter.ref not in stranger.get(reverse("my-official-letters")).content.decode()


def test_an_unknown_kind_of_letter_is_no_page(signed_in, lantern, supervisor):
    assert signed_in(supervisor).get(letter_url(lantern.qse, "love")).status_code == 404


def test_the_form_to_qualify_begins_with_the_day_that_the_letter_names(signed_in, lantern, supervisor):
    open_checklist(lantern.qse, supervisor, NOW)
    stand(lantern.qse, "approved_pending")
    letter = certified(lantern, supervisor)
    form = signed_in(supervisor).get(url("qualify", lantern.qse)).context["form"]
    assert form.initial["effective_on"] == letter.effective_on


def test_the_participant_reads_status_reason_and_section_in_words(signed_in, lantern, member):
    lantern.qse.apply(status="suspended", status_reason="Collateral call unpaid", status_section="16.11.6")
    text = signed_in(member).get(reverse("my-company")).content.decode()
    assert "Suspended at the moment." in text
    assert "section 16.11.6" in text
    assert "Collateral call unpaid" in text


def statements(client, address: str) -> int:
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured.captured_queries)


def test_the_pages_cost_the_same_for_two_letters_and_for_twenty(signed_in, lantern, supervisor, member):
    open_checklist(lantern.qse, supervisor, NOW)
    stand(lantern.qse, "approved_pending")
    put(lantern.qse, "QSE-90", "not_started", NOW)
    desk, own = signed_in(supervisor), signed_in(member)
    pages = [(desk, lantern.qse.get_absolute_url()), (own, "/my/company/"), (own, "/my/letters/")]
    certified(lantern, supervisor)
    certified(lantern, supervisor)
    few = [statements(*page) for page in pages]
    for _ in range(18):
        certified(lantern, supervisor)
    assert [statements(*page) for page in pages] == few
    assert few[0] <= 24
    assert max(few[1:]) <= 14
