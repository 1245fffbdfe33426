"""With a registration end its deadlines; what was shown for it stays."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.actions.checklist_items import submit_item
from participants.actions.registration_ends import terminate_registration, withdraw_registration
from participants.models import ChecklistItem
from participants.tests.actions.checklisting import applying, item, load_what_is_asked, opened
from participants.tests.actions.moving import stand
from portal.calendars.models import Clock
from portal.documents.tests.files import upload
from portal.lifecycle.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("status", "end"), [("under_review", withdraw_registration), ("qualified", terminate_registration)]
)
def test_deadlines_of_its_checklist_end_with_it(
    lantern: SimpleNamespace, supervisor: User, now: datetime, status: str, end: object
) -> None:
    load_what_is_asked(now)
    checklist = opened(applying(lantern.participant), supervisor, now, target_on=date(2027, 3, 1))
    sent = submit_item(
        item=item(checklist, "COM-02"), by=supervisor, now=now, documents=[upload()], values={"duns": "555555555"}
    )
    registration = checklist.registration
    registration.apply(duns="555555555")
    stand(registration, status)
    refs = list(ChecklistItem.objects.filter(checklist=checklist).values_list("ref", flat=True))
    assert Clock.objects.filter(subject_ref__in=refs).open().exists()
    assert ChecklistItem.objects.to_review().filter(pk=sent.pk).exists()
    end(registration=registration, by=supervisor, now=now, reason="Over")
    assert not Clock.objects.filter(subject_ref__in=refs).open().exists()
    assert not ChecklistItem.objects.to_review().filter(pk=sent.pk).exists()
    sent.refresh_from_db()
    assert sent.state == "submitted"
    with pytest.raises(Refused, match="has ended"):
        submit_item(item=item(checklist, "COM-03"), by=supervisor, now=now, remark="Late")
