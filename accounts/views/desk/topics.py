"""Topics: who knows what, and for what a colleague is signed off."""

from typing import Any, Final

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.actions import topics as actions
from accounts.forms.topics import MARK, SIGN, UNMARK, TopicDeedForm
from accounts.mentor_permissions import can_mark_expertise, can_sign_off
from accounts.models import Expertise, SignOff, Topic, User
from accounts.permissions import can_edit_catalog
from accounts.views.desk.pages import StaffSideList
from portal.lifecycle.refusals import Allowed, Answer, Refused
from portal.web import panels
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView

NOT_MARKED: Final = "It is not marked."
NOT_SIGNED: Final = "There is no sign-off to withdraw."


class TopicListView(StaffSideList):
    """Each topic with who knows it, so that one finds whom to ask; and who answers on it alone."""

    model = Topic
    template_name = "accounts/topic_list.html"
    orders = {"order": ("order", "name", "id")}

    @property
    def words(self) -> str:
        return " ".join(self.request.GET.get("q", "")[:200].split()).replace("\x00", "")

    def scope(self) -> QuerySet:
        experts = Expertise.objects.filter(person__is_active=True).select_related("person").order_by("person__name")
        signed = SignOff.objects.standing().filter(person__is_active=True).select_related("person")
        rows = super().scope().in_use().matching(self.words)
        return rows.prefetch_related(
            Prefetch("experts", experts, to_attr="known_by"),
            Prefetch("sign_offs", signed.order_by("person__name"), to_attr="answered_by"),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(words=self.words, may_keep=can_edit_catalog(self.request.user), **kwargs)


class StaffTopicsView(DeskDoor, ActionFormView):
    """All topics of one colleague; mentors mark what the colleague knows and sign off what is answered alone."""

    model = User
    form_class = TopicDeedForm
    template_name = "accounts/staff_topics.html"
    success_message = "Saved."

    def scope(self) -> QuerySet:
        return super().scope().staff()

    def permission(self) -> Answer:
        """Everybody at the desk reads it; each button asks for itself."""
        if self.request.method != "POST":
            return Allowed()
        marks = can_mark_expertise(self.request.user, self.object, timezone.now())
        return marks or can_sign_off(self.request.user, self.object, timezone.now())

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        person, topic, then = self.object, data["topic"], data["then"]
        if then == MARK:
            return actions.mark_expertise(person=person, topic=topic, **who)
        if then == UNMARK:
            row = Expertise.objects.filter(person=person, topic=topic).select_related("topic").first()
            if row is None:
                raise Refused(NOT_MARKED)
            return actions.unmark_expertise(expertise=row, **who)
        if then == SIGN:
            return actions.sign_off_topic(person=person, topic=topic, **who)
        row = SignOff.objects.standing().filter(person=person, topic=topic).first()
        if row is None:
            raise Refused(NOT_SIGNED)
        return actions.withdraw_sign_off(sign_off=row, reason=data["reason"], **who)

    def get_success_url(self) -> str:
        return reverse("accounts:staff-topics", args=[self.object.ref])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, person, now = self.request.user, self.object, timezone.now()
        known = {row.topic_id: row for row in person.expertise.select_related("marked_by")}
        signed = {row.topic_id: row for row in person.sign_offs.standing().select_related("signed_by")}
        topics = list(Topic.objects.visible_to(user).in_use())
        for topic in topics:
            topic.expertise, topic.sign_off = known.get(topic.pk), signed.get(topic.pk)
        past = person.sign_offs.exclude(withdrawn_at=None).select_related("topic", "withdrawn_by")[:20]
        return super().get_context_data(
            person=person,
            topics=topics,
            past=list(past),
            panels=panels.drawn("staff-topics", self.request, person),
            may_mark=can_mark_expertise(user, person, now),
            may_sign=can_sign_off(user, person, now),
            **kwargs,
        )
