"""Guidance inside the actions that speak to a participant: weighed before the words leave, recorded with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction

from accounts.models import User
from issues import guidance_deadlines, permissions
from issues.actions.speaking import sound_text
from issues.choices.guidance import GuidanceBy, GuidanceEnd, Mark, ReviewState, Stand
from issues.guidance_news import tell_reviewers
from issues.models import AnswerWording, Comment, Guidance, GuidanceReview, Issue, ProtectedEntry
from issues.rules import guidance as rules
from issues.rules.guidance import Said
from issues.rules.naming import LEGAL_FORMS
from participants.models import Contact, Participant, Registration
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from portal.web.words import long_day
from training.rules import citations
from training.rules.citations import Cited

UNMARKED: Final = (
    "Guidance on {earlier} was given on {day}. Say whether your answer on {section} is the same, or why it differs."
)
NAMED: Final = (
    "Your text names {section}, and guidance on {earlier} was given on {day}. Say whether your answer is the same, "
    "why it differs, or that it only names the section."
)
NO_REASON: Final = "Say why your answer on {section} differs from what was said on {day}."
LONG_REASON: Final = "Say why it differs in at most 2,000 characters."
MOST_REASON: Final = 2000


class Unweighed(Refused):
    """An answer on a section leaves only once it says how it stands to what was said before; `sections` lack that."""

    def __init__(self, reasons: list[str], sections: list[Cited]) -> None:
        super().__init__(" ".join(reasons), code="unweighed")
        self.sections = sections


@dataclass(frozen=True, slots=True)
class Weighed:
    """One section of an answer, as it will be recorded."""

    cited: Cited
    stand: str
    earlier: Guidance | None = None
    because: str = ""
    approved: AnswerWording | None = None


def weigh(text: str, said: Iterable[Said], *, now: datetime) -> list[Weighed]:
    """How each section of an answer stands to what was said before; `Unweighed` where the writer has not said so.

    Sections that the text names count as well, once something was said on them before; an approved wording in the
    text counts as the same. Call it in the transaction that records: nobody else weighs these sections meanwhile.
    """
    told = {one.cited: one for one in said}
    named = [one for one in rules.recognised(text) if one not in told]
    sections = [*told, *named]
    if not sections:
        return []
    _one_at_a_time(sections)
    before = list(Guidance.objects.standing(now).on(sections).order_by("-given_at", "-pk"))
    approved = [one for one in _approved_on(sections) if rules.holds(text, one.wording)]
    found: list[Weighed] = []
    reasons: list[str] = []
    lacking: list[Cited] = []
    for cited in sections:
        mark = told.get(cited)
        if mark is not None and mark.mark == Mark.MENTIONED:
            continue
        earlier = next((row for row in before if rules.related(cited, row.cited)), None)
        wording = next((one for one in approved if rules.related(cited, one.answer.cited)), None)
        if wording is not None:
            stand = Stand.SAME if earlier is not None else Stand.FIRST
            found.append(Weighed(cited, stand, earlier, approved=wording))
        elif earlier is None:
            if mark is not None:
                found.append(Weighed(cited, Stand.FIRST))
        elif reason := _lacks(cited, mark, earlier):
            reasons.append(reason)
            lacking.append(cited)
        else:
            because = mark.because.strip() if mark.mark == Mark.DIFFERS else ""
            found.append(Weighed(cited, mark.mark, earlier, because))
    if reasons:
        raise Unweighed(reasons, lacking)
    return found


def record(
    weighed: Iterable[Weighed],
    participant: Participant,
    text: str,
    *,
    by: User,
    now: datetime,
    way: str = GuidanceBy.ANSWER,
    issue: Issue | None = None,
    comment: Comment | None = None,
    hidden: Iterable[str] = (),
) -> list[Guidance]:
    """Write what was said on each section, without any name of the participant (nor the `hidden` words).

    What differs is reviewed by somebody else.
    """
    weighed = list(weighed)
    if not weighed:
        return []
    safe = rules.nameless(text, [*names_of(participant), *hidden])
    rows = []
    for one in weighed:
        row = Guidance(
            participant=participant,
            document=one.cited.document,
            section=one.cited.section,
            path=rules.path(one.cited),
            wording=rules.wording_on(one.cited, safe),
            given_by=by,
            given_at=now,
            way=way,
            issue=issue,
            comment=comment,
            stand=one.stand,
            earlier=one.earlier,
            because=rules.nameless(one.because, names_of(participant)) if one.because else "",
            approved=one.approved,
        )
        row.save(force_insert=True)
        trail.record("issues.guidance.given", of=row, by=by, at=now, changes={"stand": ["", row.stand]})
        if one.stand == Stand.DIFFERS:
            _have_reviewed(row, by=by, now=now)
        rows.append(row)
    return rows


def record_answer(
    weighed: Iterable[Weighed], issue: Issue, comment: Comment, findings: Iterable[Any], *, by: User, now: datetime
) -> None:
    """What an answer says on sections, without words that told of another company (`findings`).

    Whoever answers next reads it, so of Protected Information only that it was said.
    """
    weighed, hidden = list(weighed), [finding.words for finding in findings]
    kept_back = bool(weighed) and ProtectedEntry.objects.protected().filter(comment=comment).exists()
    text = rules.KEPT_BACK if kept_back else comment.text
    record(weighed, issue.participant, text, by=by, now=now, issue=issue, comment=comment, hidden=hidden)


@transaction.atomic
def record_guidance(
    *,
    participant: Participant,
    by: User,
    now: datetime,
    section: str,
    wording: str,
    way: str = GuidanceBy.CALL,
    mark: str = "",
    because: str = "",
) -> Guidance:
    """Write down what a participant was told beside the portal, by phone for instance; `section` as "NOG 3.2"."""
    permissions.can_record_guidance(by, participant).enforce()
    wording = sound_text(wording)
    if len(wording) > rules.LONGEST:
        raise Refused(f"Keep to what was said on the section: at most {rules.LONGEST:,} characters.")
    if way not in GuidanceBy.values or way == GuidanceBy.ANSWER:
        raise Refused("Choose how it was said; answers to issues are recorded as they leave.")
    cited = one_section(section)
    if mark == Mark.MENTIONED:
        raise Refused("Record only what was said on the section.")
    weighed = [one for one in weigh(wording, [Said(cited, mark, because)], now=now) if one.cited == cited]
    return record(weighed, participant, wording, by=by, now=now, way=way)[0]


def take_back(comment: Comment, *, by: Any, now: datetime) -> None:
    """An answer was taken back before it left: nobody was told anything, and nothing is left to review."""
    for row in Guidance.objects.select_for_update(of=("self",)).filter(comment=comment, ended=""):
        row.apply(ended=GuidanceEnd.TAKEN_BACK, ended_at=now)
        for review in GuidanceReview.objects.still_open().filter(guidance=row):
            review.apply(state=ReviewState.DROPPED, settled_at=now)
            guidance_deadlines.end(review, by=by, now=now, needed=False)


def one_section(text: str) -> Cited:
    """The one section that a text gives; `Refused` where it gives none or more."""
    found = citations.read(text)
    if len(found) != 1:
        raise Refused("Give one section, such as 16.12.1, or NOG 3.2 for another document.")
    return found[0]


def names_of(participant: Participant) -> list[str]:
    """By which words a participant and its people are known."""
    rows = Registration.objects.of(participant).values_list("short_name", "duns", "listed_name")
    people = Contact.objects.of(participant).values_list("name", flat=True)
    whole = [participant.name, participant.duns, *(one for row in rows for one in row), *people]
    return [one for name in whole if name for one in (name, LEGAL_FORMS.sub("", name))]


def _lacks(cited: Cited, mark: Said | None, earlier: Guidance) -> str:
    """What the writer still has to say of a section, in words; "" where nothing."""
    told = {"section": cited.words, "earlier": earlier.cited.words, "day": long_day(market_day(earlier.given_at))}
    if mark is None:
        return NAMED.format(**told)
    if mark.mark not in (Mark.SAME, Mark.DIFFERS):
        return UNMARKED.format(**told)
    if mark.mark == Mark.DIFFERS and not mark.because.strip():
        return NO_REASON.format(**told)
    return LONG_REASON if len(mark.because) > MOST_REASON else ""


def _approved_on(sections: Iterable[Cited]) -> Iterable[AnswerWording]:
    from_section = AnswerWording.objects.approved().select_related("answer")
    wanted = from_section.filter(answer__in=_answers_on(sections))
    return wanted.order_by("answer__path", "pk")


def _answers_on(sections: Iterable[Cited]) -> Any:
    return AnswerWording._meta.get_field("answer").related_model.objects.on(sections)


def _have_reviewed(row: Guidance, *, by: User, now: datetime) -> None:
    review = GuidanceReview(guidance=row, earlier=row.earlier, opened_at=now)
    review.save(force_insert=True)
    guidance_deadlines.begin(review, by=by, now=now)
    tell_reviewers(review, by=by, now=now)


def _one_at_a_time(sections: Iterable[Cited]) -> None:
    """Two who answer on the same chapter at once: the second sees what the first one said."""
    chapters = sorted({"/".join(rules.path(one).split("/")[:2]) for one in sections})
    with connection.cursor() as cursor:
        for chapter in chapters:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"guidance {chapter}"])
