"""Which items of checklists training proves: the reads behind the actions and behind who bears an item."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from participants import evidence_bearers
from participants.evidence_bearers import Bearer
from participants.models import ChecklistItem, Contact
from participants.querysets.registrations import ENDED
from training.models import Certificate, TrainingEvidence
from training.rules.evidence import Held, Proof, best_proof


def items_proven_by(certificate: Certificate) -> QuerySet[ChecklistItem]:
    """Items of the holder's company that ask for the course, of registrations that go on."""
    rows = TrainingEvidence.objects.in_use().filter(course=certificate.course_id)
    wanted = Q(pk__in=[])
    for code, role in rows.values_list("requirement_code", "role"):
        wanted |= Q(code=code) if role is None else Q(code=code, checklist__role=role)
    items = ChecklistItem.objects.filter(wanted, participant=certificate.participant_id)
    items = items.exclude(checklist__registration__status__in=ENDED)
    return items.select_related("checklist").order_by("pk")


def proof_of(item: ChecklistItem, day: date, *, of: Contact | None = None) -> Proof | None:
    """Whose certificates prove the item on a day, of the people still there; of one person where named."""
    courses = _courses(item)
    if not courses:
        return None
    rows = Certificate.objects.in_force(day).filter(participant=item.participant_id, course__in=courses)
    rows = rows.filter(contact__in=Contact.objects.there(day))
    if of is not None:
        rows = rows.filter(contact=of)
    held = [Held(*row) for row in rows.order_by("pk").values_list("pk", "contact_id", "course_id", "expires_on")]
    return best_proof(held, courses)


def bearer_of(item: ChecklistItem, day: date) -> Bearer | None:
    proof = proof_of(item, day)
    return Bearer(proof.contact_id, proof.expires_on) if proof is not None else None


def papers(proof: Proof) -> Sequence[Certificate]:
    """The certificates of a proof with their courses and the papers drawn of them."""
    rows = Certificate.objects.filter(pk__in=proof.certificates)
    return list(rows.select_related("course", "contact", "document").order_by("pk"))


def register() -> None:
    """Called when the app is ready."""
    evidence_bearers.register(bearer_of)


def _courses(item: ChecklistItem) -> frozenset[int]:
    rows = TrainingEvidence.objects.in_use().filter(requirement_code=item.code)
    rows = rows.filter(Q(role=None) | Q(role=item.checklist.role_id))
    return frozenset(rows.values_list("course_id", flat=True))
