"""A supervisor's home: what stands without an owner, how the load is spread, what needs oversight."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from participants.application_lists import in_view as applications_in_view
from participants.directory import directory, in_view
from participants.follow_up_lists import in_view as follow_ups_in_view
from participants.forms.follow_ups import EVERYBODY
from participants.models import Application, Assignment, FollowUp, GlassBreak, ImportRun, Obligation
from participants.obligation_lists import in_view as obligations_in_view
from participants.obligation_reports import owed_by_manager
from participants.review_lists import waiting_waivers
from participants.rules.obligation_standing import NEAR
from participants.views.desk.obligations import list_url
from portal.calendars.loading import held_versions
from portal.calendars.missing import lacking
from portal.dashboards.tiles import Tile, counted
from portal.scoping.today import market_day

LATEST = 6


def context(user: User, now: datetime) -> dict[str, Any]:
    return {
        "tiles": counted(user, tiles(user, now)),
        "owed": owed_by_manager(user, market_day(now), NEAR),
        "near": NEAR,
        "glass_breaks": list(
            GlassBreak.objects.visible_to(user).select_related("participant", "person").order_by("-opened_at")[:LATEST]
        ),
        "imports": list(
            ImportRun.objects.visible_to(user)
            .select_related("started_by")
            .defer("upload", "notes", "sheets")
            .order_by("-started_at", "-id")[:LATEST]
        ),
        "lacking": lacking(held_versions(), now),
        "now": now,
    }


def tiles(user: User, now: datetime) -> list[Tile]:
    """Numbers that open exactly the rows they count."""
    address = reverse("participants:participant-list")

    def of(view: str) -> QuerySet:
        return in_view(directory(user), view, user)

    overdue = follow_ups_in_view(FollowUp.objects.visible_to(user), "overdue", market_day(now))
    follow_ups = f"{reverse('participants:follow-up-list')}?view=overdue&responsible={EVERYBODY}"
    late = obligations_in_view(Obligation.objects.visible_to(user), "overdue", market_day(now))
    obligations = list_url(view="overdue", responsible=EVERYBODY)
    waiting = Assignment.objects.visible_to(user).to_hand_over(market_day(now))
    applications = applications_in_view(Application.objects.visible_to(user), "unassigned", user)
    unassigned = f"{reverse('participants:application-list')}?view=unassigned"
    return [
        Tile("Applications to assign", applications, unassigned, "from companies that want to take part"),
        Tile("Without account manager", of("unassigned"), f"{address}?view=unassigned", "assign them in one go"),
        Tile("Overdue follow-ups", overdue, follow_ups, "promised and not done"),
        Tile(
            "Waivers to decide",
            waiting_waivers(user),
            reverse("participants:waiver-list"),
            "by a second person",
        ),
        Tile("Overdue obligations", late, obligations, "not filed by participants"),
        Tile("To hand over", waiting, reverse("accounts:staff-hand-over"), "held by closed accounts"),
        Tile("No longer listed", of("missing"), f"{address}?view=missing", "proposals to settle"),
        Tile("Missing a regulated role", of("gaps"), f"{address}?view=gaps", "nobody to sign or give access"),
        Tile("Restricted", of("restricted"), f"{address}?view=restricted", "open to few"),
    ]
