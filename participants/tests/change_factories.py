"""The smallest valid rows around a change of what is on file."""

from datetime import UTC, date, datetime

import factory

from accounts.tests.factories import StaffFactory
from participants.models import (
    Acknowledgment,
    BankAccount,
    Change,
    ChangeField,
    ChangeProcedure,
    ChangeStep,
)
from participants.tests.factories import ParticipantFactory, RegistrationFactory

LONG_AGO = date(2020, 1, 1)
A_MOMENT = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)


class ChangeProcedureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ChangeProcedure
        django_get_or_create = ("code",)

    code = "CHG-NCI"
    name = "Notice of Change of Information"
    steps = ["Signed", "Reviewed"]
    time_rule = "promptly"
    source = "tests"
    tag = "P"


class ChangeFactory(factory.django.DjangoModelFactory):
    """A draft that the staff recorded after a call."""

    class Meta:
        model = Change

    participant = factory.SubFactory(ParticipantFactory)
    procedure = factory.SubFactory(ChangeProcedureFactory)
    topics = ["address"]
    channel = "phone"
    reason = "It moved"
    requested_by = factory.SubFactory(StaffFactory)
    requested_name = factory.SelfAttribute("requested_by.name")
    requested_at = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)


class ChangeFieldFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ChangeField

    change = factory.SubFactory(ChangeFactory)
    participant = factory.SelfAttribute("change.participant")
    position = factory.Sequence(lambda n: n)
    topic = "address"
    name = "address"
    label = "Postal address"
    after = "1 New Street"
    value = "1 New Street"


class ChangeStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ChangeStep

    change = factory.SubFactory(ChangeFactory)
    participant = factory.SelfAttribute("change.participant")
    position = 1
    title = "Signed"


class AcknowledgmentFactory(factory.django.DjangoModelFactory):
    """Asked of the company of `representative_registration`."""

    class Meta:
        model = Acknowledgment

    change = factory.SubFactory(ChangeFactory)
    participant = factory.SelfAttribute("change.participant")
    representative_registration = factory.SubFactory(RegistrationFactory)
    representative = factory.SelfAttribute("representative_registration.participant")
    represented_name = "SLOPE_1"
    representative_name = factory.LazyAttribute(lambda row: row.representative.name)
    asked_at = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)


class BankAccountFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BankAccount

    change = factory.SubFactory(ChangeFactory)
    participant = factory.SelfAttribute("change.participant")
    sealed = "gAAAA"
    last_four = "6789"
    starts_on = LONG_AGO
