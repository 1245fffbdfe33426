"""The verbs of the audit trail, registered by each app when it is ready."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """`label` is the sentence a timeline shows, without its subject."""

    name: str
    label: str
    icon: str = "dot"


_verbs: dict[str, Verb] = {}


def register(name: str, label: str, *, icon: str = "dot") -> None:
    """Make a verb known. Registering it twice with other words is a mistake of the programmer."""
    verb = Verb(name, label, icon)
    if _verbs.setdefault(name, verb) != verb:
        raise ValueError(f"The audit verb {name} is registered twice.")


def get(name: str) -> Verb:
    """The registered verb; raises KeyError for an unknown one, so nothing unnamed is ever recorded."""
    return _verbs[name]


def label(name: str) -> str:
    """The words for a stored verb; a verb of an older release shows its own name."""
    known = _verbs.get(name)
    return known.label if known else name


def icon(name: str) -> str:
    """The icon of a stored verb."""
    known = _verbs.get(name)
    return known.icon if known else "dot"


def every() -> list[Verb]:
    """All verbs, by name."""
    return sorted(_verbs.values(), key=lambda verb: verb.name)
