"""The participant's overview, and the stub of a restricted one."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render

from participants import permissions
from participants.choices import ContactRoleKind
from participants.deadlines import KIND as FOLLOW_UP
from participants.deadlines import give_clocks
from participants.forms.participants import BreakGlassForm
from participants.models import ContactRole, FollowUp, Obligation, Participant
from participants.obligation_deadlines import KIND as OBLIGATION
from participants.obligation_lists import described, of_participant
from participants.participant_reading import for_overview
from participants.rules.gaps import gaps
from participants.views.desk.pages import ParticipantPage
from participants.views.desk.timeline import latest_events
from portal.scoping.prepared import PreparedFor
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


def _holders(user: Any, participant: Any, today: Any) -> QuerySet:
    roles = ContactRole.objects.visible_to(user).of(participant).on(today)
    return roles.select_related("contact", "registration__role").order_by("contact__name", "id")[:200]


def _follow_ups(user: Any, participant: Any) -> QuerySet:
    rows = FollowUp.objects.visible_to(user).of(participant).still_open()
    return rows.select_related("responsible").order_by("due_on", "id")[:NEXT]


def _obligations(user: Any, participant: Any) -> QuerySet:
    return of_participant(Obligation.objects.visible_to(user).of(participant))[:NEXT]


def _family(user: Any, participant: Any, parent: Any) -> QuerySet:
    above = Q(pk=parent)
    rows = Participant.objects.visible_to(user).filter(above | Q(parent=participant))
    rows = rows.annotate(above=ExpressionWrapper(above, output_field=BooleanField())).only("ref", "name")
    return rows.order_by("-above", "name", "id")[: FAMILY + 1]


ONE = PreparedFor(lambda user, ref: for_overview(Participant.objects.visible_to(user), user).filter(ref=ref).order_by())
HOLDERS_OF = PreparedFor(_holders)
FOLLOW_UPS_OF = PreparedFor(_follow_ups)
OBLIGATIONS_OF = PreparedFor(_obligations)
FAMILY_OF = PreparedFor(_family)


class ParticipantDetailView(ParticipantPage):
    """Who they are and in which roles, whom to call, what happened lately."""

    template_name = "participants/participant_detail.html"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        found = ONE.first(request.user, ref=self.kwargs["ref"])
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
        holders = HOLDERS_OF.rows(user, participant=self.participant.pk, today=self.today)
        leading = sorted((row for row in holders if row.kind in LEADING), key=lambda row: LEADING.index(row.kind))
        family = self._family()
        follow_ups, obligations = self._next_follow_ups(), self._next_obligations()
        give_clocks([*follow_ups, *obligations], FOLLOW_UP, OBLIGATION)
        return super().get_context_data(
            holders=leading[:HOLDERS],
            gaps=gaps(row.kind for row in holders if row.registration_id is None),
            units={"count": self.participant.units, "capacity": self.participant.capacity},
            parent=next((one for one in family if one.above), None),
            subsidiaries=[one for one in family if not one.above][:FAMILY],
            events=latest_events(user, self.participant),
            follow_ups=follow_ups,
            obligations=obligations,
            panels=panels.drawn("participant", self.request, self.participant),
            **kwargs,
        )

    def _next_follow_ups(self) -> list[FollowUp]:
        """The open ones that come first; what waits for the participant stands among them."""
        return FOLLOW_UPS_OF.rows(self.request.user, participant=self.participant.pk)

    def _next_obligations(self) -> list[Obligation]:
        return described(OBLIGATIONS_OF.rows(self.request.user, participant=self.participant.pk), self.today)

    def _family(self) -> list[Participant]:
        """The parent first, then subsidiaries. Only where open too: whom a restricted company owns is its own fact."""
        return FAMILY_OF.rows(
            self.request.user, participant=self.participant.pk, parent=self.participant.parent_id or 0
        )
