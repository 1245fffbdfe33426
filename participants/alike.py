"""Which participants an applying company may be already, before a second row of it is made."""

from typing import Any, Final

from django.db.models import Exists, OuterRef, Q

from participants.directory import directory
from participants.models import Application, Contact, Participant
from participants.rules.names import likeness, stem

SHOWN: Final = 8
READ: Final = 40
LIKELY: Final = 0.5


def alike(user: Any, application: Application) -> list[Participant]:
    """The likeliest first, as the person's directory shows them; each carries `same_person`.

    By the company's name without its legal form, by the first two words of it, and by a contact who has the very
    address the application came from.
    """
    contacts = Contact.objects.visible_to(user).active().filter(participant=OuterRef("pk"), email=application.email)
    words = stem(application.company).split()
    found: dict[int, Participant] = {}
    for asked in dict.fromkeys((" ".join(words), " ".join(words[:2]))):
        if asked:
            rows = directory(user, asked).annotate(same_person=Exists(contacts)).with_summary()
            found |= {row.pk: row for row in rows.order_by("-similarity", "name", "id")[:READ]}
    known = directory(user).annotate(same_person=Exists(contacts)).with_summary()
    found |= {row.pk: row for row in known.filter(Q(same_person=True)).order_by("name", "id")[:READ]}
    measured = [(_nearness(row, application), row) for row in found.values()]
    near = [(nearness, row) for nearness, row in measured if nearness >= LIKELY]
    return [row for _, row in sorted(near, key=lambda one: (-one[0], one[1].name, one[1].pk))[:SHOWN]]


def _nearness(row: Participant, application: Application) -> float:
    return max(likeness(row.name, application.company), 1.0 if row.same_person else 0.0)
