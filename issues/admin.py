"""The administration of what issues go by."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from issues.actions.referral_times import change_referral_time
from issues.models import ReferralTime
from portal.web.admin_site import CatalogAdmin


@admin.register(ReferralTime)
class ReferralTimeAdmin(CatalogAdmin):
    list_display = ("code", "amount", "unit", "plan", "tag", "edited")
    search_fields = ("code",)
    fields = ("code", "amount", "unit", "plan", "source", "tag")
    readonly_fields = ("code", "source", "tag")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: ReferralTime, form: Any, change: bool) -> None:
        change_referral_time(time=obj, by=request.user, now=timezone.now(), **form.cleaned_data)
