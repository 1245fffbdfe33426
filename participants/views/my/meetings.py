"""Meetings that oneself is invited to, and the answers to them."""

from typing import Any, Final

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from participants.actions.meeting_answers import answer_invitation
from participants.choices import AnswerWay, MeetingState
from participants.forms.meetings import CALLED, AnswerForm
from participants.models import MeetingGuest
from participants.views.my.pages import MyPage
from portal.lifecycle.refusals import Refused
from portal.web import keyset
from portal.web.doors import MyDoor

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


class MyMeetingAnswerView(MyDoor, View):
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        guest = get_object_or_404(invitations(request.user), ref=ref)
        form = AnswerForm(request.POST)
        if form.is_valid():
            given = {"by": request.user, "way": AnswerWay.PORTAL, "now": timezone.now()}
            try:
                answer_invitation(guest=guest, **form.cleaned_data, **given)
            except Refused as refusal:
                messages.error(request, refusal.reason)
            else:
                messages.success(request, "The organizer hears of your answer.")
        return HttpResponseRedirect(reverse("my-meeting-list"))


def invitations(user: Any) -> QuerySet[MeetingGuest]:
    return MeetingGuest.objects.visible_to(user).select_related("meeting")
