"""The page behind the link in an invitation: whoever holds it accepts or declines, signed in or not."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from participants.actions.meeting_answers import answer_invitation
from participants.choices import AnswerWay, MeetingState
from participants.forms.meetings import CALLED, AnswerForm
from participants.invitation_links import guest_of
from participants.models import MeetingGuest
from portal.lifecycle.refusals import Refused
from portal.scoping import wall


@method_decorator(never_cache, name="dispatch")
class InvitationAnswerView(View):
    """Asks only, whatever stands in the address: programs that look links up in advance must answer nothing."""

    http_method_names = ["get", "post", "head", "options"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.token = kwargs["token"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with wall.as_operator("read the invitation whose link was opened"):
            guest = guest_of(self.token, now=timezone.now())
        if guest is None:
            raise Http404
        self.guest = guest
        response = super().dispatch(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._shown(AnswerForm())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self._shown(form, status=422)
        try:
            given = {"way": AnswerWay.LINK, "now": timezone.now()}
            self.guest = answer_invitation(guest=self.guest, **form.cleaned_data, **given)
        except Refused as refusal:
            return self._shown(form, status=409, refusal=refusal.reason)
        return self._shown(AnswerForm(), answered=True)

    def _shown(self, form: AnswerForm, *, status: int = 200, **more: Any) -> HttpResponse:
        guest: MeetingGuest = self.guest
        meeting = guest.meeting
        # The link may lie about for years: of a meeting that is over it tells nothing.
        over = meeting.ends_at <= timezone.now()
        is_open = meeting.state == MeetingState.PLANNED and not over
        told = {"guest": guest, "meeting": meeting, "open": is_open, "over": over}
        context = told | {"answers": CALLED.items(), "form": form}
        return render(self.request, "participants/invitation_answer.html", context | more, status=status)
