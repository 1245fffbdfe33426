"""The smallest valid rows of how companies belong together."""

from datetime import date

from factory import LazyAttribute, SubFactory
from factory.django import DjangoModelFactory

from participants.choices import TieKind, TieSource
from participants.models import Affiliation
from participants.tests.factories import ParticipantFactory


class AffiliationFactory(DjangoModelFactory):
    """The participant's parent, another participant, since long ago; `other=None` with a name is one outside."""

    class Meta:
        model = Affiliation

    participant = SubFactory(ParticipantFactory)
    other = SubFactory(ParticipantFactory)
    participant_name = LazyAttribute(lambda row: row.participant.name)
    other_name = LazyAttribute(lambda row: row.other.name)
    other_key = LazyAttribute(lambda row: "" if row.other else row.other_name.casefold())
    kind = TieKind.PARENT
    source = TieSource.PUBLIC
    starts_on = date(2020, 1, 1)
