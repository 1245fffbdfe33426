"""Storing a file. The calling action has asked for permission and records its own verb; call it in its transaction."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

from portal.documents.content import NotTaken, kind_of
from portal.documents.models import Document, DocumentContent
from portal.documents.names import clean_name, extension_of
from portal.lifecycle.refusals import Refused


def store(
    *,
    upload: UploadedFile,
    participant_id: int | None,
    by: Any,
    now: datetime,
    registration_id: int | None = None,
    inner: bool = False,
) -> Document:
    """Store what somebody uploaded; `Refused` in words for another kind of file, an empty or a too large one."""
    limit = settings.DOCUMENT_MAX_BYTES
    if upload.size is None or upload.size > limit:
        raise Refused(too_large(limit))
    content = upload.read(limit + 1)
    if len(content) > limit:
        raise Refused(too_large(limit))
    return store_bytes(
        name=upload.name or "",
        content=content,
        participant_id=participant_id,
        registration_id=registration_id,
        by=by,
        now=now,
        inner=inner,
    )


def store_bytes(
    *,
    name: str,
    content: bytes,
    participant_id: int | None,
    by: Any,
    now: datetime,
    registration_id: int | None = None,
    inner: bool = False,
) -> Document:
    """Store bytes under a name; the content must be what the name says. Two statements."""
    name = clean_name(name)
    try:
        kind = kind_of(extension_of(name), content)
    except NotTaken as error:
        raise Refused(f"{name}: {error}") from error
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
    )
    document.save(force_insert=True)
    DocumentContent(document=document, content=content).save(force_insert=True)
    return document


def too_large(limit: int) -> str:
    return f"A file may have at most {filesizeformat(limit)}."
