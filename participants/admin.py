"""The administration of participants: market roles are corrected here, everything else is looked at.

Records change on the desk's own pages, each with its guard; from here a link leads to them.
"""

from typing import Any

from django.contrib import admin
from django.db.models import DateField, QuerySet
from django.forms import DateInput
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from participants import catalog_admin  # noqa: F401 - importing it registers the catalogs
from participants.actions.catalog import CHANGEABLE, change_role
from participants.models import (
    Application,
    Assignment,
    BankAccount,
    Campaign,
    Change,
    Checklist,
    ChecklistItem,
    Contact,
    CounterParty,
    GlassBreak,
    Joining,
    MarketRole,
    Membership,
    Obligation,
    OfficialLetter,
    Participant,
    Registration,
    Waiver,
)
from portal.web.admin_site import CatalogAdmin, ReadOnlyAdmin


@admin.register(MarketRole)
class MarketRoleAdmin(CatalogAdmin):
    list_display = ("code", "name", "kind", "parent", "list_sheet", "verified", "edited")
    list_filter = ("kind", "verified", "edited")
    list_select_related = ("parent",)
    search_fields = ("code", "name", "description")
    readonly_fields = ("code", "kind", "parent", "list_sheet", "edited")
    # The browser's own calendar: the admin's needs scripts and templates that our pages do without.
    formfield_overrides = {DateField: {"widget": DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}}
    fields = (
        ("code", "kind", "parent"),
        "name",
        "description",
        ("protocol_section", "application_form", "list_sheet"),
        ("source", "verified"),
        ("effective_from", "effective_to"),
        "edited",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A role comes with the rules that know it, so none is added here."""
        return False

    def save_model(self, request: HttpRequest, obj: MarketRole, form: Any, change: bool) -> None:
        fields = {name: value for name, value in form.cleaned_data.items() if name in CHANGEABLE}
        change_role(role=obj, by=request.user, now=timezone.now(), **fields)


class RecordAdmin(ReadOnlyAdmin):
    """A participant's record, as far as the reader may see it, with the way to its page."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        ordering = self.get_ordering(request) or self.model._meta.ordering
        return self.model.objects.visible_to(request.user).order_by(*ordering)

    @admin.display(description="page")
    def page(self, row: Any) -> SafeString:
        company = row if isinstance(row, Participant) else row.participant
        return format_html(
            '<a href="{}">{}</a>', reverse("participants:participant-detail", args=[company.ref]), company.name
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("page",)


@admin.register(Participant)
class ParticipantAdmin(RecordAdmin):
    list_display = ("name", "duns", "origin", "restricted", "created_at")
    list_filter = ("origin", "restricted")
    search_fields = ("name", "duns", "ref")
    fields = ("page", ("ref", "created_at"), ("duns", "origin"), "parent", "website", "address", "restricted")


@admin.register(Registration)
class RegistrationAdmin(RecordAdmin):
    list_display = ("short_name", "role", "duns", "participant", "status", "origin", "missing_since")
    list_filter = ("status", "origin", "role")
    list_select_related = ("role", "participant")
    search_fields = ("short_name", "duns", "participant__name", "ref")
    fields = (
        "page",
        ("ref", "created_at"),
        ("role", "duns", "short_name"),
        ("status", "origin", "agreement_date"),
        ("status_on", "status_section"),
        "status_reason",
        ("application_on", "qualified_on"),
        ("listed_name", "listed_on", "missing_since"),
        "successor_of",
    )


@admin.register(OfficialLetter)
class OfficialLetterAdmin(RecordAdmin):
    list_display = ("ref", "kind", "registration", "participant", "issued_by", "issued_at")
    list_filter = ("kind",)
    list_select_related = ("registration__role", "participant", "issued_by")
    search_fields = ("participant__name", "ref")
    fields = ("page", ("ref", "kind"), "registration", ("effective_on", "document"), "note", ("issued_by", "issued_at"))


@admin.register(CounterParty)
class CounterPartyAdmin(RecordAdmin):
    list_display = ("ref", "participant", "since")
    list_select_related = ("participant",)
    search_fields = ("participant__name", "ref")
    fields = ("page", ("ref", "since"), ("year_end_month", "year_end_day"))


@admin.register(Contact)
class ContactAdmin(RecordAdmin):
    list_display = ("name", "participant", "title", "active")
    list_filter = ("active",)
    list_select_related = ("participant",)
    search_fields = ("name", "email", "participant__name", "ref")
    fields = ("page", ("ref", "created_at"), ("name", "title"), ("email", "phone"), ("user", "active"))


@admin.register(Membership)
class MembershipAdmin(RecordAdmin):
    list_display = ("user", "participant", "kind", "narrowed", "starts_on", "ends_on", "ended_at")
    list_filter = ("kind", "narrowed")
    list_select_related = ("user", "participant")
    search_fields = ("user__name", "user__email", "participant__name", "ref")
    fields = (
        "page",
        ("ref", "created_at"),
        ("user", "kind", "agency"),
        ("narrowed", "registrations"),
        ("starts_on", "ends_on", "ended_at"),
    )


@admin.register(Assignment)
class AssignmentAdmin(RecordAdmin):
    list_display = ("participant", "kind", "person", "starts_on", "ends_on")
    list_filter = ("kind",)
    list_select_related = ("participant", "person")
    search_fields = ("participant__name", "person__name", "ref")
    fields = ("page", ("ref", "created_at"), ("kind", "person"), ("starts_on", "ends_on"))


@admin.register(Application)
class ApplicationAdmin(RecordAdmin):
    list_display = ("company", "contact_name", "state", "account_manager", "received_at")
    list_filter = ("state",)
    list_select_related = ("account_manager",)
    search_fields = ("company", "contact_name", "email", "ref")
    fields = (
        "page",
        ("ref", "received_at", "consented_at"),
        "company",
        ("contact_name", "email", "phone"),
        ("roles", "intended_start"),
        "message",
        ("state", "account_manager", "participant"),
        ("answered_at", "answered_by"),
        ("decided_at", "decided_by"),
        ("repeats", "client_network"),
    )

    @admin.display(description="page")
    def page(self, row: Application) -> SafeString:
        """An application has a page of its own, before there is any participant."""
        return format_html('<a href="{}">{}</a>', row.get_absolute_url(), row.company)


@admin.register(Change)
class ChangeAdmin(RecordAdmin):
    list_display = ("procedure", "participant", "state", "effective_on", "requested_at")
    list_filter = ("state", "channel")
    list_select_related = ("procedure", "participant")
    search_fields = ("participant__name", "ref")
    fields = (
        "page",
        ("ref", "state", "channel", "round"),
        ("procedure", "reason"),
        ("wanted_on", "effective_on", "effective_at"),
        "effective_because",
        ("requested_by", "requested_at"),
        ("reviewer", "decided_at", "ended_at"),
        "trouble",
    )


@admin.register(BankAccount)
class BankAccountAdmin(RecordAdmin):
    """By its last four digits: what is sealed is not even read."""

    list_display = ("last_four", "participant", "starts_on", "ends_on")
    list_select_related = ("participant",)
    search_fields = ("participant__name", "ref")
    fields = ("page", ("ref", "last_four"), ("starts_on", "ends_on"))


@admin.register(GlassBreak)
class GlassBreakAdmin(RecordAdmin):
    list_display = ("opened_at", "person", "participant", "expires_at", "reason")
    list_select_related = ("participant", "person")
    search_fields = ("participant__name", "person__name", "reason", "ref")
    fields = ("page", "ref", "person", "reason", ("opened_at", "expires_at"))


@admin.register(Joining)
class JoiningAdmin(ReadOnlyAdmin):
    list_display = ("joined_at", "kept", "absorbed", "joined_by", "undone_at")
    list_select_related = ("kept", "absorbed", "joined_by")
    search_fields = ("kept__name", "absorbed__name", "reason", "ref")
    fields = (
        ("ref", "created_at"),
        ("kept", "absorbed"),
        "reason",
        ("joined_by", "joined_at"),
        ("undone_by", "undone_at"),
    )


@admin.register(Obligation)
class ObligationAdmin(RecordAdmin):
    list_display = ("ref", "type", "period", "participant", "due_on", "state", "filed_elsewhere")
    list_filter = ("state", "type")
    list_select_related = ("type", "participant")
    search_fields = ("participant__name", "period", "ref")
    fields = (
        "page",
        ("ref", "created_at"),
        ("type", "period", "campaign"),
        ("registration", "counter_party", "resource"),
        ("opens_on", "due_on", "by_rule", "period_end"),
        ("state", "filed_elsewhere", "confirmation_number"),
        ("submitted_at", "settled_at"),
        ("reason", "onward"),
    )


@admin.register(Campaign)
class CampaignAdmin(ReadOnlyAdmin):
    list_display = ("type", "period", "opens_on", "due_on")
    list_filter = ("type",)
    list_select_related = ("type",)
    search_fields = ("type__code", "period", "ref")
    fields = (("ref", "created_at"), ("type", "period"), ("opens_on", "due_on"))


@admin.register(Checklist)
class ChecklistAdmin(RecordAdmin):
    list_display = ("ref", "participant", "registration", "role", "target_on", "flight", "opened_at")
    list_filter = ("role",)
    list_select_related = ("participant", "registration__role", "role", "flight")
    search_fields = ("participant__name", "registration__short_name", "ref")
    fields = (
        "page",
        ("ref", "created_at"),
        ("registration", "role"),
        ("target_on", "flight"),
        ("opened_at", "opened_by"),
    )


@admin.register(ChecklistItem)
class ChecklistItemAdmin(RecordAdmin):
    list_display = ("code", "participant", "checklist", "state", "round", "due_on", "settled_at")
    list_filter = ("state", "mandatory")
    list_select_related = ("participant", "checklist")
    ordering = ("-id",)
    search_fields = ("code", "participant__name", "ref")
    fields = (
        "page",
        ("ref", "created_at"),
        ("checklist", "code", "mandatory"),
        ("state", "round", "reason"),
        ("due_on", "submitted_at", "settled_at", "evidence_expires_on"),
    )


@admin.register(Waiver)
class WaiverAdmin(RecordAdmin):
    list_display = ("ref", "participant", "item", "wanted", "asked_by", "asked_at", "granted", "decided_by")
    list_filter = ("wanted", "granted")
    list_select_related = ("participant", "item", "asked_by", "decided_by")
    ordering = ("-id",)
    search_fields = ("item__code", "participant__name", "ref")
    fields = (
        "page",
        ("ref", "created_at"),
        ("item", "wanted"),
        ("asked_by", "asked_at", "reason"),
        ("granted", "decided_by", "decided_at", "decision"),
    )
