"""A colleague's learning plan and competence record: what is to be learned, what was, and who said so."""

from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.actions import learning as actions
from accounts.choices import Level, Role
from accounts.forms import learning as forms
from accounts.learning import steps_of, summed_up
from accounts.learning_permissions import can_keep_learning, can_read_learning
from accounts.models import LearningPlan, User
from portal.lifecycle.refusals import Answer
from portal.scoping.today import market_day
from portal.web import panels
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView

EARLIER: Final = 5


class LearningView(DeskDoor, ActionFormView):
    """Panels "learning" (object: the person) add what other apps know: shadowings, reviewed answers."""

    model = User
    form_class = forms.LearningForm
    template_name = "accounts/learning.html"
    success_message = "Saved."

    def scope(self) -> QuerySet:
        return super().scope().staff()

    def permission(self) -> Answer:
        asks = can_keep_learning if self.request.method == "POST" else can_read_learning
        return asks(self.request.user, self.object, timezone.now())

    @cached_property
    def plan(self) -> LearningPlan | None:
        rows = LearningPlan.objects.visible_to(self.request.user).running().filter(person=self.object)
        return rows.select_related("person", "begun_by").first()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"plan": self.plan}

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        then, goal, words = data["then"], data["goal"], data["words"]
        if then == forms.BEGIN:
            given = {"level": data["level"], "starts_on": data["starts_on"]}
            return actions.begin_learning_plan(person=self.object, **given, **who)
        if then == forms.ADD:
            kind, _, subject = data["what"].partition(":")
            given = {"title": data["title"], "times": data["times"] or 1, "target_on": data["target_on"]}
            return actions.add_goal(plan=self.plan, kind=kind, subject=subject, **given, **who)
        if then == forms.MOVE:
            return actions.move_goal(goal=goal, target_on=data["target_on"], **who)
        if then == forms.DONE:
            return actions.give_word(goal=goal, word=words, **who)
        if then == forms.REOPEN:
            return actions.take_word_back(goal=goal, reason=words, **who)
        return actions.end_learning_plan(plan=self.plan, reason=words, **who)

    def get_success_url(self) -> str:
        return reverse("accounts:learning", args=[self.object.ref])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, person, now = self.request.user, self.object, timezone.now()
        today = market_day(now)
        steps = steps_of(self.plan, today=today) if self.plan else []
        ended = LearningPlan.objects.visible_to(user).filter(person=person).exclude(ended_at=None)
        earlier = list(ended.select_related("person", "ended_by")[:EARLIER])
        keeps = can_keep_learning(user, person, now)
        return super().get_context_data(
            person=person,
            plan=self.plan,
            steps=steps,
            sums=summed_up(steps),
            earlier=[(one, summed_up(steps_of(one, today=today))) for one in earlier],
            expertise=person.expertise.select_related("topic", "marked_by"),
            sign_offs=person.sign_offs.standing().select_related("topic", "signed_by").order_by("topic__order"),
            panels=panels.drawn("learning", self.request, person),
            may_keep=keeps,
            may_begin=keeps and person.role == Role.ACCOUNT_MANAGER and person.is_active,
            levels=Level.choices,
            kinds=forms.choices() if keeps and self.plan else [],
            today=today,
            **kwargs,
        )
