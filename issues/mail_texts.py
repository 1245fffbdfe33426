"""The words and files of a mail as an issue keeps them: files that fit the policy, the others named with the reason."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from issues.actions.speaking import MOST
from issues.rules.mail_parsing import ParsedMail
from issues.rules.mail_parts import Attached
from portal.documents.content import NotTaken, kind_of
from portal.documents.forms import MOST_FILES
from portal.documents.names import clean_name, extension_of
from portal.documents.storing import too_large

ANSWERED: Final = re.compile(r"^((re|aw|fw|fwd|wg|antw|sv|vs|rv)(\[\d+\])?\s*:\s*)+", re.IGNORECASE)
UNTITLED: Final = "E-mail without a subject"
WORDLESS: Final = "(This e-mail has no text.)"
NOT_STORED: Final = "Not stored:"
CUT: Final = "(The e-mail goes on; this is how much of it is kept here.)"
TITLE: Final = 160


@dataclass(frozen=True, slots=True)
class Told:
    """What a mail says in an issue: text, and files that the policy takes."""

    text: str
    files: list[SimpleUploadedFile]


def told(mail: ParsedMail, *, without_files: str = "") -> Told:
    """`without_files`: why no file of it is taken at all."""
    taken: list[SimpleUploadedFile] = []
    left: list[str] = []
    for file in mail.contents.files:
        remark = file.remark or without_files or _objection(file, len(taken))
        if remark:
            left.append(f"- {clean_name(file.name)}: {remark}")
        else:
            taken.append(SimpleUploadedFile(clean_name(file.name), file.content))
    return Told(_whole(mail.contents.text, left), taken)


def title_of(mail: ParsedMail) -> str:
    """The subject as the title of a new issue; it never decides anything else."""
    return ANSWERED.sub("", mail.subject).strip()[:TITLE].strip() or UNTITLED


def left_aside(mail: ParsedMail) -> list[str]:
    """The names of the files that would not be stored, for whoever judges the mail."""
    objections = ((file, file.remark or _objection(file, 0)) for file in mail.contents.files)
    return [f"{clean_name(file.name)}: {remark}" for file, remark in objections if remark]


def _objection(file: Attached, taken: int) -> str:
    if taken >= MOST_FILES:
        return f"At most {MOST_FILES} files of a mail are stored."
    if len(file.content) > settings.DOCUMENT_MAX_BYTES:
        return too_large(settings.DOCUMENT_MAX_BYTES)
    try:
        kind_of(extension_of(clean_name(file.name)), file.content)
    except NotTaken as error:
        return str(error)
    return ""


def _whole(text: str, left: Iterable[str]) -> str:
    names = list(left)
    foot = "\n".join([NOT_STORED, *names[:50]]) if names else ""
    room = MOST - len(foot) - len(CUT) - 10
    words = text.strip() or WORDLESS
    if len(words) > room:
        words = f"{words[:room].rstrip()}\n\n{CUT}"
    return f"{words}\n\n{foot}".strip()
