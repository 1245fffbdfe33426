"""The smallest valid rows of incoming mail."""

import factory

from issues.choices import MailReason, MailState
from issues.models import IncomingMail, Mailbox, MailSource
from issues.tests.factories import A_MOMENT

RAW = b"From: someone@nowhere.example\r\nSubject: A question\r\n\r\nWhat is the answer?\r\n"


class MailboxFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mailbox
        django_get_or_create = ("name",)

    name = "mailbox@portal.example@mail.portal.example/INBOX"


class IncomingMailFactory(factory.django.DjangoModelFactory):
    """One from nobody on file, in quarantine, with its source."""

    class Meta:
        model = IncomingMail
        skip_postgeneration_save = True

    mailbox = factory.SubFactory(MailboxFactory)
    message_id = factory.Sequence(lambda n: f"<mail-{n}@nowhere.example>")
    content_hash = "0" * 64
    sender = "someone@nowhere.example"
    subject = "A question"
    size = len(RAW)
    received_at = A_MOMENT
    read_at = A_MOMENT
    state = MailState.QUARANTINED
    reason = MailReason.UNKNOWN_SENDER

    @factory.post_generation
    def source(self, create, raw, **kwargs):
        MailSource.objects.create(mail=self, raw=raw or RAW)
