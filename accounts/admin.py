"""The administration of people's catalogs; people themselves are looked at here and changed on the staff pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from accounts.actions import departments, teams
from accounts.models import Department, Invitation, Team, User
from portal.web.admin_site import CatalogAdmin, ReadOnlyAdmin


@admin.register(Department)
class DepartmentAdmin(CatalogAdmin):
    list_display = ("name", "code", "lead", "desk_phones", "outside", "active", "verified", "edited")
    list_filter = ("outside", "active", "verified", "edited")
    search_fields = ("name", "code", "answers_on", "first_questions")
    fields = (
        "code",
        "name",
        "answers_on",
        "first_questions",
        "lead",
        "desk_phones",
        "outside",
        "active",
        "source",
        "verified",
    )
    list_select_related = ("lead",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj else ()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "lead":
            kwargs["queryset"] = User.objects.staff().active()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Department, form: Any, change: bool) -> None:
        now = timezone.now()
        if change:
            departments.change_department(department=obj, by=request.user, now=now, **form.cleaned_data)
        else:
            obj.pk = departments.add_department(by=request.user, now=now, **form.cleaned_data).pk


@admin.register(Team)
class TeamAdmin(CatalogAdmin):
    list_display = ("name", "lead", "ref")
    search_fields = ("name",)
    fields = ("name", "lead")
    list_select_related = ("lead",)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "lead":
            kwargs["queryset"] = User.objects.staff().active()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Team, form: Any, change: bool) -> None:
        now = timezone.now()
        if change:
            teams.change_team(team=obj, by=request.user, now=now, **form.cleaned_data)
        else:
            obj.pk = teams.add_team(by=request.user, now=now, **form.cleaned_data).pk


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    list_display = ("name", "email", "role", "level", "is_active", "last_login")
    list_filter = ("role", "level", "is_active")
    search_fields = ("name", "email", "ref")
    list_select_related = ("department", "team")
    fields = (
        ("ref", "is_active"),
        ("name", "email"),
        ("title", "phone"),
        ("role", "level"),
        ("department", "team"),
        "access_until",
        ("time_zone", "theme"),
        ("created_at", "last_login"),
    )


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ("email", "role", "invited_by", "created_at", "expires_at", "accepted_at", "revoked_at")
    list_filter = ("role",)
    search_fields = ("email", "name", "ref")
    list_select_related = ("invited_by",)
    fields = (
        "ref",
        ("email", "name"),
        ("role", "level", "department", "access_until"),
        ("invited_by", "created_at", "expires_at"),
        ("accepted_by", "accepted_at", "revoked_at"),
    )
