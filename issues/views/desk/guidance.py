"""What participants were told on sections of the rules: the list, one of them, recording what was said by phone."""

from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from issues import guidance_deadlines, permissions
from issues.actions import guidance_reviews, guiding
from issues.forms.guiding import RecordGuidanceForm, SettleForm
from issues.guidance_reading import agreement
from issues.models import Guidance, GuidanceReview
from issues.views.desk.referral_forms import IssuesForm
from participants.models import Participant
from participants.views.desk.pages import DeskForm
from portal.lifecycle.refusals import Answer, Refused
from portal.web.doors import DeskDoor
from portal.web.views import ScopedDetailView, ScopedListView
from training.rules import citations

DENIAL: Final = "Your role does not read issues."
NEWEST: Final = {"newest": ("-given_at", "-id")}


def on_words(rows: QuerySet, words: str) -> QuerySet:
    """Rows on the sections that are searched for, with what lies in and above them; else those with the words."""
    try:
        return rows.on(citations.read(words))
    except Refused:
        field = "wording" if rows.model is Guidance else "title"
        return rows.filter(**{f"{field}__icontains": words})


class GuidanceDoor(DeskDoor):
    capability = "issues.view"
    denial = DENIAL

    @property
    def words(self) -> str:
        return " ".join(self.request.GET.get("q", "")[:100].split()).replace("\x00", "")


class GuidanceListView(GuidanceDoor, ScopedListView):
    model = Guidance
    template_name = "issues/guidance_list.html"
    orders = NEWEST

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        if ref := self.request.GET.get("participant", "")[:40]:
            rows = rows.filter(participant__in=Participant.objects.visible_to(self.request.user).filter(ref=ref))
        rows = on_words(rows, self.words) if self.words else rows
        return rows.told_to(self.request.user).select_related("given_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bars = agreement(self.scope(), timezone.now())
        return super().get_context_data(
            words=self.words,
            whose=self.request.GET.get("participant", ""),
            bars=bars,
            **kwargs,
        )


class GuidanceDetailView(GuidanceDoor, ScopedDetailView):
    """What was said, what had been said before it, and how it was judged."""

    model = Guidance
    template_name = "issues/guidance_detail.html"

    def scope(self) -> QuerySet:
        rows = super().scope().told_to(self.request.user)
        return rows.select_related("given_by", "approved__answer", "task")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, row = self.request.user, self.object
        told = Guidance.objects.visible_to(user).told_to(user).select_related("given_by")
        reviews = GuidanceReview.objects.visible_to(user).filter(guidance=row)
        review = reviews.select_related("guidance", "earlier", "settled_by").first()
        return super().get_context_data(
            earlier=told.filter(pk=row.earlier_id).first() if row.earlier_id else None,
            later=told.filter(earlier=row).order_by("given_at", "pk")[:20],
            review=guidance_deadlines.timed([review])[0] if review is not None else None,
            may_settle=permissions.can_settle_review(user, review) if review is not None else None,
            **kwargs,
        )


class ReviewListView(GuidanceDoor, ScopedListView):
    """Where answers differ: those that wait for a judgment first."""

    model = GuidanceReview
    template_name = "issues/review_list.html"
    orders = {"open": ("-state", "-opened_at", "-id")}

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        if self.request.GET.get("view") != "all":
            rows = rows.still_open()
        return rows.select_related("guidance__given_by", "earlier__given_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        guidance_deadlines.timed(kwargs["page"].rows)
        return super().get_context_data(view="all" if self.request.GET.get("view") == "all" else "open", **kwargs)


class GuidanceAddView(DeskForm):
    """What a participant was told by phone, in a letter or a meeting."""

    form_class = RecordGuidanceForm
    title = "Record guidance"
    lead = "What {row.name} was told on a section beside the portal."
    submit_label = "Record it"
    success_message = "Recorded: {done}."

    def permission(self) -> Answer:
        return permissions.can_record_guidance(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Guidance:
        return guiding.record_guidance(participant=self.object, **data, **who)

    def get_success_url(self) -> str:
        return self.done.get_absolute_url() if hasattr(self, "done") else super().get_success_url()


class ReviewSettleView(GuidanceDoor, IssuesForm):
    """Both answers side by side, and what came of it."""

    model: Any = GuidanceReview
    form_class = SettleForm
    template_name = "issues/review_settle.html"
    title = "Judge the answers on {row.guidance.cited.words}"
    lead = "What is to be corrected is no longer held against answers, and each participant told so gets a task."
    submit_label = "Settle"
    success_message = "Settled: {done.outcome_in_words}."

    def scope(self) -> QuerySet:
        return super().scope().select_related("guidance__given_by", "earlier__given_by")

    def permission(self) -> Answer:
        return permissions.can_settle_review(self.request.user, self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        given = super().get_form_kwargs()
        given.pop("row")
        return given

    def act(self, data: dict[str, Any], **who: Any) -> GuidanceReview:
        return guidance_reviews.settle_review(review=self.object, **data, **who)
