"""What an answer would tell of another company: looked up before anything leaves, in two statements.

`look(issue, text, files)` gives the findings; actions that speak to a participant call `require_release`
(`issues.actions.releasing`), the form of an answer shows the panel of `issues.views.desk.releasing`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import CharField, F, Func, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, Lower, Trim, Upper

from issues.choices import Betrayal
from issues.models import Issue
from issues.release_files import opened
from issues.rules import releasing
from issues.rules.releasing import Names, Passage
from participants.models import Participant, Registration, Representation, Resource
from portal.lifecycle.refusals import Refused
from portal.scoping.today import MarketToday

TEXT: Final = "the text"
SOMEBODY: Final = "another participant"
TODAY: Final = MarketToday()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that names another company. `participant` is its name, or general words where it is restricted."""

    kind: str
    words: str
    where: str
    participant_id: int
    participant: str

    @property
    def kind_label(self) -> str:
        return Betrayal(self.kind).label

    @property
    def label(self) -> str:
        return f"{self.words} ({self.kind_label} of {self.participant}) in {self.where}"


@dataclass(frozen=True, slots=True)
class Found:
    """A row the database knows that may stand in what would leave."""

    kind: str
    words: str
    participant_id: int
    name: str
    restricted: bool


class Withheld(Refused):
    """An answer names another company; it leaves with a reason alone, which supervisors read."""

    def __init__(self, findings: list[Finding]) -> None:
        listed = "; ".join(finding.label for finding in findings[:5])
        more = f"; and {len(findings) - 5} more" if len(findings) > 5 else ""
        super().__init__(
            f"This would tell the participant of another company: {listed}{more}. Take it out, or say why it may go.",
            code="withheld",
        )
        self.findings = findings


def look(issue: Issue, text: str, files: Iterable[Any] = ()) -> list[Finding]:
    """What the text, the names of the files and what can be read in them tell of companies not concerned."""
    return findings(issue, passages_of(text, files))


def passages_of(text: str, files: Iterable[Any]) -> list[Passage]:
    passages = [Passage(TEXT, text)]
    for upload in files:
        file = opened(upload)
        passages.append(Passage(f"the name of {file.name}", file.name.rpartition(".")[0] or file.name, prose=False))
        if file.text:
            passages.append(Passage(file.name, file.text, prose=False))
    return passages


def findings(issue: Issue, passages: list[Passage]) -> list[Finding]:
    """Two statements, whatever the number of companies: whom the participant knows anyway, and what could be meant."""
    known = known_to(issue)
    candidates = _candidates(passages)
    own = {(row.kind, row.words) for row in candidates if row.participant_id in known}
    foreign = [row for row in candidates if row.participant_id not in known and (row.kind, row.words) not in own]
    if not foreign:
        return []
    own_names = [row.words for row in candidates if row.kind == Betrayal.NAME and row.participant_id in known]
    found: dict[tuple[str, int], Finding] = {}
    for passage in passages:
        for row in _standing_in(passage, foreign, own_names):
            said = SOMEBODY if row.restricted else row.name
            finding = Finding(row.kind, row.words, passage.where, row.participant_id, said)
            found.setdefault((row.kind, row.participant_id), finding)
    return list(found.values())


def companies_named(text: str, among: QuerySet[Participant]) -> list[str]:
    """The words by which a text names participants `among` those given; two statements."""
    passage = Passage(TEXT, text)
    candidates = _candidates([passage])
    held = set(among.filter(pk__in={row.participant_id for row in candidates}).values_list("pk", flat=True))
    return [row.words for row in _standing_in(passage, [row for row in candidates if row.participant_id in held], [])]


def known_to(issue: Issue) -> set[int]:
    """The participant itself, who represents it, and whom it represents."""
    own = issue.participant_id
    current = Representation.objects.on(TODAY).order_by()
    represents_it = current.filter(participant=own).values_list("representative_id", flat=True)
    return {own, *represents_it.union(current.filter(representative=own).values_list("participant_id", flat=True))}


def _candidates(passages: list[Passage]) -> list[Found]:
    words = releasing.words_in(passages)
    marks = set().union(*map(releasing.marks_in, passages))
    duns = set().union(*map(releasing.duns_in, passages))
    esi_ids = set().union(*map(releasing.esi_ids_in, passages))
    named = Participant.objects.annotate(first=_first("name")).filter(first__in=words)
    listed = Registration.objects.annotate(first=_first("listed_name")).filter(first__in=words)
    questions = [_asked(listed, Betrayal.NAME, "listed_name")]
    if marks:
        registered = Registration.objects.annotate(mark=Upper("short_name")).filter(mark__in=marks)
        units = Resource.objects.annotate(mark=Upper("code")).filter(mark__in=marks)
        questions += [_asked(registered, Betrayal.SHORT_NAME, "mark"), _asked(units, Betrayal.RESOURCE, "mark")]
    if duns:
        numbered = Participant.objects.filter(duns__in=duns)
        registered = Registration.objects.filter(duns__in=duns)
        questions += [_asked(numbered, Betrayal.DUNS, "duns", ""), _asked(registered, Betrayal.DUNS, "duns")]
    if esi_ids:
        questions.append(_asked(Issue.objects.filter(esi_id__in=esi_ids), Betrayal.ESI_ID, "esi_id"))
    return [Found(*row) for row in _asked(named, Betrayal.NAME, "name", "").union(*questions)]


class Plain(Func):
    """Letters and digits alone, everything else a blank."""

    function = "REGEXP_REPLACE"
    template = "%(function)s(%(expressions)s, '[^a-z0-9]+', ' ', 'g')"
    output_field = TextField()


class SplitPart(Func):
    function = "SPLIT_PART"
    output_field = TextField()


def _first(field: str) -> Any:
    """The first word in plain letters, as `releasing.first_word` cuts it."""
    return SplitPart(Trim(Plain(Lower(field))), Value(" "), Value(1))


def _asked(rows: QuerySet, kind: str, words: str, path: str = "participant__") -> QuerySet:
    """A company that was joined into another counts as that one."""
    return rows.order_by().values_list(
        Value(str(kind), output_field=CharField()),
        F(words),
        Coalesce(f"{path}joined_into", f"{path}pk"),
        F(f"{path}name"),
        F(f"{path}restricted"),
    )


def _standing_in(passage: Passage, foreign: list[Found], own_names: list[str]) -> Iterable[Found]:
    marks, numbers = releasing.marks_in(passage), releasing.duns_in(passage)
    esi_ids = releasing.esi_ids_in(passage)
    names = Names(passage)
    for name in sorted(own_names, key=len, reverse=True):
        names.forget(name)
    there = {Betrayal.SHORT_NAME: marks, Betrayal.RESOURCE: marks, Betrayal.DUNS: numbers, Betrayal.ESI_ID: esi_ids}
    for row in sorted(foreign, key=lambda row: len(row.words), reverse=True):
        if names.take(row.words) if row.kind == Betrayal.NAME else row.words in there[row.kind]:
            yield row
