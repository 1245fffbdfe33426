"""The administration of what issues go by."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from issues.actions.referral_times import change_referral_time
from issues.models import Referral, ReferralTime
from portal.web.admin_site import CatalogAdmin


@admin.register(ReferralTime)
class ReferralTimeAdmin(CatalogAdmin):
    list_display = ("code", "amount", "unit", "plan", "tag", "edited")
    search_fields = ("code",)
    fields = ("code", "amount", "unit", "plan", "in_effect", "source", "tag")
    readonly_fields = ("code", "in_effect", "source", "tag")

    @admin.display(description="What runs now")
    def in_effect(self, obj: ReferralTime) -> str:
        """Before it is changed: how much keeps the time it was asked with."""
        rows = Referral.objects.with_department()
        if obj.code == ReferralTime.DEFAULT:
            rows = rows.exclude(department__code__in=ReferralTime.objects.exclude(pk=obj.pk).values("code"))
        else:
            rows = rows.filter(department__code=obj.code)
        count = rows.count()
        asked = f"{count} open question{'' if count == 1 else 's'}" if count else "No open question"
        return f"{asked} would keep the present time; another one counts for what is asked from then on."

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: ReferralTime, form: Any, change: bool) -> None:
        change_referral_time(time=obj, by=request.user, now=timezone.now(), **form.cleaned_data)
