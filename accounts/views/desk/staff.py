"""The staff: a directory for all of them, and what supervisors decide."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts import permissions
from accounts.actions import staff, teams
from accounts.choices import Role
from accounts.forms.staff import ProfileForm, ReasonForm, StaffFilterForm, StandingForm, TeamChoiceForm
from accounts.learning_permissions import can_read_learning
from accounts.models import User
from accounts.rules.level_rights import OFFERED, Right
from accounts.views.desk.pages import StaffButton, StaffForm, StaffSideList
from portal.lifecycle.refusals import Answer
from portal.outbox.troubles import give_troubles
from portal.scoping.today import market_day
from portal.web import panels
from portal.web.doors import DeskDoor
from portal.web.views import ScopedDetailView

MENTORINGS_SHOWN = 20


class StaffListView(StaffSideList):
    model = User
    template_name = "accounts/staff_list.html"
    filter_form = StaffFilterForm
    orders = {
        "name": ("name", "id"),
        "-name": ("-name", "-id"),
        "role": ("role", "level", "name", "id"),
        "-role": ("-role", "-level", "-name", "-id"),
    }

    def scope(self) -> QuerySet:
        rows = super().scope().select_related("team", "department")
        return rows.with_absence_on(market_day(timezone.now()))

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        if wanted.get("q"):
            rows = rows.knowing(wanted["q"])
        if wanted.get("topic"):
            rows = rows.filter(expertise__topic=wanted["topic"])
        if wanted.get("role"):
            rows = rows.filter(role=wanted["role"])
        if wanted.get("team"):
            rows = rows.filter(team=wanted["team"])
        if wanted.get("active") != "all":
            rows = rows.filter(is_active=wanted.get("active") != "no")
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        give_troubles({"email": kwargs["page"].rows})
        return super().get_context_data(**kwargs)


class StaffDetailView(DeskDoor, ScopedDetailView):
    model = User
    template_name = "accounts/staff_detail.html"

    def scope(self) -> QuerySet:
        rows = super().scope().select_related("team__lead", "department")
        return rows.with_absence_on(market_day(timezone.now()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, person = self.request.user, self.object
        today = market_day(timezone.now())
        mentored = person.mentors.select_related("mentor").order_by("-starts_on", "-id")
        mentoring = person.mentees.select_related("colleague").order_by("-starts_on", "-id")
        return super().get_context_data(
            today=today,
            panels=panels.drawn("staff", self.request, person),
            absences=person.absences.not_over(today).select_related("stand_in").order_by("starts_on"),
            standing_in=person.standing_in.not_over(today).select_related("person").order_by("starts_on"),
            expertise=person.expertise.select_related("topic"),
            sign_offs=person.sign_offs.standing().select_related("topic").order_by("topic__order"),
            mentored=mentored.not_over(today)[:MENTORINGS_SHOWN],
            mentoring=mentoring.not_over(today)[:MENTORINGS_SHOWN],
            may_read_learning=person.level and can_read_learning(user, person, timezone.now()),
            level_adds=_added_by_level(person) if user.pk == person.pk or permissions.can_oversee_staff(user) else [],
            may_manage=permissions.can_manage_staff(user),
            may_change_standing=permissions.can_change_standing(user, person),
            may_change_profile=permissions.can_change_profile(user, person),
            may_record_absence=permissions.can_record_absence(user, person),
            **kwargs,
        )


def _added_by_level(person: User) -> list[Right]:
    """What the level of an account manager adds today, in the order in which it is decided."""
    if person.role != Role.ACCOUNT_MANAGER or not person.is_active:
        return []
    return [right for code, right in OFFERED.items() if person.can(code)]


class RoleView(StaffForm):
    form_class = StandingForm
    title = "Change role"
    lead = "The new role counts from the next click of {object}."
    submit_label = "Change role"
    success_message = "The role of {object} is changed."

    def permission(self) -> Answer:
        return permissions.can_change_standing(self.request.user, self.object)

    def get_initial(self) -> dict[str, Any]:
        person = self.object
        return {
            "role": person.role,
            "level": person.level,
            "department": person.department.code if person.department else "",
            "access_until": person.access_until,
        }

    def act(self, data: dict[str, Any], **who: Any) -> User:
        return staff.change_role(person=self.object, **data, **who)


class ProfileView(StaffForm):
    form_class = ProfileForm
    title = "Change profile"
    success_message = "The profile of {object} is changed."

    def permission(self) -> Answer:
        return permissions.can_change_profile(self.request.user, self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        # A copy: the form writes into its instance, and the action compares with what is stored.
        return super().get_form_kwargs() | {"instance": User.objects.get(pk=self.object.pk)}

    def act(self, data: dict[str, Any], **who: Any) -> User:
        return staff.change_profile(person=self.object, **data, **who)


class TeamChoiceView(StaffForm):
    form_class = TeamChoiceForm
    title = "Choose the team"
    lead = "{object} belongs to one team, or to none."
    success_message = "{object} is in the chosen team."

    def get_initial(self) -> dict[str, Any]:
        return {"team": self.object.team.ref if self.object.team else ""}

    def act(self, data: dict[str, Any], **who: Any) -> User:
        return teams.put_in_team(person=self.object, **data, **who)


class DeactivateView(StaffForm):
    form_class = ReasonForm
    title = "Deactivate {object}"
    lead = (
        "Sessions and API tokens end at once, open invitations are revoked. Participants {object} is responsible for "
        "wait in the list of work to hand over."
    )
    submit_label = "Deactivate"
    danger = True
    success_message = "{object} can no longer sign in."

    def permission(self) -> Answer:
        return permissions.can_change_standing(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> User:
        return staff.deactivate(person=self.object, **data, **who)


class ReactivateView(StaffButton):
    success_message = "{object} may sign in again."

    def permission(self) -> Answer:
        return permissions.can_change_standing(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> User:
        return staff.reactivate(person=self.object, **who)


class HandOverView(StaffSideList):
    """Inactive colleagues; the apps above add what each of them was responsible for."""

    capability = "staff.view"
    denial = "Only supervisors, senior account managers and auditors."
    model = User
    template_name = "accounts/staff_hand_over.html"
    orders = {"name": ("name", "id")}

    def scope(self) -> QuerySet:
        return super().scope().filter(is_active=False)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(panels=panels.drawn("hand-over", self.request), **kwargs)
