"""What a body is founded from, and what must be right about it before it is stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from ladder.consultation.services.refusals import refuse_all
from ladder.consultation.wording import text_languages, trimmed
from ladder.governance.models import Body
from ladder.registry.models import Organisation, Site
from ladder.webkit.text import is_clean

OF_PAGES = frozenset({"new", "documents"})  # words that stand in the place of a body's address
LONGEST_ADDRESS, LONGEST_SIGN = 60, 8
LONGEST_NAME = 120
LONGEST_TEXT = 4_000
MOST_SEATS = 60
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ChamberPlan:
    """A side of a body: a key that stays, and its names by language."""

    key: str
    names: Texts


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """A seat: its names by language, and the key of its chamber; without a chamber it is an observer's.

    It may be reserved for an organisation of the registry, for one that is not there yet (words by language), or for a
    stakeholder group (its key).
    """

    names: Texts
    chamber: str = ""
    reserved_for: Organisation | None = None
    reserved_words: Texts = field(default_factory=dict)
    reserved_group: str = ""


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """A body with its chambers, seats and first rules. Its seats open on `opens_on`; it may stand from then on.

    `powers` are kinds of effects; `deciding` and `composition` are documents of `core.governance`.
    """

    address: str
    kind: str
    sign: str
    names: Texts
    opens_on: date
    purposes: Texts = field(default_factory=dict)
    powers: tuple[str, ...] = ()
    chambers: tuple[ChamberPlan, ...] = ()
    seats: tuple[SeatPlan, ...] = ()
    deciding: Mapping[str, Any] = field(default_factory=dict)
    composition: Sequence[Mapping[str, Any]] = ()
    site: Site | None = None
    organisation: Organisation | None = None


def check_plan(plan: BodyPlan) -> None:
    """Refuse a plan that no body can be founded from.

    Raises:
        ValidationError: with every fault, each under its field.
    """
    refuse_all((*faults_of_address(plan), *faults_of_words(plan), *faults_of_place(plan), *faults_of_chambers(plan)))


def faults_of_address(plan: BodyPlan) -> Iterator[tuple[str, str]]:
    """What is wrong with the address and the sign."""
    if not is_slug(plan.address) or len(plan.address) > LONGEST_ADDRESS:
        yield "address", _("Write the address with up to 60 letters, digits, hyphens and underscores.")
    if plan.address in OF_PAGES:
        yield "address", _("“%(address)s” is the address of another page. Choose another.") % {"address": plan.address}
    if not plan.sign.isascii() or not plan.sign.isalnum() or len(plan.sign) > LONGEST_SIGN:
        yield "sign", _("Write the sign with one to eight letters or digits: it begins the number of every decision.")


def faults_of_words(plan: BodyPlan) -> Iterator[tuple[str, str]]:
    """A kind that there is not, no name at all, names too long, languages that are not ours."""
    if plan.kind not in Body.Kind.values:
        yield "kind", _("Choose a kind of body from the list.")
    yield from faults_of_names("names", plan.names)
    yield from faults_of_texts("purposes", plan.purposes)


def faults_of_names(where: str, names: Texts) -> Iterator[tuple[str, str]]:
    """No name in any language, or one that is too long."""
    if not trimmed(names):
        yield where, _("Write a name in at least one language.")
    if any(len(name) > LONGEST_NAME for name in names.values()):
        yield where, _("A name has at most %(most)s signs. Shorten it.") % {"most": LONGEST_NAME}
    yield from faults_of_texts(where, names)


def faults_of_texts(where: str, texts: Texts) -> Iterator[tuple[str, str]]:
    """Texts in languages that are not ours, too long, or with signs that no database keeps."""
    for language, text in texts.items():
        if language not in text_languages():
            yield where, _("“%(language)s” is not a language of this place.") % {"language": language}
        if len(text) > LONGEST_TEXT or not is_clean(text):
            yield where, _("Write at most %(most)s signs, without control signs.") % {"most": LONGEST_TEXT}


def faults_of_place(plan: BodyPlan) -> Iterator[tuple[str, str]]:
    """A site committee without a site, another body with one, a partner without its organisation."""
    if (plan.kind == Body.Kind.SITE) != (plan.site is not None):
        yield "site", _("Name the site of a site committee. No other body belongs to a site.")
    if plan.kind == Body.Kind.PARTNER and plan.organisation is None:
        yield "organisation", _("Name the organisation that is the implementing partner.")


def faults_of_chambers(plan: BodyPlan) -> Iterator[tuple[str, str]]:
    """Chambers that are named twice, seats in none of them, too many seats."""
    keys = [chamber.key for chamber in plan.chambers]
    if len(set(keys)) < len(keys) or not all(is_slug(key) for key in keys):
        yield "chambers", _("Give every chamber a short name of its own, with letters, digits and hyphens.")
    for chamber in plan.chambers:
        yield from faults_of_names("chambers", chamber.names)
    if len(plan.seats) > MOST_SEATS:
        yield "seats", _("A body has at most %(most)s seats.") % {"most": MOST_SEATS}
    for seat in plan.seats:
        yield from faults_of_seat(seat, keys)


def faults_of_seat(seat: SeatPlan, chambers: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A seat without a name, in a chamber that there is not, or reserved for two."""
    yield from faults_of_names("names", seat.names)
    yield from faults_of_texts("reserved_words", seat.reserved_words)
    if seat.chamber and seat.chamber not in chambers:
        yield "chamber", _("This body has no chamber “%(chamber)s”.") % {"chamber": seat.chamber}
    if seat.reserved_group and (seat.reserved_for is not None or trimmed(seat.reserved_words)):
        yield "reserved_group", _("Reserve a seat for one organisation or for one group, not for both.")


def is_slug(text: str) -> bool:
    """Whether a text may stand in an address."""
    try:
        validate_slug(text)
    except ValidationError:
        return False
    return True
