"""The administration of the catalogs: rows are corrected here; a code is the market's, so none is added or deleted."""

from typing import Any

from django.contrib import admin
from django.db.models import DateField
from django.forms import DateInput
from django.http import HttpRequest
from django.utils import timezone

from participants.actions.catalog_entries import CHANGEABLE, change_entry
from participants.models import ChangeProcedure, Form, LeadTime, ObligationType, TestFlight
from participants.models.catalog_entry import CatalogEntry
from portal.documents.models import ProtectionClass
from portal.web.admin_site import CatalogAdmin, ReadOnlyAdmin

HOW_SURE = (("source", "tag"), ("effective_from", "effective_to"), "edited")


class EntryAdmin(CatalogAdmin):
    list_filter = ("tag", "edited")
    # The browser's own calendar: the admin's needs scripts and templates that our pages do without.
    formfield_overrides = {DateField: {"widget": DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        kept = {"id", "ref", "created_at", "order"} | CHANGEABLE[self.model]
        return [field.name for field in self.model._meta.fields if field.name not in kept]

    def save_model(self, request: HttpRequest, obj: CatalogEntry, form: Any, change: bool) -> None:
        fields = {name: value for name, value in form.cleaned_data.items() if name in CHANGEABLE[self.model]}
        change_entry(entry=obj, by=request.user, now=timezone.now(), **fields)


@admin.register(Form)
class FormAdmin(EntryAdmin):
    list_display = ("code", "title", "used_by", "tag", "edited")
    search_fields = ("code", "title")
    fields = ("code", "title", "used_by", *HOW_SURE)


@admin.register(LeadTime)
class LeadTimeAdmin(EntryAdmin):
    list_display = ("code", "rule", "amount", "unit", "calendar", "tag", "edited")
    search_fields = ("code", "rule")
    fields = ("code", "rule", ("amount", "unit", "calendar"), "note", *HOW_SURE)


@admin.register(ObligationType)
class ObligationTypeAdmin(EntryAdmin):
    list_display = ("code", "name", "who", "rule", "tag", "edited")
    list_filter = ("owner_kind", "tag", "edited")
    search_fields = ("code", "name")
    fields = (
        "code",
        "name",
        ("who", "owner_kind", "role_codes"),
        ("also_counter_party", "resource_types"),
        "rule",
        ("schedule", "notice_days"),
        ("evidence", "reviewers"),
        ("filed_in", "proof", "extension_months"),
        *HOW_SURE,
    )


@admin.register(ChangeProcedure)
class ChangeProcedureAdmin(EntryAdmin):
    list_display = ("code", "name", "time_rule", "tag", "edited")
    search_fields = ("code", "name")
    fields = ("code", "name", "steps", ("time_rule", "lead"), *HOW_SURE)


@admin.register(ProtectionClass)
class ProtectionClassAdmin(EntryAdmin):
    list_display = ("code", "name", "ends", "days", "tag", "edited")
    search_fields = ("code", "name")
    fields = ("code", "name", "examples", ("ends", "days", "basis"), ("two_persons", "names_reader"), *HOW_SURE)


@admin.register(TestFlight)
class TestFlightAdmin(ReadOnlyAdmin):
    """Flights are kept on the desk's own page."""

    list_display = ("code", "starts_on", "ends_on", "application_deadline", "registration_deadline", "tag")
    search_fields = ("code",)
    fields = (
        "code",
        ("starts_on", "ends_on"),
        ("application_deadline", "registration_deadline"),
        "texas_set",
        *HOW_SURE,
    )
