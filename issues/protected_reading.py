"""How what stands in issues is protected, read with its row in the same statement, and as pages and API tell it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from issues import issue_reading
from issues.choices import IssueState
from issues.models import Comment, ProtectedEntry
from issues.rules.protected_fields import LABELS
from portal.documents.choices import Protection
from portal.documents.models import ProtectionClass
from portal.documents.opening import Entry, note_entries
from portal.documents.protection import expired
from portal.scoping.today import market_day

WITHHELD: Final = "Protected Information, which is read in the issue alone"
# While it is in progress the page shows no resolution.
UNSAID: Final = (IssueState.OPEN, IssueState.WAITING)
TOLD: Final = {
    "ref": "ref",
    "field": "field",
    "code": "protection",
    "until": "confidential_until",
    "why": "why_until",
    "because": "because",
    "by_operator": "set_by_operator",
    "released_at": "released_at",
    "inner": "inner",
    "kept_back": "kept_back",
}


@dataclass(frozen=True, slots=True)
class Badge:
    """One protection as a page tells it."""

    ref: str
    field: str
    code: str
    until: date | None
    why: str
    because: str
    by_operator: bool
    released: bool
    inner: bool
    kept_back: bool

    @property
    def label(self) -> str:
        return Protection(self.code).label

    @property
    def of_field(self) -> str:
        return LABELS.get(self.field, "")

    @property
    def open(self) -> bool:
        """Nothing is kept any more: released by somebody, or public."""
        return self.released or self.code == Protection.PUBLIC

    @property
    def passed(self) -> bool:
        """Its last confidential day is over; only a person releases it."""
        return not self.open and expired(self.until, market_day(timezone.now()))


def of(key: str) -> ArraySubquery:
    """The protection of a comment or a note (`key`) as read with its row: a list of one, or of none."""
    return _told(ProtectedEntry.objects.filter(**{key: OuterRef("pk")}))


def of_fields() -> ArraySubquery:
    """Of the structured fields of an issue."""
    return _told(ProtectedEntry.objects.filter(issue=OuterRef("pk")).order_by("field"))


def kept_back(key: str) -> Exists:
    """Whether a comment or a note (`key`) is Protected Information, of which no other place repeats a word."""
    return Exists(ProtectedEntry.objects.protected().filter(**{key: OuterRef("pk")}))


def of_resolution() -> ArraySubquery:
    """Of the comments that the resolution of an issue repeats, as far as they are still protected."""
    said = {"comment__issue": OuterRef("pk"), "comment__text": OuterRef("resolution")}
    return _told(ProtectedEntry.objects.protected().filter(**said))


def _told(rows: QuerySet) -> ArraySubquery:
    hidden = ProtectionClass.objects.filter(code=OuterRef("protection"), names_reader=False)
    rows = rows.annotate(kept_back=Exists(hidden))
    return ArraySubquery(rows.values(found=JSONObject(**TOLD)))


def badges(told: Iterable[dict[str, Any]] | None) -> list[Badge]:
    return [_badge(one) for one in told or ()]


def badge(told: Iterable[dict[str, Any]] | None) -> Badge | None:
    return next(iter(badges(told)), None)


def fresh(issue: Any) -> list[dict[str, Any]]:
    """Of an issue that was opened just now, without reading it again."""
    rows = getattr(issue, "just_protected", ())
    told = [{name: getattr(row, column, False) for name, column in TOLD.items()} for row in rows]
    return [one | {"until": one["until"].isoformat() if one["until"] else None} for one in told]


def register() -> None:
    """Called when the app is ready."""
    issue_reading.also("protected", lambda user: of_fields(), my=True)
    issue_reading.also("resolution_protected", lambda user: of_resolution())


def note_shown(issue: Any, entries: Iterable[Any], *, by: Any, now: datetime) -> None:
    """What a page about the issue shows to somebody of the staff, for the owner to read: one statement at most."""
    shown = [*_of_rows((entry.row for entry in entries), lambda row: issue.ref), *_of_fields(issue)]
    if issue.state not in UNSAID:
        shown += _of_resolution(issue)
    note_entries(shown, by=by, now=now)


def note_read(rows: Iterable[Any], *, by: Any, now: datetime) -> None:
    """The same of comments and notes, or of issues, that the API gives out."""
    rows = list(rows)
    issues = [row for row in rows if hasattr(row, "title")]
    shown = [one for row in issues for one in (*_of_fields(row), *_of_resolution(row))]
    note_entries([*shown, *_of_rows(rows, lambda row: getattr(row, "issue_ref", ""))], by=by, now=now)


def note_said(comments: Iterable[Comment | None], *, by: Any, now: datetime) -> None:
    """The same of comments that another page of the desk repeats, read without how they are protected."""
    keys = [one.pk for one in comments if one is not None]
    rows = Comment.objects.filter(pk__in=keys, protection_row__isnull=False)
    note_read(rows.annotate(protected=of("comment"), issue_ref=F("issue__ref")), by=by, now=now)


def _of_rows(rows: Iterable[Any], issue_ref: Callable[[Any], str]) -> Iterator[Entry]:
    for row in rows:
        for one in badges(getattr(row, "protected", None)):
            if not one.open and not one.field:
                name = f"{'Internal note' if one.inner else 'Comment'} in {issue_ref(row)}"
                yield Entry(row.participant_id, one.ref, name, one.code, one.inner, not one.kept_back)


def _of_fields(issue: Any) -> Iterator[Entry]:
    """Of the fields that are filled in."""
    for one in badges(getattr(issue, "protected", None)):
        if not one.open and one.field and getattr(issue, one.field, None):
            name = f"{one.of_field} in {issue.ref}"
            yield Entry(issue.participant_id, one.ref, name, one.code, one.inner, not one.kept_back)


def _of_resolution(issue: Any) -> Iterator[Entry]:
    for one in badges(getattr(issue, "resolution_protected", None)):
        name = f"Comment in {issue.ref}"
        yield Entry(issue.participant_id, one.ref, name, one.code, one.inner, not one.kept_back)


def _badge(told: dict[str, Any]) -> Badge:
    return Badge(
        ref=told["ref"],
        field=told["field"],
        code=told["code"],
        until=date.fromisoformat(told["until"]) if told["until"] else None,
        why=told["why"],
        because=told["because"],
        by_operator=told["by_operator"],
        released=bool(told["released_at"]),
        inner=told["inner"],
        kept_back=told["kept_back"],
    )
