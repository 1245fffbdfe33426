"""A disclosure from the request to what its owner reads and says of it, in a browser."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from issues.models import ProtectedEntry
from issues.tests.conversations import asked
from participants.actions.reference_catalogs import CATALOGS
from participants.models import LeadTime
from participants.tests.actions.owing import load_obligations
from portal.documents.models import ProtectionClass
from portal.testing import acting
from portal.tests.browser.conftest import PHONE, arrived

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("screen", [pytest.param(PHONE, id="phone")], indirect=True)
def test_what_a_user_marked_is_asked_for_told_objected_to_and_read_by_its_owner(
    signed: Callable[[User], Page],
    live_server: Any,
    lantern: SimpleNamespace,
    supervisor: User,
    member: User,
    org_admin: User,
) -> None:
    now, base = timezone.now(), live_server.url
    load_obligations(now)
    for catalog in CATALOGS:
        if catalog.model in (LeadTime, ProtectionClass):
            catalog.load(now=now)
    issue = asked(lantern, acting(member), now - timedelta(minutes=5))

    page = signed(member)
    page.goto(base + issue.get_my_url())
    page.get_by_label("Your reply").fill("Our offer was 31 dollars.")
    page.get_by_text("This is Protected Information").click()
    page.get_by_label("Class", exact=True).select_option("PI-MARKED")
    page.get_by_label("Grounds for it").first.fill("It is our price.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#timeline").get_by_text("Marked by the participant")).to_be_visible()
    entry = ProtectedEntry.objects.get()

    page = signed(supervisor)
    page.goto(base + reverse("participants:disclosure-add"))
    page.get_by_label("Who asks").fill("Travis County Court")
    page.get_by_label("Legal basis").fill("Subpoena D-1-GN")
    page.get_by_role("button", name="Write it down").click()
    arrived(page, "Travis County Court")
    page.get_by_label("Owner", exact=True).fill(lantern.participant.name)
    page.get_by_label("What of this owner").fill("The offer of hour 14")
    page.get_by_role("button", name="Name the owner").click()
    refs = page.get_by_label("Files and entries, by reference")
    refs.fill(entry.ref)
    page.get_by_role("button", name="Add to what is asked").click()
    expect(page.get_by_role("link", name=f"Comment in {issue.ref}")).to_be_visible()
    page.get_by_role("button", name="Tell the owner").click()
    expect(page.get_by_text("Owner told").first).to_be_visible()
    expect(page.get_by_role("button", name="Disclose", exact=True)).to_have_count(0)

    page = signed(org_admin)
    page.goto(base + reverse("my-disclosures"))
    expect(page.get_by_text("The offer of hour 14")).to_be_visible()
    expect(page.get_by_role("link", name=f"Comment in {issue.ref}")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("link", name="Object").click()
    page.get_by_label("Why do you object").fill("It is privileged.")
    page.get_by_role("button", name="Object").click()
    arrived(page, "Disclosures")
    expect(page.get_by_text("It is privileged.")).to_be_visible()

    page = signed(supervisor)
    page.goto(base + reverse("participants:disclosure-list"))
    page.get_by_role("link", name="Travis County Court").click()
    arrived(page, "Travis County Court")
    page.get_by_label("Reason of the decision").fill("The court has ruled.")
    page.get_by_role("button", name="Disclose", exact=True).click()
    expect(page.get_by_text("To be disclosed")).to_be_visible()
    page.get_by_role("button", name="It was disclosed").click()
    expect(page.get_by_text("Disclosed").first).to_be_visible()

    page = signed(org_admin)
    page.goto(base + reverse("my-disclosures"))
    expect(page.get_by_text("The court has ruled.")).to_be_visible()
    page.goto(base + reverse("my-who-opened"))
    expect(page.get_by_text("Nobody has opened any")).to_be_visible()
