"""Two colleagues at one issue: each sees the other, and what one typed is there again after the window was closed."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from issues.models import Draft
from issues.tests.actions.working_world import load_deadlines
from issues.tests.factories import CommentFactory, IssueFactory, WatcherFactory
from portal.tests.browser.conftest import PATIENCE, bring, session_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_else_is_here_and_what_was_typed(
    live_server: Any, browser: Browser, lantern: SimpleNamespace, manager: User, supervisor: User, member: User,
    settings: Any,
) -> None:  # fmt: skip
    settings.STAFF_SECOND_FACTOR = False
    now = timezone.now()
    load_deadlines(now)
    issue = IssueFactory(participant=lantern.participant, reporter=member, owner=manager, opened_at=now)
    CommentFactory(issue=issue, author=member, author_name=member.name, at=now - timedelta(hours=1))
    WatcherFactory(issue=issue, contact=lantern.contact)

    def page_of(person: User) -> Page:
        context = browser.new_context(base_url=live_server.url, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        bring(context, live_server.url, session_of(person))
        return context.new_page()

    first = page_of(manager)
    first.goto(f"/issues/{issue.ref}/")
    expect(first.locator("#followers")).to_contain_text(lantern.contact.name)
    field = first.get_by_role("textbox", name="Answer", exact=True)
    field.fill("We look at hour 17.")
    expect(first.locator(".draft-note")).to_have_text("Draft kept.")
    assert Draft.objects.get().text == "We look at hour 17."
    first.context.set_offline(True)
    field.fill("We look at hour 18.")
    expect(first.locator(".draft-note")).to_contain_text("Not kept: there is no connection.")
    first.context.set_offline(False)
    expect(first.locator(".draft-note")).to_have_text("Draft kept.")
    assert Draft.objects.get().text == "We look at hour 18."
    second = page_of(supervisor)
    second.goto(f"/issues/{issue.ref}/")
    expect(second.locator("[data-presence]")).to_have_text(f"{manager.name} is reading this issue.")
    expect(second.get_by_role("textbox", name="Answer", exact=True)).to_have_value("")
    first.context.close()
    again = page_of(manager)
    again.goto(f"/issues/{issue.ref}/")
    expect(again.get_by_role("textbox", name="Answer", exact=True)).to_have_value("We look at hour 18.")
    expect(again.locator(".draft-note")).to_contain_text("You began this earlier; it was not sent yet.")
    expect(again.locator("[data-presence]")).to_contain_text(supervisor.name)
    again.get_by_role("button", name="Send answer").click()
    expect(again.locator("#conversation")).to_contain_text("We look at hour 18.")
    assert not Draft.objects.exists()
    taken = f"/issues/new/?participant={lantern.participant.ref}"
    again.goto(taken)
    again.get_by_label("What was asked").fill("Which reads?")
    again.get_by_label("What you checked").fill("The number on file")
    expect(again.locator(".draft-note")).to_have_text("Draft kept.")
    again.goto(taken)
    expect(again.get_by_label("What was asked")).to_have_value("Which reads?")
    expect(again.get_by_label("What you checked")).to_have_value("The number on file")
    again.get_by_role("button", name="Discard").click()
    expect(again.locator(".draft-note")).to_have_count(0)
    expect(again.get_by_label("What you checked")).to_have_value("")
    assert not Draft.objects.exists()
    assert not again.evaluate("Object.keys(localStorage).some((key) => key.startsWith('draft'))")
