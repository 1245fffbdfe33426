"""The list of hand-overs, and the page on which whoever takes over, or comes back, reads everything."""

from collections import defaultdict
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from participants import facts, handing_over, permissions
from participants.choices import HandOverState
from participants.forms.hand_overs import MOVES, VIEWS, moves_of
from participants.handing_over import Said
from participants.models import HandOver, HandOverLine, HandOverNote, Participant
from participants.rules.hand_over_moves import REVIEW_DAYS, in_time, taken_back_until
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import ScopedListView

OF_A_PARTICIPANT = 60
UNFOLDED = 3
DEEDS = 60
LABELS = {"close": {"running": "All decided: close", "returned": "I have read it"}}


class HandOverListView(DeskDoor, ScopedListView):
    capability = "participants.view"
    model = HandOver
    template_name = "participants/hand_over_list.html"
    orders = {"starts": ("-starts_on", "-id")}

    @property
    def view(self) -> str:
        chosen = self.request.GET.get("view", "")
        return chosen if chosen in VIEWS else next(iter(VIEWS))

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        self.every = rows
        counted = Count("notes", distinct=True)
        return self._in(rows, self.view).select_related("person", "receiver").annotate(companies=counted)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = kwargs["page"]
        tabs = [
            (key, label, page.total if key == self.view else bounded_count(self._in(self.every, key)))
            for key, label in VIEWS.items()
        ]
        user = self.request.user
        return super().get_context_data(
            tabs=tabs, view=self.view, may_prepare=permissions.can_prepare_hand_over(user, user), **kwargs
        )

    def _in(self, rows: QuerySet, view: str) -> QuerySet:
        return rows.live() if view == "live" else rows.filter(state=view)


class HandOverDetailView(DeskDoor, ScopedListView):
    """One page for whoever takes over and whoever comes back: participants in order, each with its note and lines."""

    capability = "participants.view"
    model = HandOverNote
    template_name = "participants/hand_over_detail.html"
    page_size = 20
    orders = {"name": ("participant__name", "id")}

    @cached_property
    def hand_over(self) -> HandOver:
        rows = HandOver.objects.visible_to(self.request.user).select_related("person", "receiver", "prepared_by")
        return get_object_or_404(rows, ref=self.kwargs["ref"])

    def scope(self) -> QuerySet:
        return super().scope().filter(hand_over=self.hand_over).select_related("participant")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, hand_over, notes = self.request.user, self.hand_over, kwargs["page"].rows
        companies = [note.participant_id for note in notes]
        lines, today = self._lines(companies), market_day(timezone.now())
        said, deeds = self._meanwhile(companies)
        for note in notes:
            note.hand_over = hand_over
            note.groups = grouped(lines[note.participant_id][:OF_A_PARTICIPANT])
            note.count = len(lines[note.participant_id])
            note.late, note.undecided = told_of(lines[note.participant_id], hand_over, today)
            note.more = max(0, len(lines[note.participant_id]) - OF_A_PARTICIPANT)
            note.said, note.deeds = said[note.participant_id], deeds[note.participant_id]
        may_change = permissions.can_change_hand_over(user, hand_over)
        may_decide = permissions.can_decide_dates(user, hand_over)
        may_stand_by = bool(permissions.can_stand_by_hand_over(user, hand_over))
        moves = moves_of(hand_over) if may_change or may_decide else []
        lapsed = hand_over.state == HandOverState.PREPARED and not permissions.may_begin(hand_over)
        if lapsed and may_stand_by:
            moves = ["stand_by", *moves]
        until = taken_back_until(hand_over.kind, hand_over.state, hand_over.begun_at)
        if in_time(until, hand_over.begun_at, timezone.now()) and not hand_over.whole and permissions.can_assign(user):
            moves = ["take_back", *moves]
        labels = {key: LABELS.get(key, {}).get(hand_over.state, label) for key, label in MOVES.items()}
        return super().get_context_data(
            object=hand_over,
            figures=figures_of(hand_over),
            may_change=bool(may_change) and hand_over.state != HandOverState.CLOSED,
            may_decide=bool(may_decide) and hand_over.state == HandOverState.RUNNING and not hand_over.comes_back,
            moves=[(key, labels[key]) for key in moves],
            review_days=REVIEW_DAYS,
            today=today,
            unfolded=len(notes) <= UNFOLDED,
            brief=self._brief(),
            lapsed=lapsed,
            taken_back_until=until,
            **kwargs,
        )

    def _lines(self, companies: list[int]) -> dict[int, list[HandOverLine]]:
        rows = HandOverLine.objects.filter(hand_over=self.hand_over, participant__in=companies)
        found: dict[int, list[HandOverLine]] = defaultdict(list)
        for line in rows.order_by("due_on", "id"):
            found[line.participant_id].append(line)
        return found

    def _meanwhile(self, companies: list[int]) -> tuple[dict[int, list[Said]], dict[int, list[Any]]]:
        """Who said what, and what whoever stood in did; once it came back."""
        said: dict[int, list[Said]] = defaultdict(list)
        deeds: dict[int, list[Any]] = defaultdict(list)
        hand_over = self.hand_over
        if hand_over.returned_at is None or not companies:
            return said, deeds
        for one in handing_over.said(companies, hand_over.begun_at, hand_over.returned_at):
            said[one.participant_id].append(one)
        events = AuditEvent.objects.filter(
            participant_id__in=companies, by=hand_over.receiver_id, at__gte=hand_over.begun_at,
            at__lt=hand_over.returned_at,
        )  # fmt: skip
        for event in events.order_by("-at", "-id")[:DEEDS]:
            deeds[event.participant_id].append(told(event))
        return said, deeds

    def _brief(self) -> dict[str, Any] | None:
        """What is known of the one participant that is asked for."""
        ref = self.request.GET.get("brief", "")[:40]
        if not ref:
            return None
        mine = self.scope().filter(participant__ref=ref).values("participant")
        company = Participant.objects.visible_to(self.request.user).filter(pk__in=mine).first()
        if company is None:
            return None
        return {"participant": company, "sections": facts.gather(company, user=self.request.user, now=timezone.now())}


def grouped(lines: list[HandOverLine]) -> list[tuple[str, str, list[HandOverLine]]]:
    """Lines by their kind of work, in the order of the kinds: title, icon, lines."""
    by_source: dict[str, list[HandOverLine]] = defaultdict(list)
    for line in lines:
        by_source[line.source].append(line)
    return [(one.title, one.icon, by_source[one.key]) for one in handing_over.sources() if by_source[one.key]]


def told_of(lines: list[HandOverLine], hand_over: HandOver, today: date) -> tuple[str, str]:
    """What of a participant's lines one should see while they are folded: overdue ones, days to decide; "" for none."""
    late = sum(line.still_open and (line.new_due or line.due_on or today) < today for line in lines)
    waits = hand_over.state == HandOverState.RUNNING and not hand_over.comes_back
    undecided = sum(line.to_decide and not line.choice for line in lines) if waits else 0
    return f"{late} overdue" if late else "", f"{undecided} to decide" if undecided else ""


def figures_of(hand_over: HandOver) -> dict[str, int]:
    """How many lines there are, what became of them, and what is left to decide; one statement."""
    known = Q(came_in=False)
    wanted = {
        "lines": known,
        "done": known & Q(still_open=False),
        "came_in": Q(came_in=True),
        "still_open": Q(still_open=True),
        "to_decide": Q(to_decide=True),
        "undecided": Q(to_decide=True, choice=""),
        "moved": Q(choice="moved"),
    }
    counted = hand_over.lines.aggregate(**{f"{name}_count": Count("pk", filter=of) for name, of in wanted.items()})
    return {name: counted[f"{name}_count"] for name in wanted}
