"""Structured fields of an item: what its evidence has to say besides files, checked by kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from participants.choices import AskKind
from participants.rules import duns

LONGEST: Final = 300
# Fields of the registration that an accepted item may fill in.
SETS: Final = frozenset({"", "duns", "short_name", "agreement_date"})


class BadValue(ValueError):
    """A value that its field cannot hold; `name` says which."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Ask:
    """One field; `sets` names what an accepted value becomes on the registration."""

    name: str
    label: str
    kind: str = AskKind.TEXT
    required: bool = False
    sets: str = ""

    @classmethod
    def from_json(cls, value: Any) -> "Ask":
        """As stored; ValueError for anything that is none."""
        if not isinstance(value, Mapping) or not {"name", "label"} <= value.keys() <= set(cls.__slots__):
            raise ValueError(f"A field has a name and a label: {value}")
        ask = cls(**value)
        if ask.kind not in AskKind.values or ask.sets not in SETS or not ask.name.isidentifier() or not ask.label:
            raise ValueError(f"A field of this kind does not fit: {dict(value)}")
        return ask

    def to_json(self) -> dict[str, Any]:
        optional = {"kind": str(self.kind), "required": self.required, "sets": self.sets}
        plain = {"kind": AskKind.TEXT.value, "required": False, "sets": ""}
        return {"name": self.name, "label": self.label} | {
            name: value for name, value in optional.items() if value != plain[name]
        }

    def in_words(self) -> str:
        return f"{self.label} ({self.kind}{', required' if self.required else ''})"

    def clean(self, raw: Any) -> str:
        """The value as it is kept, "" for none; BadValue with the reason."""
        text = "" if raw is None else " ".join(str(raw).split())
        if not text:
            if self.required:
                raise BadValue(self.name, f"{self.label}: this is needed.")
            return ""
        if "\x00" in text or len(text) > LONGEST:
            raise BadValue(self.name, f"{self.label}: at most {LONGEST} characters.")
        return self._of_kind(text)

    def _of_kind(self, text: str) -> str:
        match self.kind:
            case AskKind.DUNS:
                try:
                    return duns.validate(text)
                except duns.InvalidDuns as error:
                    raise BadValue(self.name, f"{self.label}: {error.reason}") from error
            case AskKind.DATE:
                try:
                    return date.fromisoformat(text).isoformat()
                except ValueError as error:
                    raise BadValue(self.name, f"{self.label}: a day such as 2027-03-01.") from error
            case AskKind.NUMBER:
                if not text.replace(".", "", 1).isdecimal() or not text.isascii():
                    raise BadValue(self.name, f"{self.label}: a number such as 12 or 12.5.")
            case AskKind.YES:
                if text.lower() not in ("yes", "no"):
                    raise BadValue(self.name, f"{self.label}: yes or no.")
                return text.lower()
        return text


def clean_values(asks: Iterable[Ask], given: Mapping[str, Any]) -> dict[str, str]:
    """The filled-in fields by name; BadValue for the first that does not fit or that nobody asks for."""
    asked = {ask.name: ask for ask in asks}
    if unknown := sorted(set(given) - set(asked)):
        raise BadValue(unknown[0], f"Nobody asks for “{unknown[0]}” here.")
    values = {name: ask.clean(given.get(name)) for name, ask in asked.items()}
    return {name: value for name, value in values.items() if value}
