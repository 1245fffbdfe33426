"""Storing a file. The calling action has asked for permission and records its own verb; call it in its transaction."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

from portal.documents import marking, moving
from portal.documents.choices import Place
from portal.documents.content import NotTaken, kind_of
from portal.documents.marking import Marking
from portal.documents.models import Document, DocumentContent
from portal.documents.names import clean_name, extension_of
from portal.documents.policy import in_words
from portal.documents.protecting import protect
from portal.documents.virus import require_clean
from portal.lifecycle.refusals import Refused


def store(
    *,
    upload: UploadedFile,
    participant_id: int | None,
    by: Any,
    now: datetime,
    place: str = Place.ISSUE,
    registration_id: int | None = None,
    inner: bool = False,
) -> Document:
    """Store what somebody uploaded; `Refused` in words for another kind of file, an empty or a too large one."""
    name = clean_name(upload.name or "")
    limit = limit_of(name)
    if upload.size is None or upload.size > limit:
        raise Refused(too_large(limit, name))
    content = upload.read(limit + 1)
    if len(content) > limit:
        raise Refused(too_large(limit, name))
    return store_bytes(
        name=name,
        content=content,
        participant_id=participant_id,
        registration_id=registration_id,
        by=by,
        now=now,
        place=place,
        inner=inner,
        said=marking.of(upload),
    )


def store_bytes(
    *,
    name: str,
    content: bytes,
    participant_id: int | None,
    by: Any,
    now: datetime,
    place: str = Place.ISSUE,
    registration_id: int | None = None,
    inner: bool = False,
    said: Marking | None = None,
) -> Document:
    """Store bytes under a name; the content must be what the name says and pass the virus scanner, if there is one.

    `place` and what was `said` give its class. Three statements.
    """
    name = clean_name(name)
    if len(content) > (limit := limit_of(name)):
        raise Refused(too_large(limit, name))
    try:
        kind = kind_of(extension_of(name), content)
    except NotTaken as error:
        raise Refused(f"{name}: {error}") from error
    require_clean(name, content)
    document = Document(
        participant_id=participant_id,
        registration_id=registration_id,
        inner=inner,
        name=name,
        content_type=kind.content_type,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        uploaded_by=by,
        uploaded_at=now,
        **protect(place=place, marking=said, by=by, now=now),
    )
    document.save(force_insert=True)
    DocumentContent(document=document, content=content).save(force_insert=True)
    moving.tell()
    return document


def limit_of(name: str) -> int:
    """How many bytes a file of this kind may have; `Refused` for a kind that is not stored here."""
    limit = settings.DOCUMENT_KINDS.get(extension_of(name))
    if limit is None:
        taken = in_words(settings.DOCUMENT_KINDS)
        raise Refused(f"{name}: Files of this kind are not stored. {taken} files can be.")
    return min(limit, settings.DOCUMENT_MAX_BYTES)


def too_large(limit: int, name: str = "") -> str:
    what = f"{name}: a file of this kind" if name else "A file"
    return f"{what} may have at most {filesizeformat(limit)}."
