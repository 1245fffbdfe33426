"""Reading one issue for its page, with all that is shown of it, in one statement.

Each part of issues may have a small fact of its own read along, so that its panel needs no statement:

    issue_reading.also("tags", lambda user: ArraySubquery(Tag.objects.filter(issue=OuterRef("pk")).values("name")))

The panel then finds it as `issue.tags`. Only for the desk; the participants' page reads what participants may.
"""

from collections.abc import Callable
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from issues.models import CommentFile, ExternalReference, Issue, NoteFile

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


def also(name: str, expression: Callable[[Any], Any]) -> None:
    """Have an expression read with the issue of the desk's page; the same name again replaces it."""
    _also[name] = expression


def for_desk(user: Any) -> QuerySet[Issue]:
    """The issues the person may see, each with all that its page shows."""
    rows = Issue.objects.visible_to(user).select_related(*JOINED)
    return rows.annotate(numbers=numbers(), **{name: expression(user) for name, expression in _also.items()})


def for_participant(user: Any) -> QuerySet[Issue]:
    """The same on the participants' side: of the operator's people only what the wall lets one read."""
    rows = Issue.objects.visible_to(user).select_related(
        "participant", "registration__role", "category", "contact", "resource", "follows", "merged_into"
    )
    return rows.annotate(numbers=numbers())


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
