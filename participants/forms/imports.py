"""Choosing a file to import, and what the files of each kind look like."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from participants.actions.imports.checklists_plan import STATES as CHECKLIST_STATES
from participants.actions.imports.obligations_plan import STATES as OBLIGATION_STATES
from participants.choices import AssignmentKind, ContactRoleKind, ImportKind, ResourceType


@dataclass(frozen=True, slots=True)
class FileLayout:
    """`columns` maps each heading of the CSV to what stands below it."""

    kind: ImportKind
    lead: str
    columns: dict[str, str]
    rules: tuple[str, ...]


def _codes(choices: Any) -> str:
    return ", ".join(choices.values)


DUNS: Final = "9 digits, or 9 and 4, as text: leading zeros count"

LAYOUTS: Final = (
    FileLayout(
        ImportKind.PARTICIPANTS,
        "The operator's official list of market participants (NP12-215-ER) as ZIP or XLSX, just as it is published, "
        "or a CSV.",
        {
            "short_name": "the short name of the registration",
            "name": "the company's name",
            "duns_number": DUNS,
            "role": "optional; a registration code such as QSE or LSE. Without it the row is a company alone",
            "manager_email": "optional; becomes account manager from today where there is none",
        },
        (
            "Rows match by role and DUNS number. Nothing is terminated and no companies are joined.",
            "Only the official list tells who is no longer listed. Columns about people in it are not stored.",
        ),
    ),
    FileLayout(
        ImportKind.CONTACTS,
        "People at participants, with the regulated roles they hold from today.",
        {
            "duns_number": f"of the company or of one of its registrations; {DUNS}",
            "name": "the person's name",
            "email": "finds the same person again; e-mail or phone is needed",
            "phone": "optional",
            "title": "optional; the job title",
            "roles": f"optional; several are separated by semicolons: {_codes(ContactRoleKind)}",
        },
        ("An empty cell erases nothing, and no role is taken away.",),
    ),
    FileLayout(
        ImportKind.ASSIGNMENTS,
        "Who of the staff looks after which participant.",
        {
            "duns_number": f"of the company or of one of its registrations; {DUNS}",
            "manager_email": "an active account manager or supervisor",
            "kind": _codes(AssignmentKind),
            "starts_on": "the first day, as 2026-12-31 or 12/31/2026",
            "ends_on": "optional; the last day",
        },
        ("A row whose days are taken by somebody else is refused; running assignments stay as they are.",),
    ),
    FileLayout(
        ImportKind.RESOURCES,
        "Units of generation, storage and load, and the QSE that represents each.",
        {
            "duns_number": f"of the company or of its Resource Entity registration; {DUNS}",
            "code": "the unit code; finds the same resource again",
            "name": "the unit's name",
            "type": _codes(ResourceType),
            "station": "optional",
            "capacity_mw": "optional; megawatts, at most three decimals",
            "qse_duns": "optional; the DUNS number of the QSE that represents it from today where nobody does",
        },
        ("An empty cell erases nothing. Another QSE that represents a resource today stays.",),
    ),
    FileLayout(
        ImportKind.CHECKLISTS,
        "How far registrations are that you have tracked in a spreadsheet, item by item.",
        {
            "duns_number": f"of the registration, or of its company while it has none; {DUNS}",
            "role": "the market role, such as QSE or LSE-CR-REP",
            "item": "the requirement's code, such as COM-04",
            "state": ", ".join(CHECKLIST_STATES),
            "as_of": "optional; the day it became so",
            "counts_until": "optional; the last day on which accepted evidence counts",
            "remark": "optional; where the evidence lies. The participant reads it",
        },
        (
            "A registration without a checklist gets one. What is settled already stays as it is.",
            "An accepted item needs all it waits for, here or in the file. Waivers take two people in the portal.",
        ),
    ),
    FileLayout(
        ImportKind.OBLIGATIONS,
        "What has been filed, accepted or excused already of the obligations that the portal has generated.",
        {
            "duns_number": f"of the registration, or of the company; {DUNS}",
            "role": "the market role; empty where the company or its Counter-Party owes it",
            "resource": "optional; the unit's code where it is owed for a resource",
            "obligation": "the code, such as OB-DCAA",
            "period": "as the portal names it, such as 2026, 2026-Q3 or 2026-11",
            "state": ", ".join(OBLIGATION_STATES),
            "as_of": "optional; the day it became so",
            "confirmation_number": "optional; of the system in which it was filed",
            "remark": "optional; for excused ones the reason. The participant reads it",
        },
        ("Obligations are not made by a file; what is settled already stays as it is.",),
    ),
)


class ImportForm(forms.Form):
    kind = forms.ChoiceField(choices=ImportKind, label="What it holds", initial=ImportKind.PARTICIPANTS)
    file = forms.FileField(
        label="File",
        max_length=300,
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,.xlsx,.csv,.txt"}),
        error_messages={"empty": "This file is empty.", "required": "Choose a file."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = f"At most {filesizeformat(settings.IMPORT_MAX_BYTES)}."

    def clean_file(self) -> Any:
        """The size alone; what is inside is judged by the worker that reads it."""
        file = self.cleaned_data["file"]
        if file.size > settings.IMPORT_MAX_BYTES:
            limit = filesizeformat(settings.IMPORT_MAX_BYTES)
            raise forms.ValidationError(f"This file is larger than {limit}; split it or ask for a higher limit.")
        return file
