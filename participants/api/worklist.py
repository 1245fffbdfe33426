"""/api/v1/worklist/: what to do today for whom. Everybody's own; participants' users have none."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from participants import permissions, worklist
from participants.actions.snoozing import snooze_line, wake_line
from participants.choices import Turn
from participants.models import Snooze
from participants.worklist_reading import DUE_WORDS, GROUPS, VIEWS, Line, Page, Wanted, Worklist
from portal.rest.pagination import GONE, LARGEST, USUAL
from portal.rest.serializers import DayField, Input
from portal.rest.views import Gate


class ReasonOfRank(serializers.Serializer):
    words = serializers.CharField()
    points = serializers.IntegerField()


class WorklistLine(serializers.Serializer):
    """`reasons` add up to `score`; lines with more points stand before others."""

    ref = serializers.CharField(help_text="Of the row it is about.")
    kind = serializers.CharField(help_text="issue, follow-up, obligation, item, plan-task, session, enrollment, quiet.")
    title = serializers.CharField()
    participant = serializers.CharField(source="participant_ref", help_text="Empty for sessions.")
    participant_name = serializers.CharField()
    next_step = serializers.CharField(source="next_step.words")
    turn = serializers.ChoiceField(choices=Turn.choices, help_text="Who takes the next step.")
    person_name = serializers.CharField(help_text="Of the staff who is responsible.")
    due_on = serializers.DateField(allow_null=True)
    due_at = serializers.DateTimeField(allow_null=True, help_text="What is promised next, of issues.")
    missed = serializers.BooleanField()
    since = serializers.DateTimeField(allow_null=True, help_text="Waits, or was last in touch, since.")
    severity = serializers.IntegerField(allow_null=True)
    score = serializers.IntegerField()
    reasons = ReasonOfRank(many=True)
    snoozed = serializers.BooleanField()
    snooze_until = serializers.DateField(allow_null=True)
    snooze_reason = serializers.CharField()


class WorklistPage(serializers.Serializer):
    results = WorklistLine(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    total = serializers.IntegerField(help_text="How many lines the filters leave.")


class AskWorklist(Input):
    view = serializers.ChoiceField(choices=list(VIEWS.items()), default="open")
    group = serializers.ChoiceField(choices=list(GROUPS.items()), default="rank", help_text="In which order.")
    kind = serializers.CharField(required=False, max_length=20)
    participant = serializers.CharField(required=False, max_length=20, help_text="Reference of the participant.")
    due = serializers.ChoiceField(choices=list(DUE_WORDS.items()), required=False)
    after = serializers.CharField(required=False, max_length=40, help_text="Reference after which the page starts.")
    before = serializers.CharField(required=False, max_length=40, help_text="Reference before which the page ends.")
    page_size = serializers.IntegerField(default=USUAL, min_value=1, help_text=f"{LARGEST} at most.")

    def validate_kind(self, kind: str) -> str:
        if kind not in {source.key for source in worklist.sources()}:
            raise serializers.ValidationError("There is no such kind.")
        return kind

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if data.get("after") and data.get("before"):
            raise serializers.ValidationError({"before": ["Give either `after` or `before`."]})
        return data


class SnoozeUntil(Input):
    until_on = DayField(help_text="The day on which it is back, within 90 days.")
    reason = serializers.CharField(max_length=300)


class WorklistView(Gate, APIView):
    """What to do today for whom, ranked, with the reasons."""

    @extend_schema(parameters=[AskWorklist], responses=WorklistPage, operation_id="worklist_list")
    def get(self, request: Request) -> Response:
        """The lines of the person's own list: what is open for the participants looked after or stood in for."""
        asked = AskWorklist(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        told = asked.validated_data
        page = self._page(request, told)
        if page.anew:
            raise serializers.ValidationError({"after" if told.get("after") else "before": [GONE]}, "cursor_gone")
        following = self._address(request, "after", page.last) if page.has_next else None
        previous = self._address(request, "before", page.first) if page.has_previous else None
        lines = WorklistLine(page.rows, many=True).data
        return Response({"results": lines, "next": following, "previous": previous, "total": page.total})

    def _page(self, request: Request, told: dict[str, Any]) -> Page:
        if not request.user.is_staff:
            return Page()
        names = ("view", "group", "kind", "participant", "due")
        wanted = Wanted(**{name: told[name] for name in names if name in told})
        bounds = {name: told.get(name, "") for name in ("after", "before")}
        return Worklist(request.user, timezone.now(), wanted).page(**bounds, size=min(told["page_size"], LARGEST))

    def _address(self, request: Request, name: str, ref: str) -> str:
        kept = request.query_params.copy()
        kept.pop("after", None)
        kept.pop("before", None)
        kept[name] = ref
        return request.build_absolute_uri(f"?{kept.urlencode()}")


class OfLine(Gate, APIView):
    http_method_names = ["post"]

    def line(self, request: Request, ref: str) -> Line:
        found = Worklist(request.user, timezone.now()).find(ref) if request.user.is_staff else None
        if found is None:
            raise Http404
        permissions.can_keep_worklist(request.user).enforce()
        return found


class WorklistSnoozeView(OfLine):
    """Let a line rest until a day."""

    @extend_schema(request=SnoozeUntil, responses=WorklistLine, operation_id="worklist_snooze")
    def post(self, request: Request, ref: str) -> Response:
        """Hide a line of the own list until a day, for a reason; what is missed meanwhile is shown all the same."""
        line = self.line(request, ref)
        given = SnoozeUntil(data=request.data)
        given.is_valid(raise_exception=True)
        snooze_line(line=line, by=request.user, now=timezone.now(), **given.validated_data)
        return Response(WorklistLine(self.line(request, ref)).data)


class WorklistWakeView(OfLine):
    """Take a line back before its day."""

    @extend_schema(request=None, responses=WorklistLine, operation_id="worklist_wake")
    def post(self, request: Request, ref: str) -> Response:
        """A line that rests is back in the list."""
        line = self.line(request, ref)
        snooze = Snooze.objects.visible_to(request.user).filter(subject_ref=line.ref).first()
        if snooze is None:
            raise Http404
        wake_line(snooze=snooze, by=request.user, now=timezone.now())
        return Response(WorklistLine(self.line(request, ref)).data)
