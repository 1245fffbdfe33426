"""Versions of courses and their materials. A version stays as it was published; sessions keep theirs."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from participants.actions.shape import require_shape
from portal.audit import trail
from portal.documents.choices import Place
from portal.documents.storing import store
from portal.lifecycle.refusals import Refused
from portal.web.words import short_day
from training import permissions
from training.actions.courses import sound_text
from training.models import Course, CourseVersion, Material

MOST_MATERIALS = 60


@transaction.atomic
def publish_version(
    *, course: Course, outline: str, change: str, effective_from: date, by: User, now: datetime
) -> CourseVersion:
    """What the course teaches from a day on. Sessions planned from now on take the version that holds on their day."""
    course = Course.objects.lock(course.pk)
    permissions.can_edit_course(by, course).enforce()
    outline, change = sound_text(outline), sound_text(change)
    if not change:
        raise Refused("Say what is new in this version.")
    latest = course.versions.order_by("-number").first()
    if latest is not None and effective_from <= latest.effective_from:
        held = short_day(latest.effective_from)
        raise Refused(f"Version {latest.number} holds from {held}; this one comes after it.")
    version = CourseVersion(
        course=course,
        number=latest.number + 1 if latest else 1,
        outline=outline,
        change=change,
        effective_from=effective_from,
        published_at=now,
    )
    version.save(force_insert=True)
    changes = {"version": [str(latest.number) if latest else "", str(version.number)]}
    changes["effective from"] = ["", effective_from.isoformat()]
    trail.record("training.course.version_published", of=course, by=by, at=now, changes=changes, reason=change)
    return version


@transaction.atomic
def add_material(
    *, version: CourseVersion, title: str, upload: UploadedFile, audience: str, by: User, now: datetime
) -> Material:
    """Add a file to a version: for everybody, for people with a seat, or for instructors."""
    course = Course.objects.lock(version.course_id)
    permissions.can_edit_course(by, course).enforce()
    title = sound_text(title) or (upload.name or "")[:160]
    held = list(version.materials.values_list("title", "position"))
    if len(held) >= MOST_MATERIALS:
        raise Refused(f"A version has at most {MOST_MATERIALS} files.")
    if title.casefold() in {name.casefold() for name, _ in held}:
        raise Refused(f"This version has a file “{title}” already.")
    position = max((place for _, place in held), default=0) + 1
    material = Material(version=version, title=title, audience=audience, position=position)
    require_shape(material, "title", "audience")
    material.document = store(upload=upload, participant_id=None, by=by, now=now, place=Place.COURSE)
    material.save(force_insert=True)
    changes = {"file": ["", title], "for": ["", material.get_audience_display()]}
    trail.record("training.course.material_added", of=course, by=by, at=now, changes=changes)
    return material


@transaction.atomic
def remove_material(*, material: Material, by: User, now: datetime) -> Course:
    """Take a file away from its version; the stored file itself is kept."""
    course = Course.objects.lock(material.version.course_id)
    permissions.can_edit_course(by, course).enforce()
    if not Material.objects.filter(pk=material.pk).delete()[0]:
        raise Refused("This file was removed already.")
    changes = {"file": [material.title, ""]}
    trail.record("training.course.material_removed", of=course, by=by, at=now, changes=changes)
    return course
