"""The yearly look at who has access: opened, decided, attested, and asked for again."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from participants.access import acting_for, memberships_of
from participants.actions.access_reviews import EVERY, attest, decide, open_due, open_review
from participants.choices import MembershipKind
from participants.models import AccessReview, AccessReviewLine, Membership
from participants.tests.actions.owing import load_obligations
from participants.tests.actions.recorded import recorded
from participants.tests.factories import MembershipFactory
from portal.calendars.choices import ClockState
from portal.calendars.models import Clock
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping import wall
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db
PAGE = "my-access-review"


@pytest.fixture
def calendars(db: None, now: datetime) -> None:
    load_obligations(now)


@pytest.fixture
def colleague(lantern: SimpleNamespace) -> User:
    return MembershipFactory(participant=lantern.participant, user__name="Cora Colleague").user


def _act(person: User) -> User:
    person.acting_for = acting_for(person, memberships_of(person, timezone.now())[0])
    return person


def test_reviews_open_a_year_after_the_first_access_and_the_last_review(
    calendars: None, lantern: SimpleNamespace, mesa: SimpleNamespace, org_admin: User, outsider: User, now: datetime
) -> None:
    today = market_day(now)
    Membership.objects.filter(user=org_admin).update(starts_on=today - EVERY)
    Membership.objects.filter(user=outsider).update(starts_on=today - EVERY + timedelta(days=1))
    assert open_due(now=now) == 1
    assert open_due(now=now) == 0, "a second worker, or the same an hour later"
    review = AccessReview.objects.get()
    assert review.participant == lantern.participant
    assert review.due_on == today + timedelta(days=30)
    clock = Clock.objects.of(review).get()
    assert (clock.fixed_day, clock.inner) == (review.due_on, False)
    told = Notification.objects.filter(kind="participants.access_review.opened")
    assert set(told.values_list("recipient", flat=True)) == {org_admin.pk}
    AccessReview.objects.update(attested_at=now, attested_by=org_admin)
    assert open_due(now=now + EVERY - timedelta(days=2), most=1) == 1, "the other company, whose turn has come"
    assert open_due(now=now + EVERY + timedelta(days=1)) == 1
    assert AccessReview.objects.of(lantern.participant).count() == 2


def test_an_administrator_decides_line_by_line_and_attests(
    calendars: None, lantern: SimpleNamespace, org_admin: User, colleague: User, mesa: SimpleNamespace
) -> None:
    client, theirs = Client(), Client()
    client.force_login(org_admin)
    theirs.force_login(colleague)
    assert theirs.get(reverse("my-home")).status_code == 200
    assert theirs.get(reverse(PAGE)).status_code == 403
    assert "Begin one now" in client.get(reverse(PAGE)).content.decode()
    client.post(reverse("my-access-review-open"))
    client.post(reverse("my-access-review-open"))
    review = AccessReview.objects.get()
    own, other = (AccessReviewLine.objects.get(membership__user=one) for one in (org_admin, colleague))
    assert theirs.post(reverse("my-access-decision", args=[other.ref]), {"decision": "keep"}).status_code == 404
    attest_page = reverse("my-access-attest", args=[review.ref])
    refused = client.post(attest_page, {"sure": "on"})
    assert refused.status_code == 422
    assert "2 of the people with access are still" in refused.content.decode()
    client.post(reverse("my-access-decision", args=[other.ref]), {"decision": "end"})
    assert theirs.get(reverse("my-home")).status_code == 302, "signed out at once"
    client.post(reverse("my-access-decision", args=[own.ref]), {"decision": "end"})
    own.refresh_from_db()
    assert own.decision == "", "the last administrator stays"
    client.post(reverse("my-access-decision", args=[own.ref]), {"decision": "keep"})
    assert "own issues" in AccessReviewLine.objects.get(pk=other.pk).reach
    MembershipFactory(participant=lantern.participant)
    assert colleague.name in client.get(reverse(PAGE)).content.decode()
    assert client.post(attest_page, {}).status_code == 422
    assert client.post(attest_page, {"sure": "on"}).status_code == 302
    review.refresh_from_db()
    assert review.attested_by == org_admin
    assert recorded("access_review.attested").by == org_admin
    assert Clock.objects.of(review).get().state == ClockState.STOPPED
    assert client.post(reverse("my-access-decision", args=[own.ref]), {"decision": "end"}).status_code == 302
    own.refresh_from_db()
    assert own.decision == "keep", "what is attested stays"


def test_nobody_else_decides(
    calendars: None, lantern: SimpleNamespace, org_admin: User, outsider: User, manager: User, now: datetime
) -> None:
    review = open_review(participant=lantern.participant, by=manager, now=now)
    with pytest.raises(Refused, match="open already"):
        open_review(participant=lantern.participant, by=manager, now=now)
    line = review.lines.get(membership__user=org_admin)
    with pytest.raises(NotPermitted):
        decide(line=line, decision="keep", by=_act(outsider), now=now)
    decide(line=line, decision="keep", by=manager, now=now)
    with pytest.raises(Refused, match="own administrator"):
        attest(review=review, by=manager, now=now)
    with wall.inside(_act(outsider).acting_for):
        assert not AccessReview.objects.exists()
        assert not AccessReviewLine.objects.exists()


def test_the_desk_sees_who_has_attested(
    calendars: None, lantern: SimpleNamespace, org_admin: User, manager: User, now: datetime,
    signed_in, django_assert_max_num_queries,
) -> None:  # fmt: skip
    review = open_review(participant=lantern.participant, by=manager, now=now)
    assert MembershipKind.ADMIN in review.lines.values_list("membership__kind", flat=True)
    client = signed_in(manager)
    client.get(reverse("participants:coverage-list"))
    with django_assert_max_num_queries(13):
        text = client.get(reverse("participants:access-review-list")).content.decode()
    assert f"0 of {review.lines.count()}" in text
    AccessReview.objects.update(attested_at=now, attested_by=org_admin, due_on=date(2026, 1, 1))
    assert (
        org_admin.name in client.get(reverse("participants:access-review-list"), {"view": "attested"}).content.decode()
    )


def test_a_system_of_the_company_decides_and_attests(
    calendars: None, lantern: SimpleNamespace, org_admin: User, colleague: User, outsider: User, signed_in
) -> None:
    api, json = signed_in(org_admin), {"content_type": "application/json"}
    made = api.post("/api/v1/access-reviews/", {"participant": lantern.participant.ref}, **json)
    assert made.status_code == 201
    review = f"/api/v1/access-reviews/{made.json()['ref']}/"
    lines = api.get(f"/api/v1/access-review-lines/?review={made.json()['ref']}&undecided=true").json()["results"]
    assert {line["person"] for line in lines} >= {org_admin.name, colleague.name}
    assert api.post(f"{review}attest/", {}, **json).status_code == 409
    for line in lines:
        decision = {"decision": "end" if line["person"] == colleague.name else "keep"}
        address = f"/api/v1/access-review-lines/{line['ref']}/decide/"
        assert signed_in(outsider).post(address, decision, **json).status_code == 404
        assert api.post(address, decision, **json).json()["decision"] == decision["decision"]
    assert memberships_of(colleague, timezone.now()) == []
    assert api.post(f"{review}attest/", {}, **json).json()["attested_at"]
