"""Classes of files, who may change them, and who of the operator opened which."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from accounts.models import User
from accounts.tests.factories import SupervisorFactory
from participants.actions.protection import classify, mark_confidential
from participants.actions.reference_catalogs import CATALOGS
from participants.actions.releases import confirm_release, keep_protected, release_file
from participants.forms.checklist_items import DocumentsField
from participants.models import FileRelease
from portal.audit.models import AuditEvent
from portal.documents.choices import Place
from portal.documents.models import Document, Opening, ProtectionClass
from portal.documents.opening import note_opening
from portal.documents.storing import store, store_bytes
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping import wall
from portal.scoping.today import market_day
from portal.testing import acting

pytestmark = pytest.mark.django_db
CLASSES = next(one for one in CATALOGS if one.model is ProtectionClass)


@pytest.fixture(autouse=True)
def _loaded(db: None, now: datetime) -> None:
    CLASSES.load(now=now)


def file_of(company: SimpleNamespace, now: datetime, place: str = Place.ISSUE, **given: Any) -> Document:
    given = {"name": "proof.txt", "content": b"proof", "by": None} | given
    return store_bytes(participant_id=company.participant.pk, now=now, place=place, **given)


def test_a_file_gets_the_class_of_its_place_or_the_one_it_came_with(
    lantern: SimpleNamespace, member: User, now: datetime
) -> None:
    dispute = file_of(lantern, now, Place.DISPUTE)
    assert (dispute.protection, dispute.confidential_until) == ("PI-SETTLE", market_day(now) + timedelta(days=180))
    assert file_of(lantern, now, Place.CREDIT).confidential_until is None
    field = DocumentsField(required=False)
    data = {"files_class": "PI-OFFER", "files_day": "2028-01-01", "files_because": ""}
    upload = SimpleUploadedFile("bids.csv", b"a,b\n1,2\n")
    files = MultiValueDict({"files": [upload]})
    (read,) = field.clean(field.widget.value_from_datadict(data, files, "files"))
    given = {"participant_id": lantern.participant.pk, "now": now}
    with pytest.raises(Refused, match="protected more strongly"):
        store(upload=read, by=member, place=Place.CREDIT, **given)
    read.seek(0)
    said = store(upload=read, by=member, place=Place.ISSUE, **given)
    assert (said.protection, said.set_by_operator) == ("PI-OFFER", False)
    manager = lantern.assignment.person
    read.seek(0)
    kept = store(upload=read, by=manager, place=Place.CREDIT, **given)
    assert (kept.protection, kept.confidential_until) == ("PI-OFFER", date(2028, 3, 1))
    assert kept.set_by_operator


def test_the_owner_is_told_when_a_file_is_protected_less_and_may_mark_it_again(
    lantern: SimpleNamespace, manager: User, supervisor: User, specialist: User, org_admin: User, now: datetime
) -> None:
    document = file_of(lantern, now, Place.CREDIT)
    with pytest.raises(NotPermitted):
        classify(document=document, by=specialist, now=now, protection="PUBLIC", reason="No.")
    with pytest.raises(Refused, match="last day"):
        classify(document=document, by=manager, now=now, protection="ECEII", reason="x", agreed=date(2030, 1, 1))
    classify(document=document, by=manager, now=now, protection="ECEII", reason="A list of critical facilities.")
    assert not Notification.objects.filter(kind="participants.document.weakened").exists()
    classify(document=document, by=supervisor, now=now, protection="PUBLIC", reason="Posted last year.")
    assert Notification.objects.get(kind="participants.document.weakened").recipient == org_admin
    told = AuditEvent.objects.filter(verb="participants.document.classified").latest("pk")
    assert told.reason == "Posted last year."
    with wall.inside(acting(org_admin).acting_for):
        mark_confidential(document=document, by=org_admin, now=now, reason="It holds our prices.")
        with pytest.raises(Refused, match="already"):
            mark_confidential(document=document, by=org_admin, now=now, reason="Again.")
    document.refresh_from_db()
    assert (document.protection, document.marked_because) == ("PI-MARKED", "It holds our prices.")


def test_openings_are_written_once_an_hour_and_read_by_the_owners_administrators_alone(
    lantern: SimpleNamespace,
    mesa: SimpleNamespace,
    manager: User,
    supervisor: User,
    org_admin: User,
    member: User,
    outsider: User,
    signed_in: Any,
    now: datetime,
) -> None:
    own, other = file_of(lantern, now, name="ours.txt"), file_of(mesa, now, name="theirs.txt")
    secret, inner = file_of(lantern, now, Place.CREDIT, name="network.txt"), file_of(lantern, now, inner=True)
    secret = classify(document=secret, by=supervisor, now=now, protection="ECEII", reason="A model of the network.")
    for document in (own, own, other, secret, inner):
        note_opening(document, by=manager, now=now)
    note_opening(own, by=org_admin, now=now)
    note_opening(own, by=supervisor, now=now)
    assert Opening.objects.count() == 5
    page = signed_in(org_admin).get(reverse("my-who-opened")).content.decode()
    assert page.count("ours.txt") == 2
    assert "network.txt" in page
    assert "theirs.txt" not in page
    assert Opening.objects.get(document=secret).shown_as == "Account manager", "this class keeps the name back"
    assert manager.name in page
    assert "theirs.txt" in signed_in(outsider).get(reverse("my-who-opened")).content.decode()
    assert signed_in(member).get(reverse("my-who-opened")).status_code == 403
    of_file = signed_in(org_admin).get(reverse("my-who-opened"), {"file": other.ref}).content.decode()
    assert "theirs.txt" not in of_file
    desk = signed_in(supervisor).get(reverse("participants:opening-list"), {"person": manager.ref}).content.decode()
    assert desk.count("theirs.txt") == 1
    with wall.inside(acting(org_admin).acting_for):
        assert {row.name for row in Opening.objects.defer("person").all()} == {"ours.txt", "network.txt"}
        with pytest.raises(ProgrammingError), transaction.atomic():
            list(Opening.objects.values_list("person_id"))
    with wall.inside(acting(member).acting_for):
        assert not Opening.objects.defer("person").exists()
    with pytest.raises(ProgrammingError, match="append only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE documents_opening SET shown_as = 'Nobody'")


def test_a_list_of_files_takes_the_same_statements_for_two_and_for_twenty(
    lantern: SimpleNamespace,
    manager: User,
    org_admin: User,
    signed_in: Any,
    now: datetime,
    django_assert_max_num_queries: Any,
) -> None:
    desk, own = signed_in(manager), signed_in(org_admin)
    desk.get(reverse("participants:protected-list"))
    own.get(reverse("my-files"))
    counted: list[int] = []
    for _round in range(2):
        for number in range(2 if not counted else 18):
            document = file_of(lantern, now, Place.DISPUTE, name=f"file{len(counted)}-{number}.txt")
            note_opening(document, by=manager, now=now)
        for client, name in (
            (desk, "participants:protected-list"),
            (desk, "participants:opening-list"),
            (own, "my-files"),
            (own, "my-who-opened"),
        ):
            with django_assert_max_num_queries(40) as captured:
                assert client.get(reverse(name)).status_code == 200
            counted.append(len(captured))
    assert counted[:4] == counted[4:]
    assert max(counted) <= 14, counted


def test_what_has_passed_is_let_go_of_by_persons_only_or_kept_for_longer(
    lantern: SimpleNamespace, supervisor: User, manager: User, org_admin: User, now: datetime
) -> None:
    second, today = SupervisorFactory(name="Sue Second", email="second@iso.example"), market_day(now)
    given = {"reason": "Old.", "by": supervisor, "now": now}
    single, double = file_of(lantern, now, Place.DISPUTE), file_of(lantern, now, Place.DISPUTE)
    with pytest.raises(Refused, match="still confidential"):
        release_file(document=single, **given)
    ProtectionClass.objects.filter(code="PI-STATUS").update(two_persons=True)
    long_ago = today - timedelta(days=400)
    single = classify(document=single, protection="PI-OFFER", basis_day=long_ago, **given)
    double = classify(document=double, protection="PI-STATUS", basis_day=long_ago, **given)
    assert set(Document.objects.eligible(today)) == {single, double}
    with pytest.raises(NotPermitted):
        release_file(document=single, **given | {"by": manager})
    assert not release_file(document=single, **given).waits
    assert release_file(document=double, **given).waits
    with pytest.raises(Refused, match="Somebody else"):
        confirm_release(document=double, by=supervisor, now=now)
    kept = keep_protected(
        document=double, until=today + timedelta(days=30), reason="A case is open.", by=second, now=now
    )
    assert "A case is open." in kept.why_until
    assert not Document.objects.eligible(today).exists()
    later = now + timedelta(days=31)
    assert release_file(document=double, **given | {"now": later}).waits
    assert not confirm_release(document=double, by=second, now=later).waits
    with pytest.raises(Refused, match="released already"):
        release_file(document=double, **given | {"now": later})
    note_opening(Document.objects.get(pk=single.pk), by=manager, now=now)
    assert not Opening.objects.exists(), "what is released is nobody's secret"
    with wall.inside(acting(org_admin).acting_for), pytest.raises(ProgrammingError), transaction.atomic():
        list(FileRelease.objects.all())
