"""Items of a checklist and what they wait for, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from participants.rules.requirements.asks import Ask

FIELDS_OF: Final[dict[str, frozenset[str]]] = {
    "item": frozenset({"code"}),
    "all_above": frozenset(),
    "all_mandatory": frozenset(),
    "block": frozenset({"code"}),
    "range": frozenset({"first", "last"}),
}
OPTIONAL_OF: Final[dict[str, frozenset[str]]] = {"range": frozenset({"except"})}


@dataclass(frozen=True, slots=True)
class Dependency:
    """What an item waits for.

    An item by its code; all earlier items of its block; all other mandatory items of its block; all mandatory items
    of another block; or a range of another block's items, without some of them.
    """

    kind: str
    code: str = ""
    first: str = ""
    last: str = ""
    without: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, value: Any) -> "Dependency":
        """As stored; ValueError for anything that is none."""
        kind = value.get("kind") if isinstance(value, Mapping) else None
        if not isinstance(kind, str) or kind not in FIELDS_OF:
            raise ValueError(f"A dependency is of the kind {', '.join(FIELDS_OF)}.")
        given = value.keys() - {"kind"}
        if not FIELDS_OF[kind] <= given <= FIELDS_OF[kind] | OPTIONAL_OF.get(kind, frozenset()):
            raise ValueError(f"A dependency of the kind “{kind}” does not fit: {dict(value)}")
        texts = {name: value[name] for name in FIELDS_OF[kind]}
        without = value.get("except", [])
        codes = [*texts.values(), *(without if isinstance(without, list) else [None])]
        if not all(isinstance(one, str) and one for one in codes):
            raise ValueError(f"A dependency names codes: {dict(value)}")
        return cls(kind, without=tuple(without), **texts)

    def to_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"kind": self.kind} | {name: getattr(self, name) for name in FIELDS_OF[self.kind]}
        return told | ({"except": list(self.without)} if self.without else {})

    def in_words(self) -> str:
        """For people and for the audit trail."""
        match self.kind:
            case "item":
                return self.code
            case "all_above":
                return "all above"
            case "all_mandatory":
                return "all mandatory items of the block"
            case "block":
                return f"all mandatory items of block {self.code}"
        words = f"{self.first} to {self.last}"
        return f"{words} without {', '.join(self.without)}" if self.without else words


@dataclass(frozen=True, slots=True)
class Item:
    """One requirement: what, proven by what, judged by whom, after what, and how long it takes.

    `asks` are the structured fields its evidence fills in. `reusable`: accepted once, it counts for every further
    registration of the same company. `by_operator`: the reviewing department brings it about itself.
    """

    code: str
    title: str
    evidence: str
    reviewers: tuple[str, ...]
    source: str
    tag: str
    form_codes: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    least_days: int | None = None
    typical_days: int | None = None
    day_kind: str = "ercot-business"
    lead_note: str = ""
    recurrence: str = ""
    mandatory: bool = True
    flight: str = ""
    asks: tuple[Ask, ...] = ()
    reusable: bool = False
    by_operator: bool = False
    effective_from: date | None = None
    effective_to: date | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Items in the order they are worked on, and the market roles whose registrations need them."""

    code: str
    items: tuple[Item, ...]
    roles: frozenset[str] = frozenset()
    common: bool = False
