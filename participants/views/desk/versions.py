"""What a new version of a block means for running checklists, and the decision for each: adopt or stay."""

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from participants import permissions
from participants.actions import adopting as actions
from participants.adopting import Comparison, Question, concerned, with_versions
from participants.checklist_people import account_managers_of
from participants.choices import AdoptionStep, VersionChoice
from participants.forms.version_decisions import AdoptForm, OpenDecisionsFilter, StayForm
from participants.models import BlockVersion, Checklist, VersionDecision
from participants.version_lists import questions_of, undecided
from participants.views.desk.pages import DeskForm
from portal.lifecycle.refusals import Answer
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.views import Scoped, ScopedListView


class VersionView(DeskDoor, ScopedListView):
    """Who must redo what by when because of one version: a page of checklists, the same statements for any number."""

    capability = "participants.view"
    model = Checklist
    template_name = "participants/requirement_version.html"
    orders = {"opened": ("-opened_at", "-id")}
    page_size = 25

    @cached_property
    def version(self) -> BlockVersion:
        rows = BlockVersion.objects.visible_to(self.request.user).select_related("block", "published_by")
        return get_object_or_404(rows, block__code=self.kwargs["code"], number=self.kwargs["number"])

    def scope(self) -> QuerySet:
        return concerned(self.version, self.request.user)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        return with_versions(rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, user = timezone.now(), self.request.user
        rows = kwargs["page"].rows
        owners = {row.participant_id for row in rows}
        managers = account_managers_of(owners, market_day(now))
        told = Comparison(self.version, now).of(rows)
        return super().get_context_data(
            version=self.version,
            part=self.version.block,
            questions=[(one, managers.get(one.checklist.participant_id, [])) for one in told],
            decidable=permissions.editable(user, owners),
            counts=self._counts(),
            **kwargs,
        )

    def _counts(self) -> dict[str, int]:
        decided = VersionDecision.objects.visible_to(self.request.user).filter(
            version=self.version, checklist__in=self.scope()
        )
        counted = decided.order_by().aggregate(
            adopted=Count("pk", filter=Q(choice=VersionChoice.ADOPTED)),
            stayed=Count("pk", filter=Q(choice=VersionChoice.STAYED)),
        )
        return counted | {"open": self.scope().count() - sum(counted.values())}


class OpenDecisionsView(DeskDoor, ScopedListView):
    """Checklists for which somebody has yet to decide whether they follow a new version."""

    capability = "participants.view"
    model = Checklist
    template_name = "participants/version_decisions.html"
    orders = {"opened": ("-opened_at", "-id")}
    filter_form = OpenDecisionsFilter

    def scope(self) -> QuerySet:
        form = OpenDecisionsFilter(self.request.GET)
        return undecided(self.request.user, form.cleaned_data["whose"] if form.is_valid() else "")

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        return rows.select_related("participant", "registration__role", "role")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = kwargs["page"].rows
        managers = account_managers_of({row.participant_id for row in found}, market_day(timezone.now()))
        questions = questions_of(found)
        rows = [(row, questions[row.pk], managers.get(row.participant_id, [])) for row in found]
        return super().get_context_data(rows=rows, **kwargs)


class OfChecklistVersion(Scoped):
    """One checklist and one version of a block, both named in the address."""

    model = Checklist

    @cached_property
    def version(self) -> BlockVersion:
        rows = BlockVersion.objects.visible_to(self.request.user).select_related("block", "published_by")
        return get_object_or_404(rows, ref=self.kwargs["version"])

    def question_of(self, checklist: Checklist) -> Question:
        """404 for a checklist that never asked for anything of the block."""
        (question,) = Comparison(self.version, timezone.now()).of([checklist])
        if not any(one.block_id == self.version.block_id for one in checklist.versions.all()):
            raise Http404
        return question

    def page_of(self, checklist: Checklist) -> dict[str, Any]:
        user = self.request.user
        question = self.question_of(checklist)
        return {
            "decided_steps": _told(question),
            "version": self.version,
            "part": self.version.block,
            "checklist": checklist,
            "participant": checklist.participant,
            "question": question,
            "may_decide": permissions.can_decide_version(user, checklist),
        }


def _told(question: Question) -> list[dict[str, Any]]:
    """What an adoption did to each item, as it was written down then."""
    steps = question.decision.steps if question.decision else []
    return [
        {
            "code": one["code"],
            "label": AdoptionStep(one["step"]).label,
            "due": date.fromisoformat(one["due"]) if one["due"] else None,
        }
        for one in steps
    ]


class VersionDecideView(DeskDoor, OfChecklistVersion, TemplateView):
    """What following the version means for one checklist, item by item, and the two ways to decide."""

    capability = "participants.view"
    template_name = "participants/version_decide.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        checklist = get_object_or_404(with_versions(self.scope()), ref=self.kwargs["ref"])
        given = {"user": self.request.user, "participant": checklist.participant}
        forms = {"adopt": AdoptForm(prefix="adopt", **given), "stay": StayForm(prefix="stay", **given)}
        return super().get_context_data(**kwargs | self.page_of(checklist) | forms)


class DecideForm(OfChecklistVersion, DeskForm):
    """One of the two buttons of that page."""

    template_name = "participants/version_decide.html"
    http_method_names = ["post"]
    prefix = ""

    def scope(self) -> QuerySet:
        return with_versions(super().scope())

    def permission(self) -> Answer:
        return permissions.can_decide_version(self.request.user, self.object)

    def get_success_url(self) -> str:
        return reverse("participants:version-decide", args=[self.object.ref, self.version.ref])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        checklist = get_object_or_404(self.scope(), pk=self.object.pk)
        given = {"user": self.request.user, "participant": checklist.participant}
        forms = {"adopt": AdoptForm(prefix="adopt", **given), "stay": StayForm(prefix="stay", **given)}
        forms[self.prefix] = kwargs["form"]
        return super().get_context_data(**kwargs) | self.page_of(checklist) | forms


class VersionAdoptView(DecideForm):
    form_class = AdoptForm
    prefix = "adopt"
    success_message = "The checklist follows the new version."

    def act(self, data: dict[str, Any], **who: Any) -> VersionDecision:
        return actions.adopt_version(checklist=self.object, version=self.version, **data, **who)


class VersionStayView(DecideForm):
    form_class = StayForm
    prefix = "stay"
    success_message = "The checklist stays with its version."

    def act(self, data: dict[str, Any], **who: Any) -> VersionDecision:
        return actions.stay_with_version(checklist=self.object, version=self.version, **data, **who)
