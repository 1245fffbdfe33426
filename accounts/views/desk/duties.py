"""Who is away, who mentors whom, which teams there are."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts import permissions
from accounts.actions import absences, mentorings, teams
from accounts.forms.staff import AbsenceForm, LastDayForm, MentoringForm, TeamForm
from accounts.models import Absence, Mentoring, Team
from accounts.views.desk.pages import StaffButton, StaffForm, StaffSideList
from portal.lifecycle.refusals import Answer
from portal.scoping.today import market_day


def today() -> date:
    return market_day(timezone.now())


class AbsenceAddView(StaffForm):
    form_class = AbsenceForm
    title = "Record an absence"
    lead = "While {object} is away, the stand-in may act on the same participants."
    submit_label = "Record absence"
    success_message = "The absence is recorded."

    def permission(self) -> Answer:
        return permissions.can_record_absence(self.request.user, self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"person": self.object}

    def act(self, data: dict[str, Any], **who: Any) -> Absence:
        return absences.record_absence(person=self.object, **data, **who)


class AbsenceEndView(StaffButton):
    model = Absence
    success_message = "The absence is ended."

    def scope(self) -> QuerySet:
        return super().scope().select_related("person")

    def permission(self) -> Answer:
        return permissions.can_record_absence(self.request.user, self.object.person)

    def act(self, data: dict[str, Any], **who: Any) -> None:
        absences.end_absence(absence=self.object, **who)

    def get_success_url(self) -> str:
        return self.object.person.get_absolute_url()


class MentoringAddView(StaffForm):
    form_class = MentoringForm
    title = "Choose a mentor"
    lead = "The mentor accompanies {object} for a while; one mentor at a time."
    submit_label = "Start mentoring"
    success_message = "{object} has a mentor."

    def get_initial(self) -> dict[str, Any]:
        return {"starts_on": today()}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"person": self.object}

    def act(self, data: dict[str, Any], **who: Any) -> Mentoring:
        return mentorings.start_mentoring(colleague=self.object, **data, **who)


class MentoringEndView(StaffForm):
    model = Mentoring
    form_class = LastDayForm
    title = "End mentoring"
    lead = "{object}."
    submit_label = "End mentoring"
    success_message = "The last day of mentoring is set."

    def scope(self) -> QuerySet:
        return super().scope().select_related("mentor", "colleague")

    def get_initial(self) -> dict[str, Any]:
        return {"ends_on": today()}

    def act(self, data: dict[str, Any], **who: Any) -> Mentoring:
        return mentorings.end_mentoring(mentoring=self.object, **data, **who)

    def get_success_url(self) -> str:
        return self.object.colleague.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs | {"back_label": self.object.colleague.name})


class TeamListView(StaffSideList):
    model = Team
    template_name = "accounts/team_list.html"
    orders = {"name": ("name", "id")}

    def scope(self) -> QuerySet:
        people = Count("people", filter=Q(people__is_active=True))
        return super().scope().select_related("lead").annotate(people_count=people)


class TeamForms(StaffForm):
    model: Any = Team
    form_class = TeamForm

    def get_success_url(self) -> str:
        return reverse("accounts:team-list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs | {"back_label": "Teams"})


class TeamAddView(TeamForms):
    model = None
    title = "Add a team"
    submit_label = "Add team"
    success_message = "The team is added."

    def act(self, data: dict[str, Any], **who: Any) -> Team:
        return teams.add_team(**data, **who)


class TeamChangeView(TeamForms):
    title = "Change {object}"
    success_message = "The team is changed."

    def scope(self) -> QuerySet:
        return super().scope().select_related("lead")

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.object.name, "lead": self.object.lead.ref if self.object.lead else ""}

    def act(self, data: dict[str, Any], **who: Any) -> Team:
        return teams.change_team(team=self.object, **data, **who)
