"""The kinds of messages, registered by each app when it is ready.

A subject line is made of the kind alone: its label and the reference of what it is about. So no name, amount or
text of anybody is read on a locked screen or in the log of a mail server.
"""

from dataclasses import dataclass
from typing import Final

from portal.outbox.choices import MailChoice, Severity

AUDIENCES: Final = ("staff", "participant", "both")
PLAIN: Final = "outbox/message"


@dataclass(frozen=True, slots=True)
class Kind:
    """`label` is what subject, bell and preferences call it; `template` a prefix with a `.txt` and a `.html`.

    `optional`: a person may switch its mail off. A critical kind can't be switched off, put into a digest or
    held by quiet hours. `sealed` kinds are account mails: encrypted until sent, chosen by nobody. `written` ones are
    mail of a person to a person: no preference holds them, so none is offered.
    """

    code: str
    label: str
    severity: str = Severity.NORMAL
    audience: str = "staff"
    template: str = PLAIN
    default_mail: str = MailChoice.NOW
    default_in_app: bool = True
    optional: bool = True
    sealed: bool = False
    written: bool = False

    def __post_init__(self) -> None:
        if self.severity not in Severity.values or self.default_mail not in MailChoice.values:
            raise ValueError(f"The kind {self.code} has an unknown severity or default.")
        if self.audience not in AUDIENCES:
            raise ValueError(f"The kind {self.code} is for nobody we know: {self.audience}.")
        if not self.label.isprintable():
            raise ValueError(f"The label of the kind {self.code} doesn't fit into a subject line.")
        if not self.optional and self.default_mail == MailChoice.OFF and not self.default_in_app:
            raise ValueError(f"The kind {self.code} can't be switched off, yet reaches nobody.")
        if self.critical and (self.optional or self.default_mail != MailChoice.NOW):
            raise ValueError(f"The kind {self.code} is critical: it goes out at once and isn't optional.")

    @property
    def critical(self) -> bool:
        return self.severity == Severity.CRITICAL

    @property
    def choosable(self) -> bool:
        """Whether it stands in the matrix of preferences at all."""
        return not self.sealed and not self.written and self.code != DIGEST

    def subject(self, ref: str = "") -> str:
        return f"{self.label} · {ref}" if ref else self.label


DIGEST: Final = "outbox.digest"

_kinds: dict[str, Kind] = {}


def register(
    code: str,
    *,
    label: str,
    severity: str = Severity.NORMAL,
    audience: str = "staff",
    template: str = PLAIN,
    default_mail: str = MailChoice.NOW,
    default_in_app: bool = True,
    optional: bool = True,
    sealed: bool = False,
    written: bool = False,
) -> Kind:
    """Make a kind known. Registering it twice in other words is a mistake of the programmer."""
    kind = Kind(code, label, severity, audience, template, default_mail, default_in_app, optional, sealed, written)
    if _kinds.setdefault(code, kind) != kind:
        raise ValueError(f"The kind of message {code} is registered twice.")
    return kind


def get(code: str) -> Kind:
    """The registered kind; raises KeyError for an unknown one, so nothing unnamed is ever posted."""
    return _kinds[code]


def known(code: str) -> Kind:
    """The kind of a stored row; one of an older release is shown by its code."""
    return _kinds.get(code) or Kind(code, code)


def every() -> list[Kind]:
    """All kinds, by code."""
    return sorted(_kinds.values(), key=lambda kind: kind.code)


def choosable(audience: str) -> list[Kind]:
    """The kinds among which "staff" or a "participant" chooses, by label."""
    own = (kind for kind in _kinds.values() if kind.choosable and kind.audience in {audience, "both"})
    return sorted(own, key=lambda kind: kind.label)
