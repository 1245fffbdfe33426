"""The participant's overview, and the stub of a restricted one."""

from typing import Any

from django.db.models import Count, Sum
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render

from participants import permissions
from participants.choices import ContactRoleKind
from participants.deadlines import with_clocks
from participants.forms.participants import BreakGlassForm
from participants.models import ContactRole, FollowUp, Obligation, Participant, Resource
from participants.obligation_lists import of_participant
from participants.obligation_lists import with_clocks as with_their_clocks
from participants.rules.gaps import gaps
from participants.views.desk.pages import ParticipantPage
from participants.views.desk.timeline import latest_events
from portal.web import panels

# Whom one looks for first; all others are on the page of people.
LEADING = (
    ContactRoleKind.AUTHORIZED_REPRESENTATIVE,
    ContactRoleKind.BACKUP_AUTHORIZED_REPRESENTATIVE,
    ContactRoleKind.SECURITY_ADMINISTRATOR,
    ContactRoleKind.BACKUP_SECURITY_ADMINISTRATOR,
    ContactRoleKind.OPERATIONS_24X7,
    ContactRoleKind.SETTLEMENT,
    ContactRoleKind.CREDIT,
)
HOLDERS = 10
FAMILY = 8
NEXT = 5


class ParticipantDetailView(ParticipantPage):
    """Who they are and in which roles, whom to call, what happened lately."""

    template_name = "participants/participant_detail.html"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = self.scope().select_related("counter_party")
        found = rows.filter(ref=self.kwargs["ref"]).first()
        if found is None:
            return self._joined() or self._stub()
        self.participant = found
        return super().get(request, *args, **kwargs)

    def _joined(self) -> HttpResponse | None:
        """An old address of a company that was joined into another leads to that one."""
        shells = Participant.objects.filter(joined_into__in=self.scope()).select_related("joined_into")
        shell = shells.filter(ref=self.kwargs["ref"]).first()
        return HttpResponseRedirect(shell.joined_into.get_absolute_url()) if shell else None

    def _stub(self) -> HttpResponse:
        """A restricted participant shows what is public, and how to open it."""
        user = self.request.user
        rows = Participant.objects.listed_to(user).filter(stub=True).with_summary()
        stub = get_object_or_404(rows.only("ref", "name", "restricted", "joined_into"), ref=self.kwargs["ref"])
        allowed = permissions.can_break_glass(user, stub)
        form = BreakGlassForm(user=user, participant=stub) if allowed else None
        context = {"stub": stub, "may_break_glass": allowed, "form": form}
        return render(self.request, "participants/participant_stub.html", context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        roles = ContactRole.objects.visible_to(user).of(self.participant).on(self.today)
        holders = list(roles.select_related("contact", "registration__role").order_by("contact__name", "id")[:200])
        leading = sorted((row for row in holders if row.kind in LEADING), key=lambda row: LEADING.index(row.kind))
        units = Resource.objects.visible_to(user).of(self.participant).filter(active=True)
        family = Participant.objects.visible_to(user).filter(parent=self.participant).only("ref", "name")
        return super().get_context_data(
            holders=leading[:HOLDERS],
            gaps=gaps(row.kind for row in holders if row.registration_id is None),
            units=units.aggregate(count=Count("pk"), capacity=Sum("capacity_mw")),
            parent=self._parent(),
            subsidiaries=list(family.order_by("name", "id")[:FAMILY]),
            events=latest_events(user, self.participant),
            follow_ups=self._next_follow_ups(),
            obligations=self._next_obligations(),
            panels=panels.drawn("participant", self.request, self.participant),
            **kwargs,
        )

    def _next_follow_ups(self) -> list[FollowUp]:
        """The open ones that come first; what waits for the participant stands among them."""
        rows = FollowUp.objects.visible_to(self.request.user).of(self.participant).still_open()
        return with_clocks(rows.select_related("responsible").order_by("due_on", "id")[:NEXT])

    def _next_obligations(self) -> list[Obligation]:
        rows = of_participant(Obligation.objects.visible_to(self.request.user).of(self.participant))
        return with_their_clocks(rows[:NEXT], self.today)

    def _parent(self) -> Participant | None:
        """Only where it is open too: whom a restricted company owns is its own fact."""
        pk = self.participant.parent_id
        return Participant.objects.visible_to(self.request.user).filter(pk=pk).first() if pk else None
