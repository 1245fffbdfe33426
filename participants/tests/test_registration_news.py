"""What the mails about moves and letters say, and that their subjects hold no name."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.actions.official_letters import issue_official_letter
from participants.rules.registration_moves import BY_NAME, SUSPEND
from participants.tests.actions.moving import make
from portal.lifecycle import subjects
from portal.outbox import kinds, texts
from portal.outbox.models import OutboundMessage
from portal.scoping import wall
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db


def drawn(message: OutboundMessage, reader: User) -> texts.Text:
    """The mail as its reader gets it, drawn inside the reader's wall."""
    with wall.inside(reader.acting_for):
        row = subjects.visible(reader, message.about_type, [message.about_ref])[message.about_ref]
        return texts.draw(
            kinds.get(message.kind),
            ref=message.about_ref,
            row=row,
            facts=message.facts,
            recipient=reader,
            link=texts.link_to(row, reader),
        )


def test_a_suspension_is_told_with_reason_and_section_and_leads_to_the_own_side(
    lantern: SimpleNamespace, supervisor: User, member: User, now: datetime
) -> None:
    make(SUSPEND, lantern.qse, supervisor, now)
    message = OutboundMessage.objects.get(recipient=member)
    text = drawn(message, member)
    assert text.subject == f"Registration suspended · {lantern.qse.ref}"
    for told in (BY_NAME[SUSPEND].told, "Collateral call unpaid", "Section 16.11.6", "/my/company/"):
        assert told in text.body
    assert "Collateral call unpaid" in text.html


def test_what_moved_on_since_tells_no_stale_reason(
    lantern: SimpleNamespace, supervisor: User, member: User, now: datetime
) -> None:
    make(SUSPEND, lantern.qse, supervisor, now)
    message = OutboundMessage.objects.get(recipient=member)
    lantern.qse.refresh_from_db()
    lantern.qse.apply(status="terminated", status_reason="Left the market")
    assert "Left the market" not in drawn(message, member).body


def test_a_letter_is_announced_by_its_kind_and_reference(
    lantern: SimpleNamespace, supervisor: User, member: User
) -> None:
    now = datetime.now(UTC)
    letter = issue_official_letter(
        registration=lantern.qse, kind="certification", effective_on=market_day(now), by=supervisor, now=now
    )
    text = drawn(OutboundMessage.objects.get(recipient=member), member)
    assert text.subject == f"A letter is ready for you in the portal · {letter.ref}"
    assert "Certification letter" in text.body
    assert "/my/letters/" in text.body
