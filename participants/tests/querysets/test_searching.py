"""People misspell companies and abbreviate; numbers they copy."""

import pytest

from accounts.models import User
from participants.models import Participant
from participants.tests.factories import ParticipantFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def companies() -> None:
    lantern = ParticipantFactory(name="Prairie Lantern Energy", duns="810000010")
    RegistrationFactory(participant=lantern, short_name="LLANTERN", duns="8100000104000")
    ParticipantFactory(name="Blue Mesa Trading", duns="810000028")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Prairie Lantern", ["Prairie Lantern Energy"]),
        ("lantern prairie", ["Prairie Lantern Energy"]),
        ("prarie lantren", ["Prairie Lantern Energy"]),
        ("blumesa", ["Blue Mesa Trading"]),
        ("llant", ["Prairie Lantern Energy"]),
        ("8100000104000", ["Prairie Lantern Energy"]),
        ("810000028", ["Blue Mesa Trading"]),
        ("810000082", []),
        ("prairie mesa", []),
        ("100%", []),
        ("_", []),
        ("lantern\\", ["Prairie Lantern Energy"]),
        ("'; drop", []),
    ],
)
def test_search_forgives_typos_in_words_only(asked: str, found: list[str], supervisor: User) -> None:
    rows = Participant.objects.visible_to(supervisor).search(asked).order_by("-similarity", "name")
    assert [row.name for row in rows] == found


def test_other_trigram_questions_keep_their_threshold(supervisor: User) -> None:
    assert Participant.objects.search("prarie").exists()
    assert not Participant.objects.filter(name__trigram_word_similar="lantren").exists()
