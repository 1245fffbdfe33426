"""The yearly look at who has access: one page with a decision a line, and the attestation under it."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from participants import permissions
from participants.actions import access_reviews as actions
from participants.forms.access_reviews import AttestForm, DecisionForm
from participants.models import AccessReview, AccessReviewLine, Participant
from participants.views.my.pages import MyForm, MyPage, with_card
from portal.web.doors import MyDoor
from portal.web.views import ActionButton

SHOWN = 300
PAST = 10
OF_A_LINE = ("decision", "decided_at", "reach", "review", "participant", "membership")
OF_ITS_MEMBERSHIP = ("kind", "narrowed", "sight", "areas", "suspended_at", "starts_on", "ends_on", "ended_at")


class MyAccessReviewView(MyPage):
    """The open review, and when the former ones were attested."""

    template_name = "my/access_review.html"

    @cached_property
    def review(self) -> AccessReview | None:
        return AccessReview.objects.visible_to(self.request.user).open().first()

    def lines(self) -> list[AccessReviewLine]:
        rows = AccessReviewLine.objects.visible_to(self.request.user).filter(review=self.review)
        fields = (*OF_A_LINE, *(f"membership__{name}" for name in OF_ITS_MEMBERSHIP), "membership__user")
        rows = with_card(rows.select_related("membership"), *fields, person="membership__user")
        return list(rows.prefetch_related("membership__registrations__role").order_by("decision", "id")[:SHOWN])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        permissions.can_edit_people(self.request.user, self.participant).enforce()
        lines = self.lines() if self.review is not None else []
        past = AccessReview.objects.visible_to(self.request.user).attested().defer("attested_by", "opened_by")
        return super().get_context_data(
            review=self.review,
            lines=lines,
            left=sum(not line.decision for line in lines),
            past=list(past.order_by("-attested_at")[:PAST]),
            **kwargs,
        )


class MyAccessReviewOpenView(MyDoor, ActionButton):
    """Begin one now."""

    success_message = "The access review is open."

    def act(self, data: dict[str, Any], **who: Any) -> AccessReview:
        return actions.open_review(
            participant=get_object_or_404(Participant.objects.visible_to(self.request.user)), **who
        )

    def get_success_url(self) -> str:
        return reverse("my-access-review")


class MyAccessDecisionView(MyDoor, ActionButton):
    """Keep or end one access."""

    model = AccessReviewLine
    form_class = DecisionForm
    success_message = "Saved."

    def act(self, data: dict[str, Any], **who: Any) -> AccessReviewLine:
        return actions.decide(line=self.object, **data, **who)

    def get_success_url(self) -> str:
        return reverse("my-access-review")


class MyAttestView(MyForm):
    model = AccessReview
    form_class = AttestForm
    title = "Attest who has access"
    lead = "The review ends with your word, which stays in the audit trail."
    submit_label = "Attest"
    success_message = "Attested. The next review comes in a year."

    def act(self, data: dict[str, Any], **who: Any) -> AccessReview:
        """The tick is the form's; the action asks the rest."""
        return actions.attest(review=self.object, **who)

    def get_success_url(self) -> str:
        return reverse("my-access-review")
