"""What clocks and messages are about: the ground floor knows a type and a reference, the app knows the row.

An app registers each of its types in `ready()`:

    subjects.register("participants.followup", lambda user: FollowUp.objects.visible_to(user))
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When

Scope = Callable[[Any], QuerySet]
Addressee = tuple[Callable[[], QuerySet], Callable[[Any], Iterable[str]]]

_scopes: dict[str, Scope] = {}
_addressees: dict[str, Addressee] = {}


def type_of(row: Any) -> str:
    """The type under which a row is registered: its model's label."""
    return row._meta.label_lower


def register(type_: str, scope: Scope) -> None:
    """`scope(user)` gives the rows of the type that the person may see; rows know their name and address."""
    _scopes[type_] = scope


def register_addressee(type_: str, rows: Callable[[], QuerySet], *, address_of: Callable[[Any], str]) -> None:
    """Rows of the type may be told to one bare address each, that of a person without an account: `address_of(row)`."""
    _addressees[type_] = rows, lambda row: (address_of(row),)


def register_addressees(
    type_: str, rows: Callable[[], QuerySet], *, addresses_of: Callable[[Any], Iterable[str]]
) -> None:
    """Rows of the type may be told to several people without an account: `addresses_of(row)`."""
    _addressees[type_] = rows, addresses_of


def registered() -> frozenset[str]:
    return frozenset(_scopes)


def scope(type_: str) -> Scope:
    """How rows of a registered type are read; raises KeyError for an unknown one."""
    return _scopes[type_]


def visible(user: Any, type_: str, refs: Iterable[str]) -> dict[str, Any]:
    """The rows among `refs` that the person may see, by reference; one statement."""
    wanted = set(refs)
    scope = _scopes.get(type_)
    if scope is None or not wanted:
        return {}
    return {row.ref: row for row in scope(user).filter(ref__in=wanted)}


def has_addressee(type_: str) -> bool:
    """Whether rows of the type are told to bare addresses at all."""
    return type_ in _addressees


def told_to(type_: str, addresses: dict[str, set[str]]) -> dict[tuple[str, str], Any]:
    """The rows among these references that may be told to these (lower-case) addresses, by both; one statement."""
    if type_ not in _addressees or not addresses:
        return {}
    rows, addresses_of = _addressees[type_]
    found = {}
    for row in rows().filter(ref__in=list(addresses)):
        known = {address.lower() for address in addresses_of(row)}
        found |= {(row.ref, address): row for address in addresses[row.ref] & known}
    return found


def condition(user: Any, type_field: str, ref_field: str) -> Q:
    """The condition "this row is about something the person may see", for a query over clocks or messages.

    Asked row by row, so that a list of few costs the same however many subjects there are. Of types whose every row
    the person sees no row is asked: for whoever oversees all, planning forty looks takes longer than the list itself.
    """
    found, whole = Q(pk__in=[]), []
    for type_, scope in _scopes.items():
        rows = scope(user).order_by()
        if rows.query.is_empty():
            continue
        if _is_everything(rows):
            whole.append(type_)
        else:
            found |= Q(**{type_field: type_}) & Q(Exists(rows.filter(ref=OuterRef(ref_field))))
    return found | Q(**{f"{type_field}__in": whole})


def _is_everything(rows: QuerySet) -> bool:
    """Whether nothing narrows these rows, so that each row of their table is among them."""
    query = rows.query
    return not (query.where or query.combinator or query.is_sliced or query.distinct or query.extra_tables)


def still_seen(user: Any, type_field: str, ref_field: str) -> Case:
    """Whether the person sees what a row is about; one look by reference for each row, however many there are.

    A row about nothing, or about a type nobody registered, tells of nothing that could be out of sight.
    """
    seen = ((type_, scope(user)) for type_, scope in _scopes.items())
    return Case(
        When(Q(**{ref_field: ""}) | ~Q(**{f"{type_field}__in": list(_scopes)}), then=Value(True)),
        *(
            When(**{type_field: type_}, then=Exists(rows.order_by().filter(ref=OuterRef(ref_field))))
            for type_, rows in seen
            if not rows.query.is_empty()
        ),
        default=Value(False),
        output_field=BooleanField(),
    )
