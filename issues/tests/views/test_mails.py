"""Deciding about mail at the desk: what is shown is inert, each decision is made once and stands in the trail."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from issues.actions.mail_filing import open_by_mail
from issues.mail_senders import sender_of, vouched_for
from issues.models import Comment, IncomingMail, Issue, Note, Verification
from issues.rules.mail_parsing import parse
from issues.tests.factories import CategoryFactory, IssueFactory
from issues.tests.mail_factories import RAW, IncomingMailFactory
from participants.actions.contacts import add_contact
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import Refused
from portal.outbox.models import OutboundMessage
from portal.scoping import wall

pytestmark = pytest.mark.django_db

LIST_BUDGET = 15
DETAIL_BUDGET = 10
HOSTILE = b"""From: "<script>alert(0)</script>" <contact@lantern.example>\r
Subject: <img src=x onerror=alert(1)> reads\r
X-Odd: <script>alert(2)</script>\r
Content-Type: multipart/mixed; boundary=b\r
\r
--b\r
Content-Type: text/html\r
\r
<p>Since Monday. @specialist</p><script>alert(3)</script><img src="https://tracker.example/p.gif"><blockquote>Before</blockquote>\r
--b\r
Content-Type: text/csv\r
Content-Disposition: attachment; filename="reads.csv"\r
\r
hour,mwh\r
--b\r
Content-Type: image/svg+xml\r
Content-Disposition: attachment; filename="<b>.svg"\r
\r
<svg onload=alert(4)/>\r
--b--\r
"""


def waiting(lantern: SimpleNamespace, **given: Any) -> IncomingMail:
    known = {"participant": lantern.participant, "contact": lantern.contact, "sender": lantern.contact.email}
    return IncomingMailFactory(source=HOSTILE, subject="<img src=x onerror=alert(1)> reads", **known | given)


def trail(mail: IncomingMail) -> list[tuple[str, str]]:
    return list(AuditEvent.objects.filter(object_ref=mail.ref).order_by("pk").values_list("verb", "reason"))


def test_a_person_decides_once_and_what_is_shown_is_inert(
    signed_in: Callable[[User], Client],
    manager: User,
    specialist: User,
    outsider: User,
    lantern: SimpleNamespace,
    mesa: SimpleNamespace,
) -> None:
    CategoryFactory(code="GE-GENERAL", area="general", name="General", departments=[])
    issue = IssueFactory(ref="IS-2025-00041", participant=lantern.participant, owner=manager, state="waiting")
    over = {"resolution": "Done.", "cause": "question", "resolved_at": issue.opened_at, "ended_at": issue.opened_at}
    closed = IssueFactory(ref="IS-2025-00042", participant=lantern.participant, state="closed", **over)
    released, noted, opened, discarded = (waiting(lantern, issue=row) for row in (issue, issue, closed, None))
    client = signed_in(manager)

    page = client.get(released.get_absolute_url())
    shown = page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "Since Monday." in shown
    for harm in ("<script>alert", "<img src=x", "tracker.example", "onload=alert(4)/>"):
        assert harm not in shown, harm
    assert "&lt;script&gt;alert(2)" in shown

    # Released after a check: the participant's word, with the files that fit, and the operator's turn again.
    form = {"issue": issue.ref, "checked": "Called back on the number on file"}
    address = f"{released.get_absolute_url()}release/"
    assert client.post(address, form | {"checked": ""}).status_code == 422
    assert client.post(address, form | {"issue": "IS-2025-99999"}).status_code == 422
    foreign = IssueFactory(ref="IS-2025-00043", participant=mesa.participant, owner=manager)
    slip = client.post(address, form | {"issue": foreign.ref})
    assert (slip.status_code, "on file with another company" in slip.content.decode()) == (422, True)
    assert client.post(address, form).status_code == 302
    released.refresh_from_db()
    comment = released.comment
    assert (released.state, released.judged_by, released.judgment) == ("filed", manager, form["checked"])
    assert (comment.side, comment.author_name, comment.channel) == ("participant", "lantern contact", "mail")
    assert [file.document.name for file in comment.files.all()] == ["reads.csv"]
    assert "_b_.svg: Files of this kind are not stored" in comment.text
    assert "<details" in comment.html
    issue.refresh_from_db()
    assert issue.state == "open"
    assert trail(released) == [("issues.mail.released", form["checked"])]
    again = client.post(address, form)
    assert (again.status_code, "decided about this e-mail already" in again.content.decode()) == (422, True)
    assert Comment.objects.filter(issue=issue).count() == 1

    # Kept as a note: the staff's alone, and quoted so that nothing in it is drawn and nobody is called by it.
    assert client.post(f"{noted.get_absolute_url()}note/", {"issue": issue.ref}).status_code == 302
    note = Note.objects.get(issue=issue)
    assert "Since Monday." in note.html
    assert "<script" not in note.html
    assert Comment.objects.filter(issue=issue).count() == 1

    # Opened as an issue: it continues the closed one that it answered.
    form = {
        "participant": lantern.participant.ref,
        "title": "Reads again",
        "category": "GE-GENERAL",
        "severity": "3",
        "proof": "called_back",
        "checked": "Called back",
    }
    address = f"{opened.get_absolute_url()}open/"
    assert client.post(address, form | {"participant": "Nobody Inc."}).status_code == 422
    assert client.post(address, form | {"participant": mesa.participant.ref}).status_code == 422
    assert client.post(address, form).status_code == 302
    opened.refresh_from_db()
    assert (opened.state, opened.issue.follows, opened.issue.contact) == ("opened", closed, lantern.contact)
    assert (opened.issue.entered_by, opened.issue.channel) == (manager, "mail")
    assert Verification.objects.get(issue=opened.issue).proof == "called_back"

    # Discarded with a reason, which nobody is told.
    sent = OutboundMessage.objects.count()
    address = f"{discarded.get_absolute_url()}discard/"
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Advertising"}).status_code == 302
    assert trail(discarded) == [("issues.mail.discarded", "Advertising")]
    assert OutboundMessage.objects.count() == sent

    # The other side learns of nothing.
    client = signed_in(outsider)
    assert client.get(released.get_absolute_url()).status_code == 404
    assert client.get("/api/v1/incoming-mails/").json()["results"] == []


def test_no_company_draws_the_mail_of_others_to_itself(
    manager: User, outsider: User, lantern: SimpleNamespace, mesa: SimpleNamespace, now: datetime
) -> None:
    person = {"name": "Somebody", "email": "someone@nowhere.example"}
    with wall.inside(outsider.acting_for):
        contact = add_contact(participant=mesa.participant, by=outsider, now=now, **person)
    given = {"mail": parse(RAW), "sender": sender_of(contact.email, now=now), "now": now}
    with pytest.raises(Refused, match="make sure who wrote"):
        open_by_mail(participant=mesa.participant, **given)
    # Once somebody has made sure, or where the staff put the address on file, mail is taken as it comes.
    issue = IssueFactory(participant=mesa.participant)
    IncomingMailFactory(state="opened", reason="", contact=contact, issue=issue, judged_by=manager)
    assert vouched_for(contact)
    assert vouched_for(add_contact(participant=lantern.participant, by=manager, now=now, **person))


def test_who_sees_which_mail_and_what_a_page_costs(
    signed_in: Callable[[User], Client], colleague: User, supervisor: User, restricted: SimpleNamespace
) -> None:
    closed_to_most = IncomingMailFactory(participant=restricted.participant, state="pending", reason="not_open")
    IncomingMailFactory(state="pending", reason="refused")
    client = signed_in(colleague)
    assert client.get(closed_to_most.get_absolute_url()).status_code == 404
    first = statements(client, "/mail/")
    assert closed_to_most.ref not in client.get("/mail/").content.decode()
    assert [row["ref"] for row in client.get("/api/v1/incoming-mails/").json()["results"]].count(
        closed_to_most.ref
    ) == 0
    for number in range(20):
        IncomingMailFactory(
            state="pending", reason="refused", subject=f"Mail {number}", issue=IssueFactory(state="open")
        )
    assert statements(client, "/mail/") == first <= LIST_BUDGET
    mail = IncomingMail.objects.latest("pk")
    assert statements(client, mail.get_absolute_url()) <= DETAIL_BUDGET
    assert "No mailbox is set up" in client.get("/mail/mailbox/").content.decode()
    client = signed_in(supervisor)
    assert client.get(closed_to_most.get_absolute_url()).status_code == 200
    assert client.get("/operations/").content.decode().count("E-mails that wait for a decision") == 1
    assert b"portal_incoming_mail_waiting 22.0" in client.get("/metrics", HTTP_HOST="localhost").content
    assert not Issue.objects.exclude(state="open").exists()


def statements(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
