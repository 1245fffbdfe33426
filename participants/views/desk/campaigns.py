"""Campaigns: how far each is, the board with who is missing, and beginning one by hand."""

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from participants import permissions
from participants.actions.obligations import start_campaign
from participants.choices import ObligationState
from participants.forms.obligations import BOARD_VIEWS, CampaignForm
from participants.models import Campaign, Obligation, Participant
from participants.obligation_lists import NAMED, described, of_whom
from participants.reports import Figures, campaign_by_manager, campaign_figures, with_managers
from participants.rules.progress_bars import in_words, pieces
from participants.views.desk.teams import OfTeam
from portal.lifecycle.refusals import Answer
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView, ScopedListView

EXCUSED = (ObligationState.EXCUSED, ObligationState.CANCELED)


class CampaignPage(DeskDoor):
    capability = "participants.view"

    @cached_property
    def today(self) -> date:
        return market_day(timezone.now())


class CampaignListView(CampaignPage, ScopedListView):
    model = Campaign
    template_name = "participants/campaign_list.html"
    orders = {"latest": ("-due_on", "-id")}

    def scope(self) -> QuerySet:
        return super().scope().select_related("type")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = kwargs["page"].rows
        figures = campaign_figures(rows, self.request.user, self.today)
        for row in rows:
            row.figures = figures.get(row.pk, Figures())
            row.pieces = pieces(row.figures)
            row.in_words = in_words(row.pieces)
        may_start = permissions.can_start_campaigns(self.request.user)
        return super().get_context_data(may_start=may_start, today=self.today, **kwargs)


class CampaignBoardView(CampaignPage, OfTeam, ScopedListView):
    """How far one campaign is, as a whole and for each account manager, and which of its obligations are missing."""

    model = Obligation
    template_name = "participants/campaign_board.html"
    orders = {"due": ("due_on", "id")}
    export_verb = "participants.campaign.exported"
    export_columns = {
        "Reference": lambda row: row.ref,
        "Participant": lambda row: row.participant.name,
        "Owed for": lambda row: str(row.owner),
        "DUNS": lambda row: getattr(row.owner, "duns", ""),
        "Account manager": lambda row: row.manager_name or "",
        "State": lambda row: row.get_state_display(),
        "Due": lambda row: row.due_on.isoformat(),
        "Submitted": lambda row: row.submitted_at.isoformat() if row.submitted_at else "",
        "Confirmation number": lambda row: row.confirmation_number,
    }

    @cached_property
    def campaign(self) -> Campaign:
        rows = Campaign.objects.visible_to(self.request.user).select_related("type")
        return get_object_or_404(rows, ref=self.kwargs["ref"])

    @property
    def export_name(self) -> str:
        return f"campaign-{self.campaign.ref}"

    @property
    def view(self) -> str:
        chosen = self.request.GET.get("view", "")
        return chosen if chosen in BOARD_VIEWS else next(iter(BOARD_VIEWS))

    def scope(self) -> QuerySet:
        rows = super().scope().filter(campaign=self.campaign).select_related(*NAMED)
        return with_managers(rows, self.today)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        rows = of_whom(rows, self.request.GET.get("manager", "")[:20], self.request.user)
        if self.view == "missing":
            return rows.owed()
        if self.view == "excused":
            return rows.filter(state__in=EXCUSED)
        states = {"review": ObligationState.SUBMITTED, "accepted": ObligationState.ACCEPTED}
        return rows.filter(state=states[self.view]) if self.view in states else rows

    def may_export(self) -> Answer:
        return permissions.can_export(self.request.user)

    def export_of(self) -> Campaign:
        return self.campaign

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, campaign = self.request.user, self.campaign
        managers = campaign_by_manager(campaign, user, self.today)
        whole = campaign_figures([campaign], user, self.today).get(campaign.pk, Figures())
        rows = described(kwargs["page"].rows, self.today)
        chosen = self.request.GET.get("manager", "")
        return super().get_context_data(
            campaign=campaign,
            whole=whole,
            bar=pieces(whole),
            in_words=in_words(pieces(whole)),
            managers=[(one, pieces(one.figures), in_words(pieces(one.figures))) for one in managers],
            view=self.view,
            tabs=[(key, label, _count(whole, key)) for key, label in BOARD_VIEWS.items()],
            chosen=next((one for one in managers if (one.ref or "nobody") == chosen), None),
            writable=self._writable(rows),
            may_export=self.may_export(),
            may_start=permissions.can_start_campaigns(user),
            today=self.today,
            **kwargs,
        )

    def _writable(self, rows: list[Obligation]) -> set[int]:
        """Keys of participants to whose contacts the person may write; at most one statement."""
        user, ids = self.request.user, {row.participant_id for row in rows}
        if not ids or not user.can("participants.edit_assigned"):
            return set()
        if user.can("participants.edit_all"):
            return ids
        return set(Participant.objects.assigned_to(user).filter(pk__in=ids).values_list("pk", flat=True))


class CampaignStartView(DeskDoor, ActionFormView):
    capability = "participants.view"
    form_class = CampaignForm
    template_name = "participants/campaign_form.html"

    def permission(self) -> Answer:
        return permissions.can_start_campaigns(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> Campaign:
        return start_campaign(type=data["type"], **who)


def _count(whole: Figures, view: str) -> int:
    """How many of the whole campaign a view shows."""
    return {
        "missing": whole.owed,
        "review": whole.submitted,
        "accepted": whole.accepted,
        "excused": whole.excused + whole.canceled,
        "all": whole.total,
    }[view]
