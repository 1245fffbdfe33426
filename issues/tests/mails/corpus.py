"""The corpus: readable mails in YAML, made into the bytes that a mail server would hand over."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

FOLDER: Final = Path(__file__).resolve().parent
PARTS: Final = ("replies", "forged", "machines", "contents")
SERVER: Final = "mx.portal.example"
PLACE: Final = re.compile(r"<<([a-z]+)(?::([a-z0-9]+))?(?::([a-z]+))?>>")
MIA: Final = "Mia Member <analyst@prairielantern.example>"
INBOX: Final = "issues@portal.example"


@dataclass(frozen=True)
class Specimen:
    """One mail of the corpus and what is to become of it."""

    name: str
    raw: bytes
    expect: dict[str, Any]


def specimens(filled: Mapping[str, Callable[..., str]]) -> list[Specimen]:
    """All mails in order; `filled` gives what stands in <<...>>, by its first word."""
    rows = [row for part in PARTS for row in yaml.safe_load((FOLDER / f"{part}.yaml").read_text(encoding="utf-8"))]
    return [Specimen(row["name"], _raw(row, number, filled), row["expect"]) for number, row in enumerate(rows)]


def _raw(row: Mapping[str, Any], number: int, filled: Mapping[str, Callable[..., str]]) -> bytes:
    text = row["raw"] if "raw" in row else f"{_head(row, number)}\n{_body(row)}"
    return _bytes(PLACE.sub(lambda match: _fill(match, filled), text).replace("\n", "\r\n"))


def _head(row: Mapping[str, Any], number: int) -> str:
    sender = row.get("from", MIA)
    name = row.get("id", f"mail-{number}")
    lines = ["Received: from somewhere by mx.portal.example"] * row.get("received", 1)
    domain = sender.rpartition("@")[2].strip("> ")
    if row.get("auth", "pass") != "none":
        result = row.get("auth", "pass")
        lines.append(
            f"Authentication-Results: {SERVER};\n spf={result} smtp.mailfrom={domain};"
            f" dmarc={result} (p=reject) header.from={domain}"
        )
    lines += [f"From: {sender}"] if sender else []
    lines += [f"To: {row.get('to', INBOX)}", f"Subject: {row.get('subject', row['name'])}"]
    lines += ["Date: Wed, 18 Nov 2026 09:00:00 -0600"]
    lines += [f"Message-ID: {name if name.startswith('<') else f'<{name}@{domain}>'}"] if name else []
    lines += [row["headers"].strip("\n")] if "headers" in row else []
    return "\n".join([*lines, "MIME-Version: 1.0"])


def _body(row: Mapping[str, Any]) -> str:
    """The head of the body and, after an empty line, what it holds."""
    if "mime" in row:
        return row["mime"]
    if "many" in row:
        file = 'Content-Type: text/csv\nContent-Disposition: attachment; filename="{0}.csv"\n\n{0},1\n'
        parts = [file.format(number) for number in range(row["many"])]
        return "Content-Type: multipart/mixed; boundary=b\n\n--b\n" + "--b\n".join(parts) + "--b--\n"
    if "nested" in row:
        heads = [f"Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n" for depth in range(row["nested"])]
        return "".join(heads)
    text = "x" * row["large"] if "large" in row else row["body"]
    return f"Content-Type: text/plain; charset=utf-8\n\n{text}\n"


def _fill(match: re.Match[str], filled: Mapping[str, Callable[..., str]]) -> str:
    if match[1] == "hex":
        return match[0]
    return filled[match[1]](*filter(None, match.groups()[1:]))


def _bytes(text: str) -> bytes:
    """UTF-8, with single bytes where the mail is broken."""
    pieces = re.split(r"<<hex:([0-9a-f]{2})>>", text)
    return b"".join(bytes.fromhex(one) if place % 2 else one.encode() for place, one in enumerate(pieces))
