"""Reads what browsers and gateways send: sealed words by their parts, a message by its text alone."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext

from ladder.grievances.models import CaseKey
from ladder.grievances.sealing import PairSeal, SealedWords
from ladder.webkit.languages import find_language

GATEWAY_LANGUAGES = {
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "swa": "sw",
    "swc": "sw",
    "swh": "sw",
    "zho": "zh",
    "chi": "zh",
}
USUAL_LANGUAGE = "fr"
WORDS_IN = ("text", "message", "body", "content", "msg")
MOST_PAIRS = 1000


def read_document(request: HttpRequest) -> Mapping[str, Any]:
    """The JSON object that was sent."""
    document = getattr(request, "clean_json", None)
    if not isinstance(document, dict):
        raise ValidationError(unreadable())
    return document


def read_hex(value: object) -> bytes:
    """Bytes that were sent as hexadecimal digits."""
    try:
        return bytes.fromhex(value) if isinstance(value, str) else b""
    except ValueError as fault:
        raise ValidationError(unreadable()) from fault


def read_words(document: Mapping[str, Any], keys: Mapping[str, CaseKey]) -> SealedWords:
    """Sealed words. `keys`: of the ring, by fingerprint.

    Raises:
        ValidationError: it is not of that form, or names a key that is not in the ring.
    """
    given = document.get("pairs")
    if not isinstance(given, list) or len(given) > MOST_PAIRS:
        raise ValidationError(unreadable())
    try:
        pairs = [PairSeal(keys[one["first"]].pk, keys[one["second"]].pk, read_hex(one["sealed"])) for one in given]
    except (KeyError, TypeError) as fault:
        raise ValidationError(unreadable()) from fault
    return SealedWords(read_hex(document.get("body")), tuple(pairs))


def read_halves(document: Mapping[str, Any]) -> dict[UUID, dict[int, bytes]]:
    """Half-opened keys by message and second handler's key row.

    Raises:
        ValidationError: it is not of that form.
    """
    given = document.get("halves")
    if not isinstance(given, list) or len(given) > MOST_PAIRS:
        raise ValidationError(unreadable())
    rows = dict(CaseKey.objects.values_list("fingerprint", "pk"))
    halves: dict[UUID, dict[int, bytes]] = {}
    try:
        for one in given:
            halves.setdefault(UUID(one["message"]), {})[rows[one["second"]]] = read_hex(one["half"])
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise ValidationError(unreadable()) from fault
    return halves


def unreadable() -> str:
    """What is said of anything else."""
    return gettext("What was sent is not sealed in our way. Load the page again.")


def read_message(request: HttpRequest) -> tuple[str, str]:
    """Text and language of a message that a gateway hands on. Whose it is, is not looked at.

    RapidPro sends JSON with `input.text` and `contact.language`; others send `text` as JSON or as a form.
    """
    document = getattr(request, "clean_json", None)
    sent: Mapping[str, Any] = document if isinstance(document, dict) else request.POST.dict()
    inner, contact = sent.get("input"), sent.get("contact")
    words = [inner.get("text")] if isinstance(inner, dict) else [sent[name] for name in WORDS_IN if name in sent]
    spoken = contact.get("language") if isinstance(contact, dict) else sent.get("language")
    text = next((one for one in words if isinstance(one, str)), "")
    return text.strip(), read_language(spoken)


def read_language(spoken: object) -> str:
    """The interface language of a gateway's code; French where it names none."""
    code = str(spoken or "").lower()
    return find_language(GATEWAY_LANGUAGES.get(code, code)) or USUAL_LANGUAGE
