"""A supervisor lets an auditor from outside into a room, who reads what it holds until the door is closed."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.tests.factories import ExternalAuditorFactory
from issues.tests.factories import CommentFactory, IssueFactory
from portal.tests.browser.conftest import arrived
from portal.tests.browser.looking import look

pytestmark = pytest.mark.browser


def test_an_auditor_reads_a_room_until_it_is_closed(
    signed: Callable[[User], Page], live_server: Any, supervisor: User, lantern: SimpleNamespace, mesa: SimpleNamespace
) -> None:
    outside = ExternalAuditorFactory(name="Eve Outside", email="eve@audit.example")
    inside = IssueFactory(participant=lantern.participant, title="Meter reads are missing")
    CommentFactory(issue=inside, html="<p>They came back on Tuesday.</p>")
    IssueFactory(participant=mesa.participant, title="Of another company")

    page = signed(supervisor)
    page.goto(f"{live_server.url}/control/rooms/")
    page.get_by_role("link", name="Open a room").click()
    arrived(page, "Open a room")
    page.get_by_label("Title").fill("Quarterly look")
    page.get_by_label("What for").fill("How requests were answered")
    page.get_by_label("Eve Outside").check()
    page.get_by_label("Issues with what was said").check()
    page.get_by_label("Or of these participants").fill(lantern.participant.name)
    page.get_by_role("button", name="Open the room").click()
    arrived(page, "Quarterly look")
    kept = page.url

    page = signed(outside)
    page.goto(live_server.url)
    arrived(page, "Your rooms")
    page.get_by_role("link", name="Quarterly look").click()
    arrived(page, "Quarterly look")
    expect(page.get_by_text("Of another company")).to_have_count(0)
    look(page)
    page.get_by_role("link", name="Meter reads are missing").click()
    arrived(page, "Meter reads are missing")
    expect(page.get_by_text("They came back on Tuesday.")).to_be_visible()
    look(page)
    read = page.url

    page = signed(supervisor)
    page.goto(kept)
    expect(page.get_by_text(f"Issues: {inside.ref}")).to_be_visible()
    page.get_by_label("Why").fill("All was seen")
    page.get_by_role("button", name="Close the room").click()
    expect(page.get_by_text("Closed early").first).to_be_visible()
    answer = signed(outside).context.request.get(read)
    assert answer.status == 404
