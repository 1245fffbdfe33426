"""Checking an exported trail without the portal: the file alone, and digests of seals noted elsewhere. Pure."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from portal.audit import canonical, merkle

MADE_BY_HAND: Final = "is not written as the portal writes it"


@dataclass
class Found:
    """What a file holds and what is wrong with it, in words that name the line, the event or the seal."""

    events: int = 0
    waiting: int = 0
    whole: bool = False
    digest: str = ""
    last_seal: str = ""
    seals: dict[int, dict[str, Any]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def check(written: Iterable[str], kept: Mapping[int, str] | None = None) -> Found:
    """Read all lines; `kept` are digests of seals by number as somebody noted them elsewhere."""
    found, head, place = Found(), {}, (0, -1)
    running, ended = sha256(), False
    for number, raw in enumerate(written, start=1):
        line = raw.removesuffix("\n")
        content = _content(line)
        if ended:
            found.faults.append(f"Line {number} stands behind the end.")
        elif content is None:
            found.faults.append(f"Line {number} {MADE_BY_HAND}.")
        elif "export" in content and number == 1:
            head = content["export"]
            found.whole, found.waiting = head["whole"], head["waiting"]
        elif "seal" in content and "event" not in content:
            _seal(found, content["seal"], kept or {})
        elif "event" in content:
            place = _event(found, content, place)
        elif "end" in content:
            ended, found.digest = True, running.hexdigest()
            if content["end"]["digest"] != found.digest:
                found.faults.append("The lines are not those that the end was written for.")
        running.update(f"{line}\n".encode())
    found.faults += _whole(found, head, place, ended)
    return found


def _content(line: str) -> dict[str, Any] | None:
    """What a line says; None when a byte of it is not as the portal writes."""
    try:
        content = json.loads(line)
        sound = isinstance(content, dict) and canonical.text(content) == line
    except ValueError:
        return None
    return content if sound and _shaped(content) else None


def _shaped(content: dict[str, Any]) -> bool:
    """Whether the line has the fields of its kind, so that nothing below stumbles over a forged one."""
    if "event" in content:
        event, path = content["event"], content.get("proof")
        numbers = isinstance(content.get("seal"), int) and isinstance(content.get("index"), int)
        known = isinstance(event, dict) and event.keys() == {*canonical.FIELDS, "v"}
        return numbers and known and isinstance(path, list) and all(map(_is_digest, path))
    if "seal" in content:
        seal = content["seal"]
        known = isinstance(seal, dict) and seal.keys() == {*canonical.SEALED, "v", "digest"}
        return known and all(isinstance(seal[name], int) for name in ("number", "count"))
    if "export" in content:
        return isinstance(content["export"], dict) and content["export"].keys() >= {"whole", "waiting", "events"}
    return content.keys() == {"end"} and isinstance(content["end"], dict) and "digest" in content["end"]


def _is_digest(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 64 and not value.strip("0123456789abcdef")


def _seal(found: Found, seal: dict[str, Any], kept: Mapping[int, str]) -> None:
    """Each seal says what its digest was made of, and follows the one before."""
    number, said = seal["number"], {name: value for name, value in seal.items() if name != "digest"}
    before = found.seals.get(number - 1)
    if canonical.seal_digest(said) != seal["digest"]:
        found.faults.append(f"Seal {number} was changed.")
    if found.seals and (before is None or before["digest"] != seal["previous"]):
        found.faults.append(f"Seal {number} does not follow the seal before it.")
    if number in found.seals:
        found.faults.append(f"Seal {number} stands there twice.")
    if kept.get(number, seal["digest"]) != seal["digest"]:
        found.faults.append(f"Seal {number} is another one than was noted elsewhere.")
    found.seals[number] = seal
    found.last_seal = f"{number} {seal['digest']}"


def _event(found: Found, content: dict[str, Any], before: tuple[int, int]) -> tuple[int, int]:
    """The event's leaf leads by its proof to the root of its seal, and it stands behind the one before."""
    pk, place = content["event"]["id"], (content["seal"], content["index"])
    found.events += 1
    if place <= before:
        found.faults.append(f"Event {pk} does not stand where it was exported.")
    if found.whole:
        found.faults += _missing(found, before, place)
    seal = found.seals.get(place[0])
    if seal is None:
        found.faults.append(f"Event {pk} names seal {place[0]}, which is not in the file.")
        return max(before, place)
    path = [bytes.fromhex(one) for one in content["proof"]]
    led = merkle.root_by(canonical.leaf(content["event"]), place[1], seal["count"], path)
    if led is None or led.hex() != seal["root"]:
        found.faults.append(f"Event {pk} was changed or is none of seal {place[0]}.")
    return max(before, place)


def _missing(found: Found, before: tuple[int, int], place: tuple[int, int]) -> Iterator[str]:
    """The places between two events of a whole trail."""
    seal, index = before
    if seal == place[0]:
        yield from _places(seal, index + 1, place[1])
    elif place > before:
        yield from _rest(found, before)
        yield from (f"Seal {one}: all its events are missing." for one in found.seals if seal < one < place[0])
        yield from _places(place[0], 0, place[1])


def _rest(found: Found, last: tuple[int, int]) -> Iterator[str]:
    """What is missing behind the last event of a seal."""
    if last[0] in found.seals:
        yield from _places(last[0], last[1] + 1, found.seals[last[0]]["count"])


def _places(seal: int, first: int, end: int) -> Iterator[str]:
    if first < end:
        places = f"place {first + 1} is" if first + 1 == end else f"places {first + 1} to {end} are"
        yield f"Seal {seal}: the event at {places} missing."


def _whole(found: Found, head: dict[str, Any], place: tuple[int, int], ended: bool) -> Iterator[str]:
    """What only the end of the file shows."""
    if not head:
        yield "The head is missing."
    elif head["events"] != found.events:
        yield f"The head tells of {head['events']} events; {found.events} are in the file."
    if found.whole:
        yield from _rest(found, place)
        yield from (f"Seal {one}: all its events are missing." for one in found.seals if one > place[0])
    if not ended:
        yield "The end is missing."
