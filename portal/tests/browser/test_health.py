"""An account manager finds out why a relationship fell, sets another mark for some days, and takes it back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from issues.tests.factories import IssueFactory, IssueStepFactory
from participants.actions.health import reckon_health
from participants.actions.reference_catalogs import CATALOGS
from participants.models import HealthMeasure, LastContact
from participants.tests.actions.following_up import load_deadlines
from portal.tests.browser.conftest import arrived

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]
DAY = timedelta(days=1)


@pytest.fixture
def base(live_server: Any) -> str:
    now = datetime.now(UTC)
    load_deadlines(now)
    next(catalog for catalog in CATALOGS if catalog.model is HealthMeasure).load(now=now)
    return live_server.url


def test_a_drop_is_explained_and_another_mark_set_beside_it(
    signed: SignIn, base: str, supervisor: User, manager: User, lantern: SimpleNamespace
) -> None:
    now, company = datetime.now(UTC), lantern.participant
    told = {"participant": company, "channel": "call", "side": "operator", "who": manager.name}
    LastContact.objects.create(at=now - DAY, **told)
    HealthMeasure.objects.exclude(code__in=["contact", "their-answers"]).filter(kind="measure").update(weight=0)
    reckon_health(now=now - DAY)
    for number in range(3):
        issue = IssueFactory(participant=company, state="waiting", title=f"Question {number}")
        IssueStepFactory(issue=issue, state="waiting", at=now - 30 * DAY)
    reckon_health(now=now)

    page = signed(manager)
    page.goto(f"{base}/today/")
    page.get_by_role("link", name="Relationship health fell from 100 to 60", exact=True).click()
    arrived(page, "Relationship health fell from 100 to 60")
    expect(page.get_by_text("Their answers in time: not judged before, now 0")).to_be_visible()
    page.get_by_role("link", name="Health", exact=True).click()
    arrived(page, "Relationship health")
    page.get_by_role("link", name=company.name, exact=True).click()
    arrived(page, company.name)
    page.get_by_text("3 rows behind it").click()
    expect(page.get_by_role("link", name="Question 1: waits for", exact=False)).to_be_visible()
    page.get_by_role("link", name="Set mark").click()
    arrived(page, f"Set the mark of {company.name}")
    page.get_by_label("Good").check()
    page.get_by_label("Comment").fill("They were away for two weeks, as agreed.")
    page.get_by_label("Business Days from today").fill("3")
    page.get_by_role("button", name="Set mark").click()
    expect(page.get_by_text("The mark is set until")).to_be_visible()
    expect(page.get_by_role("blockquote").filter(has_text="as agreed")).to_be_visible()

    page = signed(supervisor)
    page.goto(f"{base}/participants/health/?view=by-hand")
    expect(page.get_by_text("reckoned: watch")).to_be_visible()
    page.get_by_role("link", name="Change weights").click()
    arrived(page, "Catalogs")
    page.get_by_role("link", name="Change Frequency of contact").click()
    arrived(page, "Change “Frequency of contact”")
    page.get_by_label("Weight").fill("100")
    page.get_by_label("Why").fill("Talking comes first")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("Of 1 relationship 1 would have another score")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The next daily reckoning goes by it.")).to_be_visible()
    assert HealthMeasure.objects.get(code="contact").weight == 100

    page = signed(manager)
    page.goto(f"{base}/participants/{company.ref}/health/")
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("The reckoned mark is shown again.")).to_be_visible()
