"""A registration moves along, a refused move says why, and a letter goes from preview to the participant's folder."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from participants.models import OfficialLetter, Registration
from participants.tests.actions.moving import open_checklist, put, stand
from portal.outbox.models import OutboundMessage
from portal.scoping.today import market_day

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]


@pytest.fixture
def approved(lantern: SimpleNamespace, supervisor: User, member: User) -> Registration:
    """Approved, with one test and the notice itself still open."""
    now = datetime.now(UTC)
    open_checklist(lantern.qse, supervisor, now, QSE_07="in_review", QSE_90="not_started")
    return stand(lantern.qse, "approved_pending")


def test_a_refused_move_names_the_item_and_an_allowed_one_is_made(
    signed: SignIn, live_server: Any, approved: Registration, supervisor: User
) -> None:
    page = signed(supervisor)
    page.goto(live_server.url + approved.get_absolute_url())
    moves = page.locator("#moves")
    expect(moves.get_by_role("button", name="Qualify")).to_have_attribute("aria-disabled", "true")
    expect(moves).to_contain_text("QSE-07 (MIS access shown")
    form = f"{live_server.url}{approved.get_absolute_url()}qualify/"
    page.goto(form)
    token = page.locator("input[name=csrfmiddlewaretoken]").last.get_attribute("value")
    given = {"csrfmiddlewaretoken": token, "effective_on": market_day(datetime.now(UTC)).isoformat()}
    refused = page.request.post(form, form=given, headers={"Referer": form})
    assert refused.status == 422
    assert "is not possible yet. In the way: QSE-07" in refused.text()
    put(approved, "QSE-07", "accepted", datetime.now(UTC))
    put(approved, "QSE-90", "accepted", datetime.now(UTC))
    page.goto(live_server.url + approved.get_absolute_url())
    page.locator("#moves").get_by_role("link", name="Qualify").click()
    page.get_by_label("Effective operating day").fill(market_day(datetime.now(UTC)).isoformat())
    page.get_by_role("button", name="Qualify").click()
    expect(page.get_by_text("The registration is qualified.")).to_be_visible()
    expect(page.locator("#moves").get_by_role("link", name="Suspend")).to_be_visible()
    approved.refresh_from_db()
    assert (approved.status, approved.qualified_on) == ("qualified", market_day(datetime.now(UTC)))
    assert OutboundMessage.objects.filter(kind="participants.registration.qualified").exists()


def test_a_letter_is_previewed_issued_and_downloaded_by_the_participant_and_not_by_the_outsider(
    signed: SignIn, live_server: Any, approved: Registration, supervisor: User, member: User, outsider: User
) -> None:
    put(approved, "QSE-07", "accepted", datetime.now(UTC))
    page = signed(supervisor)
    page.goto(live_server.url + approved.get_absolute_url())
    page.get_by_role("link", name="Preview the certification letter").click()
    preview = page.get_by_role("img", name="Page 1 of 1 of the certification letter as it would be issued")
    expect(preview).to_be_visible()
    before = preview.get_attribute("src")
    page.get_by_label("A paragraph of your own").fill("Welcome to the market.")
    page.get_by_role("button", name="Preview").click()
    expect(preview).not_to_have_attribute("src", before or "")
    assert not OfficialLetter.objects.exists()
    page.get_by_role("button", name="Issue").click()
    expect(page.get_by_text("Issued: Certification letter")).to_be_visible()
    letter = OfficialLetter.objects.get()
    page = signed(member)
    page.goto(f"{live_server.url}/my/company/")
    with page.expect_download() as download:
        page.get_by_role("link", name=f"Download certification letter {letter.ref}").click()
    assert download.value.suggested_filename == f"certification-letter-{letter.ref}.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    page = signed(outsider)
    answer = page.request.get(f"{live_server.url}/my/letters/{letter.ref}/")
    assert answer.status == 404
    page.goto(f"{live_server.url}/my/letters/")
    expect(page.get_by_text("No letters yet")).to_be_visible()
