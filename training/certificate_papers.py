"""What a certificate says, read from its row and its session, and how it is drawn."""

from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from portal import typesetting
from training.models import Certificate, CourseSession
from training.rules.hours import in_hours

TEMPLATE: Final = "certificate"


def facts(certificate: Certificate, *, session: CourseSession | None, replaces: str = "") -> dict[str, Any]:
    """Everything the template prints."""
    return {
        "number": certificate.number,
        "operator": {
            "name": settings.OPERATOR_NAME,
            "logo": settings.OPERATOR_LOGO_TEXT or settings.OPERATOR_NAME,
        },
        "name": certificate.holder_name,
        "company": certificate.participant.name,
        "course": certificate.course_title,
        "details": _details(certificate),
        "days": _days(session),
        "facts": [
            {"label": "Completed", "value": _day(certificate.completed_on)},
            {"label": "Issued", "value": _day(certificate.issued_on)},
            {"label": "Valid through", "value": _day(certificate.expires_on) or "No expiration"},
        ],
        "verify": f"{settings.SITE_URL.rstrip('/')}{reverse('verify')}",
        "replaces": replaces,
    }


def pdf(told: dict[str, Any], *, at: datetime) -> bytes:
    return typesetting.pdf(TEMPLATE, told, at=at)


def _details(certificate: Certificate) -> list[str]:
    """The course's code and version, and the hours where there are any."""
    said = [certificate.course.code]
    if certificate.version is not None:
        said.append(f"version {certificate.version.number}")
    if certificate.hours:
        said.append(f"{in_hours(certificate.hours)} continuing-education hours")
    return said


def _days(session: CourseSession | None) -> list[str]:
    """The session's days in its own zone."""
    if session is None:
        return []
    zone = ZoneInfo(session.zone)
    return [_day(day.starts_at.astimezone(zone).date()) for day in session.days.order_by("starts_at")]


def _day(day: date | None) -> str:
    return f"{day:%B %-d, %Y}" if day else ""
