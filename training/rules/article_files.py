"""Starter articles as files: a head of plain data between two lines of dashes, then the text in Markdown."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from portal.lifecycle.catalogs import SAFE
from training.choices import ArticleKind, Audience
from training.rules.citations import Cited, read
from training.rules.quizzes import PASS_PERCENT

FENCE: Final = "---\n"
RIGHT: Final = "*"
VERIFIED: Final = "V"
CERTAINTY: Final = {
    "V": "Read in its source",
    "K": "General knowledge of the market, to be checked against today's text",
    "k": "Partly unsure: check it against today's text",
    "P": "A proposal of this portal, not a rule of the market",
}


@dataclass(frozen=True, slots=True)
class FiledQuestion:
    text: str
    choices: tuple[str, ...]
    right: tuple[int, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class FiledArticle:
    """`code` is the file's name; the text ends with where it comes from and how sure it is."""

    code: str
    title: str
    summary: str
    body: str
    kind: str
    audience: str
    role_codes: tuple[str, ...]
    cited: tuple[Cited, ...]
    is_verified: bool
    pass_percent: int
    quiz: tuple[FiledQuestion, ...]


def parse(code: str, text: str) -> FiledArticle:
    """Raises ValueError or KeyError where a file is not written like that: it is ours, so that is a mistake of ours."""
    opened, head, body = text.split(FENCE, 2)
    if opened:
        raise ValueError(f"{code} does not begin with its head.")
    told = yaml.load(head, Loader=SAFE)  # noqa: S506 it is the safe one
    kind = told.get("kind", ArticleKind.ARTICLE)
    return FiledArticle(
        code=code,
        title=told["title"],
        summary=told["summary"],
        body=f"{body.strip()}\n\n---\n\n*{CERTAINTY[told['tag']]}: {told['source']}.*",
        kind=ArticleKind(kind),
        audience=Audience.STAFF if kind == ArticleKind.PROCEDURE else Audience(told["audience"]),
        role_codes=tuple(told["roles"]),
        cited=read(str(told["cites"])),
        is_verified=told["tag"] == VERIFIED,
        pass_percent=told.get("pass_percent", PASS_PERCENT),
        quiz=tuple(_question(row) for row in told.get("quiz", ())),
    )


def read_all(folder: Path) -> list[FiledArticle]:
    return [parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.md"))]


def _question(row: dict[str, Any]) -> FiledQuestion:
    choices = [str(one) for one in row["choices"]]
    right = tuple(place for place, one in enumerate(choices) if one.startswith(RIGHT))
    return FiledQuestion(row["text"], tuple(one.lstrip(RIGHT) for one in choices), right, row.get("explanation", ""))
