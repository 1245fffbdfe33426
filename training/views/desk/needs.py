"""The board of training needs, one of its columns as a list, and a need's own page."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.views.generic import TemplateView

from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.web import keyset
from portal.web.doors import DeskDoor
from portal.web.views import ScopedDetailView
from training import need_lists, patterns, permissions
from training.choices import NeedState
from training.effect_plot import plot_of
from training.forms.needs import NeedFilter
from training.models import NeedEvidence, TrainingNeed
from training.need_pages import offers, whose_turn
from training.rules.need_moves import ENDED
from training.rules.needs import effect

HISTORY = 100
CASES = 50


class Narrowed(DeskDoor, TemplateView):
    """What board and column share: whose needs, and words."""

    capability = "training.view"

    @cached_property
    def form(self) -> NeedFilter:
        return NeedFilter(self.request.GET)

    @cached_property
    def rows(self) -> QuerySet[TrainingNeed]:
        user = self.request.user
        rows = need_lists.of_whom(TrainingNeed.objects.visible_to(user), self.form.chosen, user)
        return need_lists.found_by(rows, self.form.words)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            form=self.form,
            words=self.form.words,
            whose=self.form.chosen,
            filtered=bool(self.form.words) or self.form.chosen != need_lists.EVERYBODY,
            may_propose=permissions.can_propose_needs(self.request.user),
            **kwargs,
        )


class NeedBoardView(Narrowed):
    template_name = "training/need_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = need_lists.counts(self.rows)
        cards = need_lists.first_cards(self.rows)
        return super().get_context_data(
            columns=[(state, counts[state], cards.get(state, [])) for state in need_lists.COLUMNS],
            total=sum(counts[state] for state in need_lists.COLUMNS),
            ended=[(state, counts[state]) for state in ENDED],
            **kwargs,
        )


class NeedColumnView(Narrowed):
    """All needs in one state, what changed last standing first."""

    template_name = "training/need_column.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.kwargs["state"] not in NeedState.values:
            raise Http404
        state = NeedState(self.kwargs["state"])
        asked = self.request.GET
        rows = need_lists.shown(self.rows.filter(state=state))
        page = keyset.paginate(rows, need_lists.ORDER, after=asked.get("after", ""), before=asked.get("before", ""))
        return super().get_context_data(column=state, page=page, **kwargs)


class NeedDetailView(DeskDoor, ScopedDetailView):
    capability = "training.view"
    model = TrainingNeed
    template_name = "training/need_detail.html"

    def scope(self) -> QuerySet:
        people = ("proposed_by", "designer", "reviewer")
        return super().scope().select_related("participant", "course", *people)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        need, user = self.object, self.request.user
        cases = list(NeedEvidence.objects.visible_to(user).filter(need=need).select_related("participant")[:CASES])
        events = AuditEvent.objects.filter(object_type=need._meta.label_lower, object_ref=need.ref)
        return super().get_context_data(
            source=patterns.label_of(need.source),
            offers=offers(user, need),
            turn=whose_turn(need),
            sessions=need.sessions.select_related("course").order_by("starts_at", "id"),
            cases=cases,
            cases_unseen=max(need.case_count - len(cases), 0),
            plot=plot_of(need.baseline_count, need.effect_count),
            effect=effect(need.baseline_count, need.effect_count),
            events=[told(event) for event in events.order_by("-at", "-id")[:HISTORY]],
            **kwargs,
        )
