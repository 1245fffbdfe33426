"""The entries of certificates in the menus, what the search finds of them, and the panel about a person's training."""

from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from portal.search import registry
from portal.search.registry import Hit, Rows
from portal.web import navigation
from portal.web.words import short_day
from training.models import Certificate
from training.rules.certificate_numbers import as_written

SHOWN: Final = ("ref", "holder_name", "number", "expires_on", "course__code", "participant__name")


def _certificates(user: Any, words: str) -> QuerySet:
    """By number, whole or in part, or by the name on it; the newest first."""
    words = words.replace("\x00", "")
    named = Q(number__icontains=as_written(words) or words.upper()) | Q(holder_name__icontains=words)
    rows = Certificate.objects.visible_to(user).filter(named | Q(outside_number=words))
    return rows.order_by("-issued_on", "-id")


def _certificate(user: Any, row: Any) -> Hit:
    url = row.get_absolute_url() if user.is_staff else row.get_my_url()
    note = " · ".join([row.course.code, row.number, row.participant.name, _until(row.expires_on)])
    return Hit(row.holder_name, url, note, "award")


def _until(day: date | None) -> str:
    return f"until {short_day(day)}" if day else "no end"


def register() -> None:
    """Called when the app is ready."""
    registry.register("certificates", "Certificates", Rows(_certificates, SHOWN, _certificate))
    navigation.register(
        "desk",
        "certificates",
        "Certificates",
        "award",
        "training:certificate-list",
        visible=lambda user: user.can("training.view"),
        order=62,
        section="Education",
        match=(
            "training:certificate",
            "training:completion",
            "training:evidence",
            "training:transcript",
            "training:result",
        ),
    )
