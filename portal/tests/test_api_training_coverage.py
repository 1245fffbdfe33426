"""Coverage by the API: figures of participants the staff may see, and nothing for anybody else."""

import pytest
from django.utils import timezone

from training.actions.coverage import count_coverage
from training.tests.actions.test_coverage import advise
from training.tests.outcome_factories import CertificateFactory

NOUN = "/api/v1/training-coverage/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def counted(lantern, mesa, restricted):
    CertificateFactory(contact=lantern.contact, course=advise("OWN", "QSE"))
    count_coverage(now=timezone.now())


@pytest.mark.parametrize("who", ["member", "org_admin", "outsider", "agent", "prospect"])
def test_participants_find_nothing(request, signed_in, counted, lantern, who):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(NOUN).json()["results"] == []
    assert client.get(f"{NOUN}{lantern.participant.ref}/").status_code == 404


def test_staff_read_the_figures_of_those_they_may_see(signed_in, counted, coordinator, lantern, restricted):
    client = signed_in(coordinator)
    rows = client.get(f"{NOUN}?ordering=percent").json()["results"]
    assert [(row["name"], row["percent"]) for row in rows] == [
        ("Blue Mesa Trading", 0),
        ("Prairie Lantern Energy", 100),
    ]
    assert client.get(f"{NOUN}?percent_below=100").json()["results"][0]["missing"] == 1
    assert client.get(f"{NOUN}?role=TDSP").json()["results"] == []
    assert client.get(f"{NOUN}{restricted.participant.ref}/").status_code == 404
    assert client.get(f"{NOUN}{lantern.participant.ref}/").json()["covered"] == 1
