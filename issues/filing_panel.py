"""Before an obligation is filed in another system: who may file there, and whether the unit is as registered."""

from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from issues.models import Category
from participants.choices import ContactRoleKind
from participants.models import ContactRole, Obligation
from portal.scoping.today import market_day
from portal.web import panels

CERTIFICATES: Final = "DCERT"
WHO_GIVES_ROLES: Final = (ContactRoleKind.SECURITY_ADMINISTRATOR, ContactRoleKind.BACKUP_SECURITY_ADMINISTRATOR)
SHOWN: Final = 6


def before_filing(request: HttpRequest, row: Obligation) -> dict[str, Any] | None:
    """Two statements: who gives out the certificates' roles, and the categories of what may be asked about."""
    if not row.is_owed or not row.type.filed_in:
        return None
    now = timezone.now()
    roles = ContactRole.objects.visible_to(request.user).of(row.participant).on(market_day(now))
    roles = roles.filter(kind__in=WHO_GIVES_ROLES).select_related("contact").order_by("-kind", "contact__name", "id")
    found = _categories([CERTIFICATES, *row.type.reviewers], now)
    reviewing = next((found[code] for code in row.type.reviewers if code in found), None)
    asked = (
        {"title": f"{row.resource.code}: the unit's data do not match", "resource": row.resource.ref}
        if row.resource
        else {}
    )
    return {
        "row": row,
        "security": list(roles[:SHOWN]),
        "ask_certificate": _ask(found.get(CERTIFICATES), title=f"Role to file {row.type.code} in {row.type.filed_in}"),
        "ask_unit": _ask(reviewing, **asked) if asked else "",
    }


def _categories(departments: list[str], now: datetime) -> dict[str, Category]:
    """The first category in use that each department leads."""
    led = reduce(or_, (Q(departments__contains=[code]) for code in departments))
    found: dict[str, Category] = {}
    for category in Category.objects.holding(market_day(now)).filter(led).order_by("order", "code"):
        for code in category.departments:
            found.setdefault(code, category)
    return found


def _ask(category: Category | None, **words: str) -> str:
    """Where one asks about it, with what is known filled in; empty without such a category."""
    return f"{reverse('my-issue-ask', args=[category.code])}?{urlencode(words)}" if category is not None else ""


def register() -> None:
    panels.register("my-obligation", "before-filing", template="issues/_my_before_filing.html", context=before_filing)
