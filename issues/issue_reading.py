"""Reading one issue for its page, with all that is shown of it, in one statement.

Each part of issues may have a small fact, or a few rows of its own, read along, so that its panel needs no statement:

    issue_reading.also("tags", lambda user: ArraySubquery(Tag.objects.filter(issue=OuterRef("pk")).values("name")))
    issue_reading.along(RowsAlong("call_rows", DeskCall, ...))

The panel then finds it as `issue.tags`, the rows as `CALLS.read(issue)`. With `my=True` also on the participants' page,
where the wall decides.
"""

from collections.abc import Callable
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast, JSONObject

from issues.models import CommentFile, DutyShift, ExternalReference, Issue, NoteFile
from participants.models import Assignment
from portal.lifecycle.rows_along import RowsAlong
from portal.scoping.prepared import PreparedFor

JOINED: Final = (
    "participant",
    "registration__role",
    "category",
    "owner",
    "reporter",
    "contact",
    "entered_by",
    "resolved_by",
    "resource",
    "parent",
    "merged_into",
    "follows",
    "verification__by",
)

_also: dict[str, Callable[[Any], Any]] = {}
_my: set[str] = set()


def also(name: str, expression: Callable[[Any], Any], *, my: bool = False) -> None:
    """Have an expression read with the issue of a page; the same name again replaces it."""
    _also[name] = expression
    if my:
        _my.add(name)


def along(rows: RowsAlong, *, my: bool = False) -> None:
    also(rows.name, rows.expression, my=my)


def for_desk(user: Any) -> QuerySet[Issue]:
    """The issues the person may see, as the desk's forms name them."""
    return Issue.objects.visible_to(user).select_related(*JOINED).annotate(numbers=numbers())


def for_page(user: Any) -> QuerySet[Issue]:
    """The same with all that the desk's page shows, and with what `can_work_on_issue` asks of its `reader`."""
    held = Assignment.objects.filter(participant=OuterRef("participant")).today()
    return for_desk(user).annotate(
        reader=Cast(user.pk, BigIntegerField()),
        assigned=Exists(held.acted_on_by(user)),
        acted_on=Exists(Issue.objects.filter(pk=OuterRef("pk")).acted_on_by(user)),
        on_duty=Exists(DutyShift.objects.running().filter(person=user.pk)),
        **{name: expression(user) for name, expression in _also.items()},
    )


def for_participant(user: Any) -> QuerySet[Issue]:
    """The same on the participants' side: of the operator's people only what the wall lets one read."""
    rows = Issue.objects.visible_to(user).select_related(
        "participant", "registration__role", "category", "contact", "resource", "follows", "merged_into"
    )
    return rows.annotate(numbers=numbers(), **{name: _also[name](user) for name in _my})


# One issue of the desk's page, by its reference.
ONE: Final = PreparedFor(lambda user, ref: for_page(user).filter(ref=ref))


def numbers() -> ArraySubquery:
    """The numbers that other systems know the matter by, as `[{"kind": ..., "number": ...}]`."""
    rows = ExternalReference.objects.filter(issue=OuterRef("pk")).order_by("kind", "number")
    return ArraySubquery(rows.values(found=JSONObject(kind="kind", number="number")))


def files_of(model: type[CommentFile] | type[NoteFile], key: str) -> ArraySubquery:
    """The files of a comment or a note, as `[{"ref": ..., "name": ..., "size": ...}]`, read with its row."""
    rows = model.objects.filter(**{key: OuterRef("pk")}).order_by("pk")
    return ArraySubquery(
        rows.values(found=JSONObject(ref="document__ref", name="document__name", size="document__size"))
    )
