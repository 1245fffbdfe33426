"""Every kind of message can be drawn, and none tells anything in its subject or headers."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives

from portal.outbox import headers, kinds, sending, texts
from portal.outbox.kinds import Kind
from portal.outbox.models import OutboundMessage

REF = "ZZ-7K3Q9XTB"
MOMENT = re.compile(r"(_at|_on|_until|^at|^on|since|due|when|day|date)$")
SMUGGLED = "\r\nBcc: thief@evil.example"


class Sentinel(str):
    """A text that is also whatever a template asks of it, all of it recognizable."""

    def __new__(cls, name: str) -> "Sentinel":
        return super().__new__(cls, f"SECRET-{name}{SMUGGLED}")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name in {"resolve_expression", "do_not_call_in_templates"}:
            raise AttributeError(name)
        return datetime(2031, 3, 7, 4, 5, tzinfo=UTC) if MOMENT.search(name) else Sentinel(name)


class Facts(dict):
    """Any fact; instants are written as in JSON."""

    def __getitem__(self, name: str) -> str:
        told = getattr(Sentinel("fact"), name)
        return told.isoformat() if isinstance(told, datetime) else told


def mail_of(kind: Kind, *, row: Any, written: bool) -> EmailMultiAlternatives:
    """A mail of the kind in which every free field holds a sentinel."""
    message = OutboundMessage(
        kind=kind.code,
        address="reader@company.example",
        about_ref=REF,
        message_id=headers.new_message_id(),
        thread_key=headers.thread_key(REF),
        recipient_id=7,
    )
    writer = SimpleNamespace(email="writer@iso.example", name=Sentinel("writer"), pk=8)
    message.__dict__["written_by_id"] = 8 if written else None
    message._state.fields_cache["written_by"] = writer if written else None
    group = SimpleNamespace(ref=REF, link="https://x.example/", entries=[SimpleNamespace(label="News", times=2)])
    text = texts.draw(
        kind,
        ref=REF,
        row=row,
        facts=Facts(),
        recipient=Sentinel("recipient"),
        on_behalf_of=Sentinel("absent"),
        written_by=writer,
        link="https://portal.example/x/",
        groups=[group],
        unsubscribe=sending.unsubscribe_address(message, kind.optional),
    )
    return sending.compose(message, text)


@pytest.mark.parametrize("written", [False, True])
@pytest.mark.parametrize("row", [Sentinel("row"), None], ids=["row", "no row"])
def test_subject_and_headers_hold_the_kind_and_the_reference_only(row: Any, written: bool) -> None:
    for kind in kinds.every():
        mail = mail_of(kind, row=row, written=written)
        assert mail.subject == f"{kind.label} · {REF}"
        for name, value in mail.message().items():
            assert "SECRET" not in str(value), f"{kind.code} tells something in {name}"
            assert not re.search(r"[\r\n](?![ \t])", str(value)), f"{kind.code} breaks the line of {name}"
            assert name.lower() != "bcc"
        assert mail.recipients() == ["reader@company.example"]


def test_every_kind_has_a_text_and_html_of_the_shared_shape() -> None:
    for kind in kinds.every():
        mail = mail_of(kind, row=Sentinel("row"), written=False)
        html, mime = mail.alternatives[0]
        assert mime == "text/html"
        assert kind.label in mail.body, kind.code
        for needed in ('<html lang="en">', 'name="color-scheme"', "prefers-color-scheme: dark", "</html>"):
            assert needed in html, kind.code
        assert " style=" not in html, kind.code


def test_the_title_of_the_page_in_a_mail_is_its_subject() -> None:
    mail = mail_of(kinds.get("t.news"), row=Sentinel("row"), written=False)
    assert f"<title>News · {REF}</title>" in mail.alternatives[0][0]
