"""What is copied in stands there as any other way of writing would have left it."""

from datetime import datetime

import pytest

from accounts.models import User
from portal.lifecycle.copying import copy_in
from portal.outbox.choices import MessageState
from portal.outbox.models import OutboundMessage

pytestmark = pytest.mark.django_db

TROUBLE = "a\tb\\c\nd\r\\N \\. \u2028 \"quoted\" 'é'"


def test_rows_copied_in_are_read_as_they_were_written(manager: User, now: datetime) -> None:
    given = {"recipient": manager, "address": manager.email, "due_at": now, "kind": "t.news"}
    rows = [
        OutboundMessage(dedupe_key="a", message_id="<a>", facts={"text": TROUBLE, "none": None}, **given),
        OutboundMessage(
            dedupe_key="b", message_id="<b>", last_error=TROUBLE, state=MessageState.FAILED, attempts=3, **given
        ),
    ]
    copy_in(rows)
    digest = OutboundMessage(dedupe_key="c", message_id="<c>", state=MessageState.DIGESTED, digest=rows[0], **given)
    copy_in([digest])
    copy_in([])
    for row in (*rows, digest):
        told = OutboundMessage.objects.get(pk=row.pk)
        assert {name: getattr(told, name) for name in names()} == {name: getattr(row, name) for name in names()}
        assert told.created_at is not None
    assert OutboundMessage.objects.get(dedupe_key="c").digest_id == rows[0].pk
    another = OutboundMessage.objects.create(dedupe_key="d", message_id="<d>", **given)
    assert another.pk > digest.pk


def names() -> list[str]:
    own = {"digest_id", "created_at"}
    return [field.attname for field in OutboundMessage._meta.concrete_fields if field.attname not in own]
