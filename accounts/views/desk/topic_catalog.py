"""The topics themselves, as supervisors keep them: one line a topic, each with its own buttons."""

from typing import Any

from django.urls import reverse

from accounts.actions import topic_catalog as actions
from accounts.forms.topic_catalog import ADD, CHANGE, RETIRE, TopicCatalogForm
from accounts.models import Topic
from accounts.permissions import can_edit_catalog
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView


class TopicCatalogView(DeskDoor, ActionFormView):
    form_class = TopicCatalogForm
    template_name = "accounts/topic_catalog.html"
    success_message = "Saved: {done.name}."

    def permission(self) -> Answer:
        return can_edit_catalog(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> Topic:
        words = {"name": data["name"], "about": data["about"]}
        if data["then"] == ADD:
            return actions.add_topic(code=data["code"], **words, **who)
        if data["then"] == CHANGE:
            return actions.change_topic(topic=data["topic"], **words, **who)
        act = actions.retire_topic if data["then"] == RETIRE else actions.restore_topic
        return act(topic=data["topic"], **who)

    def get_success_url(self) -> str:
        return reverse("accounts:topic-catalog")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        topics = Topic.objects.visible_to(self.request.user).order_by("-active", "order", "name")
        return super().get_context_data(topics=list(topics), general=Topic.GENERAL, **kwargs)
