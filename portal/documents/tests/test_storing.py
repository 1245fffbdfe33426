"""Stored files: rows and bytes together, out of sight of others, and served so that nothing in them runs."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import ProgrammingError

from accounts.models import User
from portal.documents.fields import FileField
from portal.documents.models import Document, DocumentContent
from portal.documents.serving import respond
from portal.documents.storing import store, store_bytes
from portal.documents.tests.files import PDF, upload
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from portal.scoping.wall import ActingFor

pytestmark = pytest.mark.django_db


def test_a_file_is_stored_with_its_bytes(member: User, now: Any) -> None:
    document = store(upload=upload("Form L.PDF"), participant_id=7, by=member, now=now)
    assert (document.name, document.size, document.content_type) == ("Form L.pdf", len(PDF), "application/pdf")
    assert bytes(document.content.content) == PDF


def test_a_refused_file_leaves_nothing(member: User, now: Any) -> None:
    with pytest.raises(Refused, match=r"page\.html: Files of this kind are not stored"):
        store(upload=upload("page.html"), participant_id=7, by=member, now=now)
    assert not Document.objects.exists()


def test_a_large_file_is_refused(member: User, now: Any, settings: Any) -> None:
    settings.DOCUMENT_MAX_BYTES = 10
    with pytest.raises(Refused, match="at most 10"):
        store(upload=upload(), participant_id=7, by=member, now=now)


def test_inside_the_wall_only_own_files_are_there(
    member: User, outsider: User, lantern: SimpleNamespace, mesa: SimpleNamespace, now: Any
) -> None:
    own, other = lantern.participant.pk, mesa.participant.pk
    kept = store_bytes(name="own.pdf", content=PDF, participant_id=own, by=None, now=now)
    store_bytes(name="inner.pdf", content=PDF, participant_id=own, by=None, now=now, inner=True)
    store_bytes(name="other.pdf", content=PDF, participant_id=other, by=None, now=now)
    with wall.inside(member.acting_for):
        assert list(Document.objects.all()) == [kept]
        assert [row.document_id for row in DocumentContent.objects.all()] == [kept.pk]
        assert list(Document.objects.visible_to(member)) == [kept]
    with pytest.raises(ProgrammingError, match="row-level security"), wall.inside(member.acting_for):
        store_bytes(name="foreign.pdf", content=PDF, participant_id=other, by=member, now=now)


def test_a_narrowed_membership_sees_files_of_its_registrations(
    member: User, lantern: SimpleNamespace, now: Any
) -> None:
    own = lantern.participant.pk
    narrowed = ActingFor(user_id=member.pk, participant_id=own, registration_ids=frozenset({lantern.qse.pk}))
    for name, registration in (("whole.pdf", None), ("qse.pdf", lantern.qse.pk), ("re.pdf", lantern.re.pk)):
        store_bytes(name=name, content=PDF, participant_id=own, registration_id=registration, by=None, now=now)
    with wall.inside(narrowed):
        assert [row.name for row in Document.objects.all()] == ["qse.pdf"]
    member.acting_for = narrowed
    assert [row.name for row in Document.objects.visible_to(member)] == ["qse.pdf"]


def test_a_download_cannot_run_in_the_page(now: Any) -> None:
    document = store_bytes(name='Grüße "x".pdf', content=PDF, participant_id=None, by=None, now=now)
    response = respond(document, to=AnonymousUser())
    assert response.content == PDF
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert "\n" not in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_the_api_takes_base64() -> None:
    field = FileField(data={"name": "a.pdf", "content": "JVBERi0="})
    assert field.is_valid()
    assert field.validated_data.read() == b"%PDF-"
    assert not FileField(data={"name": "a.pdf", "content": "§"}).is_valid()
