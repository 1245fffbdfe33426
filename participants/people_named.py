"""People as one types them: contacts of a participant and colleagues by name, several with a semicolon between.

"Ana Ruiz", "ana@company.example" and "Ana Ruiz · Prairie Lantern Energy" name a contact; a part of a name does where
the participant is known and nobody else there has it. Suggestions repeat what stands before the last semicolon.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Q

from accounts.models import User
from participants.models import Contact, Participant
from portal.lifecycle.refusals import Refused

BETWEEN: Final = ";"
OF: Final = " · "
MOST: Final = 50
NOBODY: Final = "Nobody called “{name}” is on file{where}. Choose one of the suggestions, or add the contact first."
SEVERAL: Final = "Several people are called “{name}”. Choose one of the suggestions, or give the e-mail address."


@dataclass(slots=True)
class Named:
    """Who was meant; `participant` follows from the first contact where it was not given."""

    participant: Participant | None = None
    contacts: list[Contact] = field(default_factory=list)
    colleagues: list[User] = field(default_factory=list)


def names_in(words: str) -> list[str]:
    return [name for part in words.split(BETWEEN) if (name := " ".join(part.split()))][:MOST]


def in_words(contacts: Iterable[Any], colleagues: Iterable[Any] = ()) -> str:
    """People as the field shows them."""
    return f"{BETWEEN} ".join([one.name for one in contacts] + [one.name for one in colleagues])


def people_named(words: str, *, user: Any, participant: Participant | None) -> Named:
    """Whom the words name, among those the person may see. Raises `Refused` for the first that is unclear."""
    found = Named(participant)
    for name in names_in(words):
        contact = _contact(name, user, found.participant)
        if contact is None:
            found.colleagues.append(_colleague(name, found.participant))
            continue
        found.participant = contact.participant
        found.contacts.append(contact)
    return found


def suggestions(words: str, *, user: Any, participant: Participant | None, most: int) -> list[tuple[str, str]]:
    """Values for the whole field with what each adds: contacts first, then colleagues."""
    before, between, typed = words.rpartition(BETWEEN)
    head = f"{before.strip()}{between} " if between else ""
    asked = " ".join(typed.split())
    if len(asked) < 2:
        return []
    rows = _contacts(user, participant).filter(Q(name__icontains=asked) | Q(email__istartswith=asked))
    people = list(rows.order_by("name", "id")[:most])
    alone = participant is not None
    options = [
        (f"{head}{one.name}" if alone else f"{head}{one.name}{OF}{one.participant.name}", _described(one, alone))
        for one in people
    ]
    colleagues = User.objects.staff().active().filter(name__icontains=asked).order_by("name", "id")
    return options + [(f"{head}{one.name}", one.title or "colleague") for one in colleagues[: most - len(options)]]


def _described(contact: Contact, alone: bool) -> str:
    known = [contact.title, contact.email]
    return OF.join(filter(None, known if alone else [contact.participant.name, *known]))


def _contacts(user: Any, participant: Participant | None) -> Any:
    rows = Contact.objects.visible_to(user).active().select_related("participant")
    return rows.of(participant) if participant is not None else rows.filter(participant__joined_into=None)


def _contact(words: str, user: Any, participant: Participant | None) -> Contact | None:
    name, _, company = words.partition(OF)
    rows = _contacts(user, participant)
    exact = Q(name__iexact=name) | Q(email__iexact=name) | Q(ref=name.upper())
    exact_rows = rows.filter(exact, participant__name__iexact=company) if company else rows.filter(exact)
    found = list(exact_rows.order_by("id")[:2])
    if not found and participant is not None and not _colleagues(name).exists():
        likely = Q()
        for word in name.split()[:6]:
            likely &= Q(name__icontains=word)
        found = list(rows.filter(likely).order_by("id")[:2])
    if len(found) > 1:
        raise Refused(SEVERAL.format(name=words))
    return found[0] if found else None


def _colleague(name: str, participant: Participant | None) -> User:
    found = list(_colleagues(name)[:2])
    if len(found) > 1:
        raise Refused(SEVERAL.format(name=name))
    if not found:
        where = f" with {participant.name}" if participant is not None else ""
        raise Refused(NOBODY.format(name=name, where=where))
    return found[0]


def _colleagues(name: str) -> Any:
    return User.objects.staff().active().filter(Q(name__iexact=name) | Q(email__iexact=name)).order_by("id")
