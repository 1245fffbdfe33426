"""Mail that came in, for the walks over all addresses: one of each company, and nobody's."""

from types import SimpleNamespace

from issues.models import IncomingMail
from issues.tests.mail_factories import IncomingMailFactory


def furnish_mail(*companies: SimpleNamespace) -> dict[str, IncomingMail]:
    """Returns what is nobody's own, by name."""
    for rows in companies:
        raw = f"From: {rows.contact.email}\r\nSubject: Hello\r\n\r\nI am {rows.contact.name}.\r\n".encode()
        given = {"sender": rows.contact.email, "sender_name": rows.contact.name, "subject": f"From {rows.contact.name}"}
        rows.mail = IncomingMailFactory(participant=rows.participant, contact=rows.contact, source=raw, **given)
    return {"strangers_mail": IncomingMailFactory()}
