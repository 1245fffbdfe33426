"""The demo world's mail: some e-mails as a mailbox would hand them over, taken in by the same action."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from accounts.models import User
from issues.actions.mail_intake import take_in
from issues.actions.mail_judging import discard_mail
from issues.models import IncomingMail, Mailbox

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo" / "mails.yaml"
NAME: Final = "demo@mail.example/INBOX"
SERVER: Final = "mx.iso.example"


def fill_mails(*, now: datetime) -> None:
    """Called once the companies and their issues are there."""
    mailbox = Mailbox.objects.create(name=NAME, uid_validity=1)
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))["mails"]
    for uid, row in enumerate(rows, start=1):
        _take(mailbox, uid, row, now - timedelta(hours=row["hours"]))
    mailbox.apply(
        read_up_to=len(rows), read_at=now, compared_at=now, messages_there=len(rows), messages_stored=len(rows)
    )


def _take(mailbox: Mailbox, uid: int, row: dict[str, Any], at: datetime) -> IncomingMail:
    raw = row["raw"].replace("\n", "\r\n").encode()
    given = {"uid_validity": 1, "uid": uid, "raw": raw, "size": len(raw), "believed": (SERVER,)}
    mail = take_in(mailbox=mailbox, received_at=at, now=at, **given)
    if "discard" in row:
        by = User.objects.get(email="supervisor@iso.example")
        discard_mail(mail=mail, by=by, now=at + timedelta(minutes=40), reason=row["discard"])
    return mail
