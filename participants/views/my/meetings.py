"""Meetings that oneself is invited to, and the answers to them."""

from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from participants.actions.meeting_answers import answer_invitation
from participants.choices import AnswerWay, MeetingState
from participants.forms.meetings import CALLED, AnswerForm
from participants.models import MeetingGuest
from participants.views.my.pages import MyPage
from portal.web import keyset
from portal.web.doors import MyDoor
from portal.web.views import ActionButton

ORDER: Final = ("-meeting__starts_at", "-id")


class MyMeetingListView(MyPage):
    """The latest first: what is ahead can still be answered."""

    template_name = "my/meeting_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET
        page = keyset.paginate(
            invitations(self.request.user), ORDER, after=query.get("after", ""), before=query.get("before", "")
        )
        for row in page.rows:
            meeting = row.meeting
            row.open = meeting.state == MeetingState.PLANNED and meeting.ends_at > self.now
        return super().get_context_data(page=page, answers=CALLED.items(), **kwargs)


class MyMeetingAnswerView(MyDoor, ActionButton):
    model = MeetingGuest
    form_class = AnswerForm
    success_message = "The organizer hears of your answer."

    def scope(self) -> QuerySet[MeetingGuest]:
        return invitations(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return answer_invitation(guest=self.object, way=AnswerWay.PORTAL, **data, **who)

    def form_invalid(self, form: Any) -> HttpResponse:
        """The buttons give nothing else; whoever makes up an answer comes back to the list."""
        return HttpResponseRedirect(self.get_success_url())

    def get_success_url(self) -> str:
        return reverse("my-meeting-list")


def invitations(user: Any) -> QuerySet[MeetingGuest]:
    return MeetingGuest.objects.visible_to(user).select_related("meeting")
