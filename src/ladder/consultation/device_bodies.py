"""Reads what a device's record says, by kind, and names every fault in the reader's language.

A body is `{"device", "place", ...}`: the device's own id, and which version of its slot this is on that device, from 1.
`corrects` names the record that an addition after the seal is about. Groups and requirements are named by their keys.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ladder.consultation.models import Contribution, Participant

ATTENDANCE, TALLY, QUOTE, ROOM_NOTE = "attendance", "tally", "quote", "room_note"
POSITION, SIDE_NOTE, WITHDRAWAL, SEAL = "position", "side_note", "withdrawal", "seal"
COUNTED = (ATTENDANCE, TALLY)
BESIDE_THE_SEAL = frozenset({SIDE_NOTE, WITHDRAWAL})  # never read back to the room, taken at any time
COUNTS = ("as_written", "with_change", "cannot", "unclear")
HEADS = ("women", "men", "unsaid")
LARGEST_COUNT = 9999
LONGEST_TEXT = 5000
LONGEST_LANGUAGE = 8
MOST_LISTED = 20_000


class FaultyBodyError(ValueError):
    """A body that cannot be used as it is; the message is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the round knows: primary keys of its groups and requirements by key."""

    groups: Mapping[str, int]
    items: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Body:
    """A body that can be used: whose version of what, and the fields of its kind (`said`)."""

    device: UUID
    slot: str
    place: int
    said: Mapping[str, Any]
    corrects: UUID | None = None


def read_body(kind: str, body: Mapping[str, Any], frame: Frame) -> Body:
    """The body of a record, checked.

    Raises:
        FaultyBodyError: it cannot be used; it is kept all the same.
    """
    reader = READERS.get(kind)
    if reader is None:
        raise FaultyBodyError(_("Records of the kind “%(kind)s” are not known here.") % {"kind": kind[:40]})
    slot, said = reader(body, frame)
    corrects = body.get("corrects")
    return Body(
        device=read_uuid(body, "device"),
        slot=f"{kind}:{slot}",
        place=read_count(body, "place", least=1),
        said=said,
        corrects=read_uuid(body, "corrects") if corrects else None,
    )


def read_attendance(body: Mapping[str, Any], frame: Frame) -> tuple[str, dict[str, Any]]:
    """How many of a group were there."""
    group = read_group(body, frame, may_be_mixed=False)
    return group, {"group": frame.groups[group], **{name: read_count(body, name) for name in HEADS}}


def read_tally(body: Mapping[str, Any], frame: Frame) -> tuple[str, dict[str, Any]]:
    """What a room showed on a requirement; a mixed room names no group."""
    group, item = read_group(body, frame), read_item(body, frame)
    counts = body.get("counts")
    if not isinstance(counts, dict):
        raise FaultyBodyError(_("The counts are missing."))
    return f"{item}:{group}", {
        "group": frame.groups.get(group),
        "item": frame.items[item],
        "is_secret": read_flag(body, "is_secret"),
        "has_counts": read_flag(body, "has_counts"),
        **{name: read_count(counts, name) for name in COUNTS},
    }


def read_words(body: Mapping[str, Any], frame: Frame) -> tuple[str, dict[str, Any]]:
    """A quote or a note: words, the group they came from, what they are about, and what may be done with them."""
    group, item = read_group(body, frame), read_item(body, frame, may_be_none=True)
    return str(read_uuid(body, "thread")), {
        "group": frame.groups.get(group),
        "item": frame.items.get(item),
        "text": read_text(body, "text"),
        "language": read_language(body),
        "consent": read_choice(body, "consent", Contribution.Consent.values),
        "was_read_back": bool(body.get("was_read_back")),
    }


def read_position(body: Mapping[str, Any], frame: Frame) -> tuple[str, dict[str, Any]]:
    """What one person said on one requirement, under a pseudonym that the device made."""
    person = body.get("person")
    if not isinstance(person, dict):
        raise FaultyBodyError(_("The person is missing."))
    group, item = read_group(person, frame, may_be_mixed=False), read_item(body, frame)
    pseudonym = read_uuid(person, "id")
    return f"{pseudonym}:{item}", {
        "person": pseudonym,
        "gender": read_choice(person, "gender", ["", *Participant.Gender.values]),
        "group": frame.groups[group],
        "item": frame.items[item],
        "position": read_choice(body, "position", Contribution.Position.values),
        "text": read_text(body, "text", may_be_empty=True),
        "proposed": read_text(body, "proposed", may_be_empty=True),
        "language": read_language(body),
        "consent": read_choice(body, "consent", Contribution.Consent.values),
    }


def read_side_note(body: Mapping[str, Any], frame: Frame) -> tuple[str, dict[str, Any]]:
    """What was too risky to say in the room."""
    del frame
    said = {"text": read_text(body, "text"), "language": read_language(body)}
    return str(read_uuid(body, "thread")), said


def read_withdrawal(body: Mapping[str, Any], frame: Frame) -> tuple[str, dict[str, Any]]:
    """The numbers of records that somebody took back: every version of what they said."""
    del frame
    numbers = [as_uuid(number, "of") for number in read_list(body, "of")]
    return str(numbers[0]), {"of": numbers}


def read_seal(body: Mapping[str, Any], frame: Frame) -> tuple[str, dict[str, Any]]:
    """Which records were read back to the room, and the digest and code that follow from them."""
    del frame
    pairs = read_list(body, "records", may_be_empty=True)
    if not all(isinstance(pair, list) and list(map(type, pair)) == [str, str] for pair in pairs):
        raise FaultyBodyError(_("The list of sealed records cannot be read."))
    return "", {
        "records": [(str(as_uuid(number, "records")), digest) for number, digest in pairs],
        "digest": read_text(body, "digest"),
        "code": read_text(body, "code"),
        "was_read_back": read_flag(body, "was_read_back"),
    }


READERS: dict[str, Callable[[Mapping[str, Any], Frame], tuple[str, dict[str, Any]]]] = {
    ATTENDANCE: read_attendance,
    TALLY: read_tally,
    QUOTE: read_words,
    ROOM_NOTE: read_words,
    POSITION: read_position,
    SIDE_NOTE: read_side_note,
    WITHDRAWAL: read_withdrawal,
    SEAL: read_seal,
}


def read_group(said: Mapping[str, Any], frame: Frame, *, may_be_mixed: bool = True) -> str:
    """The key of a group of the round; "" for a mixed room."""
    group = said.get("group", "")
    if group in frame.groups or (group == "" and may_be_mixed):
        return str(group)
    raise FaultyBodyError(_("The round has no group “%(key)s”.") % {"key": str(group)[:40]})


def read_item(said: Mapping[str, Any], frame: Frame, *, may_be_none: bool = False) -> str:
    """The key of a requirement of the round."""
    item = said.get("item", "")
    if item in frame.items or (item == "" and may_be_none):
        return str(item)
    raise FaultyBodyError(_("The round has no requirement “%(key)s”.") % {"key": str(item)[:40]})


def read_count(said: Mapping[str, Any], name: str, *, least: int = 0) -> int:
    """A number of people, or of a version."""
    count = said.get(name)
    if type(count) is int and least <= count <= LARGEST_COUNT:
        return count
    sentence = _("“%(name)s” must be a whole number from %(least)d to %(most)d.")
    raise FaultyBodyError(sentence % {"name": name, "least": least, "most": LARGEST_COUNT})


def read_flag(said: Mapping[str, Any], name: str) -> bool:
    """True or false."""
    value = said.get(name)
    if isinstance(value, bool):
        return value
    raise FaultyBodyError(_("“%(name)s” must be true or false.") % {"name": name})


def read_text(said: Mapping[str, Any], name: str, *, may_be_empty: bool = False) -> str:
    """Words, without blank edges."""
    text = said.get(name, "")
    if not isinstance(text, str) or not (text.strip() or may_be_empty):
        raise FaultyBodyError(_("“%(name)s” must hold words.") % {"name": name})
    if len(text) > LONGEST_TEXT:
        raise FaultyBodyError(_("The text is longer than %(most)d characters.") % {"most": LONGEST_TEXT})
    return text.strip()


def read_language(said: Mapping[str, Any]) -> str:
    """The language of the words, as a short code."""
    language = read_text(said, "language")
    if len(language) > LONGEST_LANGUAGE:
        raise FaultyBodyError(_("The language is not a short code such as “sw”."))
    return language


def read_choice(said: Mapping[str, Any], name: str, choices: list[str]) -> str:
    """One of the known words."""
    value = said.get(name, "")
    if value in choices:
        return str(value)
    raise FaultyBodyError(_("“%(value)s” is not known as “%(name)s”.") % {"value": str(value)[:40], "name": name})


def read_list(said: Mapping[str, Any], name: str, *, may_be_empty: bool = False) -> list[Any]:
    """A list of bearable length."""
    listed = said.get(name)
    if isinstance(listed, list) and len(listed) <= MOST_LISTED and (listed or may_be_empty):
        return listed
    raise FaultyBodyError(_("“%(name)s” must be a list.") % {"name": name})


def read_uuid(said: Mapping[str, Any], name: str) -> UUID:
    """An identifier."""
    return as_uuid(said.get(name), name)


def as_uuid(value: Any, name: str) -> UUID:
    """An identifier from its text."""
    try:
        return UUID(str(value))
    except ValueError as fault:
        raise FaultyBodyError(_("“%(name)s” must be an identifier (UUID).") % {"name": name}) from fault
