"""/api/v1/balance/: everybody's load, what nobody has, and moving work; for supervisors."""

from collections.abc import Iterable
from typing import Any, Final

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Role
from accounts.models import User
from issues import balance_rows
from issues.actions.moving_work import MOST, Moved, move_work
from issues.choices import Severity
from issues.manager_work import loads_of, managers
from issues.models import Issue
from issues.moving import APPLICATION, ISSUE, PARTICIPANT, Preview, Step, look
from participants import permissions
from participants.models import Application, Participant
from portal.rest.serializers import Input
from portal.rest.views import Gate

UNKNOWN: Final = "This is not one of the available choices."
REFERENCE: Final = {"max_length": 20}
JOINED = {PARTICIPANT: (Participant, ()), ISSUE: (Issue, ("participant", "owner")), APPLICATION: (Application, ())}


class LoadOfPerson(serializers.Serializer):
    """What somebody looks after today. The points say where to look first; they measure nobody."""

    person = serializers.CharField(source="person.ref")
    person_name = serializers.CharField(source="person.name")
    points = serializers.IntegerField(source="load.points")
    participants = serializers.IntegerField(source="load.companies")
    issues = serializers.DictField(child=serializers.IntegerField(), help_text="Open ones by severity, 1 to 4.")
    applications = serializers.IntegerField(source="load.applications")
    breached = serializers.IntegerField(source="load.breached", help_text="Open issues with a missed target.")
    overdue = serializers.IntegerField(source="load.overdue", help_text="Follow-ups.")


class UnownedRow(serializers.Serializer):
    """What nobody has, and to whom it could go."""

    noun = serializers.CharField(help_text="participant, issue or application")
    ref = serializers.CharField(source="row.ref")
    name = serializers.CharField(source="row")
    to = serializers.CharField(help_text="Reference of who is suggested; empty where nobody is.")
    because = serializers.CharField()


class BalanceRows(serializers.Serializer):
    results = LoadOfPerson(many=True)
    unowned = UnownedRow(many=True)


class MoveStep(Input):
    row = serializers.CharField(**REFERENCE, help_text="Reference of a participant, an issue or an application.")
    to = serializers.CharField(**REFERENCE, help_text="Reference of who takes it.")
    seen = serializers.CharField(max_length=40, required=False, help_text="As the preview gave it.")


class LookAtMove(Input):
    steps = serializers.ListField(child=MoveStep(), min_length=1, max_length=MOST)


class MoveWork(LookAtMove):
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, help_text="For who takes over.")
    accepted_because = serializers.CharField(
        max_length=300, required=False, allow_blank=True, help_text="Why it may go to somebody below its level."
    )


class MoveLine(serializers.Serializer):
    """What one step means; `obstacle` says why it cannot go at all."""

    noun = serializers.CharField(source="step.noun")
    row = serializers.CharField(source="step.row.ref")
    to = serializers.CharField(source="step.to.ref")
    holder = serializers.CharField(source="holder.ref", default="")
    above = serializers.BooleanField(help_text="Marked above what the level suffices for: it takes a reason.")
    obstacle = serializers.CharField()
    seen = serializers.CharField(source="digest", help_text="Names what the step was looked at with.")


class MoveShift(serializers.Serializer):
    person = serializers.CharField(source="person.ref")
    before = serializers.IntegerField(source="before.points")
    after = serializers.IntegerField(source="after.points")


class MovePreview(serializers.Serializer):
    lines = MoveLine(many=True)
    shifts = MoveShift(many=True)


class MovedWork(serializers.Serializer):
    """How much was moved; what goes from person to person goes as hand-overs and as deeds to many issues."""

    participants = serializers.IntegerField()
    issues = serializers.IntegerField()
    applications = serializers.IntegerField()
    hand_overs = serializers.ListField(child=serializers.CharField(), help_text="References of the hand-overs begun.")


def steps_of(user: User, wanted: Iterable[dict[str, Any]]) -> list[Step]:
    """The rows and people that the person may see and name; a fixed number of statements."""
    asked = {one["row"]: one["to"] for one in wanted}
    people = {one.ref: one for one in User.objects.who_manage().filter(ref__in=set(asked.values()))}
    found: dict[str, Step] = {}
    for noun, (model, joined) in JOINED.items():
        rows = model.objects.visible_to(user).filter(ref__in=list(asked)).order_by("pk")
        for row in rows.select_related(*joined) if joined else rows:
            if asked[row.ref] in people:
                found[row.ref] = Step(noun, row, people[asked[row.ref]])
    if missing := [ref for ref in asked if ref not in found]:
        raise serializers.ValidationError({"steps": [f"{missing[0]}: {UNKNOWN}"]}, "does_not_exist")
    return list(found.values())


class OfBalance(Gate, APIView):
    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        # A method that is not offered is refused as such, for everybody.
        if hasattr(self, str(request.method).lower()):
            permissions.can_assign(request.user).enforce()

    def given(self, form: Any) -> dict[str, Any]:
        bound = form(data=self.request.data, context={"request": self.request})
        bound.is_valid(raise_exception=True)
        return bound.validated_data


class BalanceApiView(OfBalance):
    http_method_names = ["get", "head"]

    @extend_schema(responses=BalanceRows, operation_id="balance_list")
    def get(self, request: Request) -> Response:
        """Everybody's load today, the heaviest first, and what nobody has, each with whom it could go to."""
        now, people = timezone.now(), list(managers())
        loads = loads_of(people, now)
        shown = [one for one in people if one.role == Role.ACCOUNT_MANAGER or loads[one.pk].points]
        rows = [
            {
                "person": person,
                "load": loads[person.pk],
                "issues": {str(int(one)): loads[person.pk].issues.get(one, 0) for one in Severity},
            }
            for person in sorted(shown, key=lambda one: (-loads[one.pk].points, one.name, one.pk))
        ]
        unowned = [one for found in balance_rows.unowned(request.user, now).values() for one in found]
        return Response(BalanceRows({"results": rows, "unowned": unowned}).data)


class BalancePreviewView(OfBalance):
    http_method_names = ["post"]

    @extend_schema(request=LookAtMove, responses=MovePreview, operation_id="balance_preview")
    def post(self, request: Request) -> Response:
        """What moving these rows would do to whom; nothing is moved."""
        steps = steps_of(request.user, self.given(LookAtMove)["steps"])
        found: Preview = look(steps, timezone.now())
        return Response(MovePreview({"lines": found.lines, "shifts": found.shifts}).data)


class BalanceMoveView(OfBalance):
    http_method_names = ["post"]

    @extend_schema(request=MoveWork, responses={201: MovedWork}, operation_id="balance_move")
    def post(self, request: Request) -> Response:
        """Move all of these rows, or none: refused by name where one is not any more as the preview told it."""
        given = self.given(MoveWork)
        wanted = given.pop("steps")
        seen = {one["row"]: one.get("seen", "") for one in wanted}
        moved: Moved = move_work(
            steps=steps_of(request.user, wanted), seen=seen, by=request.user, now=timezone.now(), **given
        )
        told = {
            "participants": moved.participants,
            "issues": moved.issues,
            "applications": moved.applications,
            "hand_overs": [one.ref for one in moved.hand_overs],
        }
        return Response(MovedWork(told).data, status=status.HTTP_201_CREATED)
