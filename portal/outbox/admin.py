"""Messages and addresses to look at; what account mails say is shown nowhere."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.outbox.models import AddressTrouble, OutboundMessage
from portal.web.admin_site import ReadOnlyAdmin


@admin.register(OutboundMessage)
class OutboundMessageAdmin(ReadOnlyAdmin):
    list_display = ("ref", "kind", "address", "about_ref", "state", "due_at", "attempts", "repeats", "sent_at")
    list_filter = ("state", "severity")
    search_fields = ("ref", "address", "about_ref", "message_id")
    show_full_result_count = False
    fields = (
        ("ref", "kind", "severity"),
        ("address", "recipient", "on_behalf_of", "written_by"),
        ("about_type", "about_ref"),
        ("state", "due_at", "hold_reason"),
        ("attempts", "repeats", "last_error"),
        ("created_at", "sent_at"),
        ("message_id", "thread_key", "dedupe_key"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutboundMessage]:
        rows: Any = super().get_queryset(request)
        return rows.defer("sealed").select_related("recipient", "on_behalf_of", "written_by")


@admin.register(AddressTrouble)
class AddressTroubleAdmin(ReadOnlyAdmin):
    list_display = ("address", "kind", "since", "cleared_at", "cleared_by")
    list_filter = ("kind",)
    search_fields = ("address", "ref")
    list_select_related = ("cleared_by",)
    fields = ("ref", ("address", "kind"), ("since", "detail"), ("cleared_at", "cleared_by"))
