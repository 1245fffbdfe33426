"""Seals: nothing is passed over, nothing is sealed twice, and what was changed afterwards is named."""

import csv
import io
import json
from datetime import datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts.models import User
from portal.audit import canonical, checking, kept_seals, proof_check, proofs, seal_news, sealing, trail
from portal.audit.models import AuditEvent, Seal, SealCheck, UnsealedEvent
from portal.outbox import delivery
from portal.outbox.models import Notification, OutboundMessage

VERB = "audit.trail.exported"
SEALS = reverse("audit:seal-list")


def record(now: datetime, count: int = 1, **more: Any) -> list[AuditEvent]:
    return [trail.record(VERB, by=None, at=now, **more) for _one in range(count)]


def by_hand(statement: str, *values: Any, table: str = "audit_auditevent") -> None:
    """As the owner of the database could: rights taken back and triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"GRANT UPDATE, DELETE ON {table} TO CURRENT_USER")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM CURRENT_USER")


@pytest.mark.django_db
def test_events_are_sealed_in_batches_one_on_the_other(now: datetime) -> None:
    made = record(now, 5)
    first, second = sealing.seal_next(now=now, most=3), sealing.seal_next(now=now, most=3)
    assert (first.event_ids, second.event_ids) == ([one.pk for one in made[:3]], [one.pk for one in made[3:]])
    assert (second.number, second.previous) == (2, first.digest)
    assert sealing.seal_waiting(now=now) == 0
    assert not UnsealedEvent.objects.exists()
    for statement in ("UPDATE audit_seal SET root = ''", "DELETE FROM audit_seal"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db
def test_what_was_changed_around_the_portal_is_named(now: datetime) -> None:
    changed, gone, kept, last = record(now, 4, reason="so")
    sealing.seal_next(now=now, most=2)
    sealing.seal_next(now=now, most=2)
    assert checking.check_next(now=now) == 2
    assert SealCheck.objects.get().faults == []
    noted = dict(Seal.objects.values_list("number", "digest"))
    by_hand("UPDATE audit_auditevent SET reason = 'so!' WHERE id = %s", changed.pk)
    by_hand("DELETE FROM audit_auditevent WHERE id = %s", gone.pk)
    by_hand(
        "INSERT INTO audit_auditevent (verb, object_type, object_ref, object_label, by_label, at, changes, reason)"
        " VALUES ('x', '', '', '', '', now(), '{}', '')"
    )
    added = AuditEvent.objects.get(verb="x")
    found = checking.look(kept=noted)
    assert found.faults == [
        f"Event {changed.pk} under seal 1 was changed.",
        f"Event {gone.pk} under seal 1 is missing.",
        f"Event {added.pk} stands under no seal and waits for none: it was put in by hand.",
    ]
    with pytest.raises(CommandError, match="3 faults"):
        call_command("verify_audit_trail", stderr=io.StringIO())
    assert checking.check_next(now=now) == 2
    assert len(SealCheck.objects.first().faults) == 3
    by_hand("UPDATE audit_seal SET sealed_at = sealed_at + interval '1 day' WHERE number = 1", table="audit_seal")
    by_hand("DELETE FROM audit_seal WHERE number = 2", table="audit_seal")
    faults = checking.look(kept=noted).faults
    assert faults[0] == "Seal 1 was changed."
    assert "Seal 2, noted elsewhere, is missing." in faults
    assert {kept.pk, last.pk} == {int(one.split()[1]) for one in faults if "under no seal" in one} - {added.pk}


@pytest.mark.django_db(transaction=True)
def test_late_ones_are_not_lost_and_two_runs_make_one_seal(now: datetime) -> None:
    """An event with a lower id commits behind a seal; and a second run beside a first one leaves it alone."""

    def beside(work: Any) -> None:
        def run() -> None:
            try:
                work()
            finally:
                connection.close()

        thread = Thread(target=run)
        thread.start()
        thread.join(20)
        assert not thread.is_alive()

    with transaction.atomic():
        (late,) = record(now)
        beside(lambda: record(now, 2))
        beside(lambda: sealing.seal_waiting(now=now))
    early = Seal.objects.get()
    assert early.count == 2
    assert late.pk < early.first_id
    with transaction.atomic():
        second = sealing.seal_next(now=now)
        beside(lambda: sealing.seal_waiting(now=now))
    assert second.event_ids == [late.pk]
    assert list(Seal.objects.values_list("number", flat=True)) == [2, 1]
    assert checking.look().faults == []


@pytest.fixture
def written(now: datetime, lantern: Any) -> list[str]:
    """A whole export of six events under two seals."""
    record(now, 6, changes={"name": ["Łódź", "=1+1"]}, participant_id=lantern.participant.pk)
    sealing.seal_next(now=now, most=4)
    sealing.seal_next(now=now)
    return proofs.lines(AuditEvent.objects.all(), wanted="", now=now)


def again(lines: list[str]) -> list[str]:
    """What a forger would hand on: the end fits the lines."""
    return [*lines[:-1], canonical.text({"end": {"digest": proofs.digest(lines[:-1])}})]


@pytest.mark.django_db
def test_an_export_proves_itself_and_any_change_is_found(written: list[str], tmp_path: Any) -> None:
    found = proof_check.check(written)
    assert (found.events, found.whole, found.faults) == (6, True, [])
    for line in range(len(written)):
        for place in range(0, len(written[line]), 7):
            forged = list(written)
            swapped = "a" if written[line][place] != "a" else "b"
            forged[line] = written[line][:place] + swapped + written[line][place + 1 :]
            assert proof_check.check(forged).faults, (line, place)

    def faults(lines: list[str]) -> list[str]:
        return proof_check.check(again(lines)).faults

    head, seals, events = written[0], written[1:3], written[3:9]
    ids = [json.loads(line)["event"]["id"] for line in events]
    changed = events[1].replace("=1+1", "=1+2")
    assert faults([head, *seals, events[0], changed, *events[2:], ""]) == [
        f"Event {ids[1]} was changed or is none of seal 1."
    ]
    missing = faults([head, *seals, *events[:2], *events[3:], ""])
    assert missing[0] == "Seal 1: the event at place 3 is missing."
    assert f"Event {ids[0]} does not stand where it was exported." in faults(
        [head, *seals, events[1], events[0], *events[2:], ""]
    )
    assert faults([head, *seals, *events, events[5], ""])[0] == (
        f"Event {ids[5]} does not stand where it was exported."
    )
    assert faults([head, seals[0], *events[:4], ""]) == ["The head tells of 6 events; 4 are in the file."]
    assert "The end is missing." in proof_check.check(written[:-1]).faults
    other = {1: "0" * 64}
    assert proof_check.check(written, other).faults == ["Seal 1 is another one than was noted elsewhere."]
    file = tmp_path / "trail.jsonl"
    file.write_text("".join(f"{line}\n" for line in written))
    told = io.StringIO()
    call_command("verify_audit_export", str(file), "--digest", found.digest, stdout=told)
    assert "6 events (the whole trail) are as they were sealed" in told.getvalue()
    with pytest.raises(CommandError, match="1 fault"):
        call_command("verify_audit_export", str(file), "--digest", "0", stderr=io.StringIO())


@pytest.mark.django_db
def test_the_pages_show_and_hand_out_seals(
    signed_in: Any, auditor: User, written: list[str], now: datetime, django_assert_max_num_queries: Any, tmp_path: Any
) -> None:
    client = signed_in(auditor)
    checking.check_next(now=now)
    record(now)
    with django_assert_max_num_queries(17):
        text = client.get(SEALS).content.decode()
    assert "1 event waits for a seal" in text
    assert "no fault" in text
    kept = client.get(SEALS, {"export": "csv"}).content.decode()
    rows = list(csv.DictReader(io.StringIO(kept.removeprefix("\ufeff"))))
    assert [row["Digest"] for row in rows] == list(Seal.objects.order_by("number").values_list("digest", flat=True))
    file = tmp_path / "seals.csv"
    file.write_text(kept)
    call_command("verify_audit_trail", "--seals", str(file), stdout=io.StringIO())
    response = client.get(reverse("audit:audit-list"), {"export": "proofs", "of": "nothing"})
    assert proof_check.check(response.content.decode().splitlines()).faults == []
    part = client.get(reverse("audit:audit-list"), {"export": "proofs", "verb": VERB}).content.decode().splitlines()
    found = proof_check.check(part)
    assert (found.events, found.whole, found.waiting, found.faults) == (6, False, 2, [])
    told = AuditEvent.objects.filter(verb=VERB, by=auditor).order_by("id").last().changes
    assert (told["rows"], told["digest"]) == (["", 6], ["", found.digest])


@pytest.mark.django_db
def test_supervisors_hear_of_a_fault_once_a_day_and_the_newest_seal_is_kept_outside(
    now: datetime, supervisor: User, auditor: User, manager: User, settings: Any, mailoutbox: Any
) -> None:
    changed, *_others = record(now, 3, reason="so")
    sealing.seal_waiting(now=now)
    checking.check_next(now=now)
    seal_news.tell_newest(now=now)
    assert not OutboundMessage.objects.filter(kind__startswith="audit.seals").exists(), "no fault, and no address set"
    settings.SEAL_ADDRESSES = ["escrow@notary.example", "board@iso.example"]
    for later in (timedelta(0), timedelta(hours=1), timedelta(days=1)):
        seal_news.tell_newest(now=now + later)
    assert OutboundMessage.objects.filter(kind="audit.seals.newest").count() == 4, "two addresses, two days"
    by_hand("UPDATE audit_auditevent SET reason = 'so!' WHERE id = %s", changed.pk)
    for later in (timedelta(0), timedelta(hours=1), timedelta(days=1)):
        checking.check_next(now=now + later)
    told = Notification.objects.filter(kind="audit.seals.faulty").values_list("recipient", flat=True)
    assert sorted(told) == sorted([supervisor.pk, auditor.pk] * 2)
    delivery.deliver_due(clock=lambda: now + timedelta(days=2), limit=timedelta(seconds=30))
    texts = {mail.to[0]: mail.body for mail in mailoutbox}
    assert f"Event {changed.pk} under seal 1 was changed." in texts[supervisor.email]
    seal = Seal.objects.get()
    lines = texts["escrow@notary.example"].splitlines()
    kept = kept_seals.read(lines[lines.index("Seal,Digest") :][:2])
    assert kept == {1: seal.digest}
    by_hand("UPDATE audit_seal SET digest = %s", "0" * 64, table="audit_seal")
    assert "Seal 1 is another one than was noted elsewhere." in checking.look(kept=kept).faults


@pytest.mark.django_db
def test_seals_are_read_over_the_api_by_whoever_reads_the_trail(
    now: datetime, supervisor: User, auditor: User, manager: User, member: User, signed_in: Any
) -> None:
    for _one in range(3):
        record(now)
        sealing.seal_next(now=now)
    first, second, third = Seal.objects.order_by("number")
    rows = signed_in(auditor).get("/api/v1/seals/?page_size=2").json()
    assert [row["seal_digest"] for row in rows["results"]] == [first.digest, second.digest]
    assert signed_in(supervisor).get(rows["next"]).json()["results"][0]["previous"] == second.digest
    alone = signed_in(auditor).get("/api/v1/seals/3/").json()
    assert (alone["ref"], alone["seal_digest"], alone["root"]) == ("3", third.digest, third.root)
    for person in (manager, member):
        assert signed_in(person).get("/api/v1/seals/").json()["results"] == []
        assert signed_in(person).get("/api/v1/seals/3/").status_code == 404
    assert signed_in(auditor).get("/api/v1/seals/?after=x").status_code == 400
    assert signed_in(supervisor).post("/api/v1/seals/", {}).status_code == 405
