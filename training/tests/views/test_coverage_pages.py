"""The pages of coverage: what each shows, to whom, and how many statements it takes."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from participants.tests.factories import ContactFactory, RegistrationFactory
from portal.scoping.today import market_day
from training.actions.coverage import count_coverage
from training.models import Course
from training.tests.actions.needing import DAY
from training.tests.actions.test_coverage import advise
from training.tests.factories import NeedFactory
from training.tests.outcome_factories import CertificateFactory
from training.tests.views.test_need_pages import page, statements

pytestmark = pytest.mark.django_db
LIST = "training:coverage-list"


@pytest.fixture
def course(lantern: SimpleNamespace, mesa: SimpleNamespace) -> Course:
    """A course that both companies need and Prairie Lantern has."""
    row = advise("OWN", "QSE")
    CertificateFactory(contact=lantern.contact, course=row, expires_on=market_day(timezone.now()) + 20 * DAY)
    count_coverage(now=timezone.now())
    return row


def test_the_list_begins_with_the_least_covered_and_is_narrowed(
    signed_in: Any, coordinator: User, manager: User, course: Course, restricted: SimpleNamespace
) -> None:
    count_coverage(now=timezone.now())
    client = signed_in(coordinator)
    text = page(client, reverse(LIST))
    assert text.index("Blue Mesa Trading") < text.index("Prairie Lantern Energy")
    assert "Quiet Harbor" not in text
    assert "Prairie Lantern" not in page(client, f"{reverse(LIST)}?view=lacking")
    assert "Blue Mesa" not in page(client, f"{reverse(LIST)}?view=expiring")
    assert "Blue Mesa" not in page(client, f"{reverse(LIST)}?q=lantern")
    assert "Blue Mesa" not in page(signed_in(manager), f"{reverse(LIST)}?whose=me")
    assert "No participants match" in page(client, f"{reverse(LIST)}?q=nobody")


def test_a_participants_page_and_its_panel(
    signed_in: Any, manager: User, colleague: User, lantern: SimpleNamespace, course: Course
) -> None:
    NeedFactory(participant=lantern.participant, title="Metering")
    url = reverse("training:coverage-detail", args=[lantern.participant.ref])
    text = page(signed_in(manager), url)
    assert "1 of 1" in text
    assert "lantern contact" in text
    assert "Metering" in text
    assert "Propose training" in text
    assert "Propose training" not in page(signed_in(colleague), url)
    panel = page(signed_in(manager), lantern.participant.get_absolute_url())
    assert "1 of 1 courses" in panel
    assert url in panel


def test_an_administrator_sees_the_own_company_and_a_member_does_not(
    signed_in: Any, org_admin: User, member: User, outsider: User, lantern: SimpleNamespace, course: Course
) -> None:
    url = reverse("my-coverage")
    assert "lantern contact" in page(signed_in(org_admin), url)
    assert signed_in(member).get(url).status_code == 403
    foreign = page(signed_in(outsider), url)
    assert "lantern" not in foreign
    assert "0 of 1" in foreign


def grow(count: int, lantern: SimpleNamespace, course: Course) -> None:
    for _ in range(count):
        RegistrationFactory()
        CertificateFactory(contact=ContactFactory(participant=lantern.participant), course=course)
        NeedFactory(participant=lantern.participant)
        advise(f"C{Course.objects.count()}", "QSE")
    count_coverage(now=timezone.now())


@pytest.mark.parametrize(
    ("who", "name", "most"),
    [("coordinator", LIST, 8), ("manager", "training:coverage-detail", 13), ("org_admin", "my-coverage", 16)],
)
def test_pages_cost_the_same_for_2_rows_and_for_20(
    request: Any, signed_in: Any, lantern: SimpleNamespace, course: Course, who: str, name: str, most: int
) -> None:
    client = signed_in(request.getfixturevalue(who))
    url = reverse(name, args=[lantern.participant.ref] if name.endswith("detail") else [])
    grow(2, lantern, course)
    few = statements(client, url)
    assert len(few) <= most, "\n".join(few)
    grow(18, lantern, course)
    many = statements(client, url)
    assert len(many) == len(few), "\n".join(many)


def test_the_panel_offers_a_proposal_to_who_may_make_one(
    signed_in: Any, request: Any, lantern: SimpleNamespace, course: Course
) -> None:
    may = {"manager": True, "supervisor": True, "coordinator": True, "colleague": False, "specialist": False}
    url = reverse("training:need-propose-for", args=[lantern.participant.ref])
    for persona, offered in may.items():
        client = signed_in(request.getfixturevalue(persona))
        assert (url in page(client, lantern.participant.get_absolute_url())) is offered, persona
        assert (client.get(url).status_code == 200) is offered, persona
