"""Mails become bytes faster than by Django's own way, and read the same."""

from email import message_from_bytes, policy

import pytest
from django.core.mail import BadHeaderError, EmailMultiAlternatives

from portal.outbox.mime import Mail

HEADERS = {
    "Message-ID": "<m.1@portal.example>",
    "References": "<record.fu-7k3q9xtb@portal.example>",
    "List-Unsubscribe": f"<https://portal.example/stop/{'x' * 160}/>",
}
WORDS = "Grüße · News · " + "a long line of a text " * 30


def made(kind: type[EmailMultiAlternatives], subject: str) -> EmailMultiAlternatives:
    mail = kind(subject, f"{WORDS}\n.\nend\n", "Büro <portal@iso.example>", ["reader@company.example"], headers=HEADERS)
    mail.attach_alternative(f"<p>{WORDS}</p>", "text/html")
    return mail


@pytest.mark.parametrize("subject", ["News", "News · FU-7K3Q9XTB", "Long " * 40, "日本語の件名" * 9])
def test_a_mail_reads_as_django_would_write_it(subject: str) -> None:
    read = []
    for kind in (Mail, EmailMultiAlternatives):
        raw = made(kind, subject).message().as_bytes(linesep="\r\n")
        assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
        message = message_from_bytes(raw, policy=policy.default)
        headers = {name: str(message[name]) for name in ("Subject", "From", "To", *HEADERS)}
        read.append((headers, [part.get_content() for part in message.iter_parts()]))
    assert read[0] == read[1]
    assert read[0][0]["Subject"].strip() == subject.strip()


def test_boundaries_are_random() -> None:
    mail = made(Mail, "News")
    assert mail.message().get_boundary() != mail.message().get_boundary()


def test_a_header_with_a_new_line_is_refused() -> None:
    with pytest.raises(BadHeaderError):
        made(Mail, "News\r\nBcc: thief@evil.example").message()
