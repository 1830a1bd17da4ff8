"""Takes in what sources tell, add and take back. Words come sealed, or are sealed here before anything is stored.

No act here is written to the log of acts, whose entries carry moments and an order; a number a day is (`counting`).
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from ladder.consultation.services.traces import forget_traces
from ladder.core.grievances import cases, codes
from ladder.core.grievances.cases import Taken, after
from ladder.grievances.models import CaseStep, Grievance, Message, PairKey, Release
from ladder.grievances.queries.following import may_withdraw
from ladder.grievances.queries.ring import Ring, find_ring
from ladder.grievances.sealing import (
    BODY_BYTES,
    KEY_BYTES,
    PAIR_BYTES,
    SealedWords,
    Stretched,
    Told,
    digest_of,
    pairs_of,
    seal_to_pairs,
    stretch,
)

FIRST_NUMBER, LAST_NUMBER = 100_000, 999_999
BATCH = 100


@dataclass(frozen=True, slots=True)
class Offered:
    """What a browser sealed: where answers go, the handle of its code, and the sealed words."""

    handle: bytes
    answer_key: bytes
    words: SealedWords


def tell(*, told: Told, on: date) -> str:
    """Seal a grievance here and now, and keep it; the code of its source, which is kept nowhere.

    Raises:
        TooLongError: more words than fit.
        ValidationError: there are not enough case handlers.
    """
    code = codes.draw_code(secrets.choice)
    stretched = stretch(code)
    words = seal_to_pairs(told.write(), ready_ring().holders)
    take_in(offered=Offered(stretched.handle, stretched.answer_key, words), on=on)
    return code


@transaction.atomic
def take_in(*, offered: Offered, on: date, is_demonstration: bool = False) -> Grievance:
    """Keep a sealed grievance. The same one sent again is the same.

    Raises:
        ValidationError: it is not sealed to exactly the pairs of today, or there are not enough case handlers.
    """
    refuse_faults(offered.words, ready_ring())
    if len(offered.answer_key) != KEY_BYTES or len(offered.handle) != KEY_BYTES:
        raise ValidationError(gettext("What was sent is not sealed in our way. Load the page again."))
    digest = digest_of(offered.handle)
    known = Grievance.objects.filter(code_digest=digest).first()
    if known is not None:
        return known
    grievance = Grievance.objects.create(
        number=draw_number(), code_digest=digest, answer_key=offered.answer_key, received_on=on,
        is_demonstration=is_demonstration,
    )  # fmt: skip
    keep_words(grievance, offered.words, on)
    return grievance


@transaction.atomic
def add(*, grievance: Grievance, words: SealedWords, on: date) -> None:
    """Keep more words of the same source.

    Raises:
        ValidationError: the case is closed, or the words are not sealed to exactly the pairs of today.
    """
    locked = Grievance.objects.select_for_update().get(pk=grievance.pk)
    if locked.state in cases.FINAL:
        raise ValidationError(gettext("This is closed. Tell it as something new."))
    refuse_faults(words, ready_ring())
    keep_words(locked, words, on)
    take_step(locked, Taken(cases.ADDED), on)


def add_words(*, grievance: Grievance, told: Told, on: date) -> None:
    """Seal more words of the same source here and now, and keep them."""
    add(grievance=grievance, words=seal_to_pairs(told.write(), ready_ring().holders), on=on)


@transaction.atomic
def withdraw(*, grievance: Grievance, on: date) -> None:
    """Delete all words, what handlers wrote of them, and a release that is not published yet.

    What handlers closed is taken back as well, as long as nothing of it is published.

    Raises:
        ValidationError: it was taken back already, or it is published and closed.
    """
    locked = Grievance.objects.select_for_update().get(pk=grievance.pk)
    if not may_withdraw(locked):
        raise ValidationError(gettext("This is closed. Nothing more can be taken back."))
    transaction.on_commit(forget_traces)
    locked.messages.all().delete()
    Release.objects.filter(grievance=locked, incident=None).delete()
    locked.site, locked.kind, locked.occurred_on, locked.children, locked.is_urgent = None, "", None, None, False
    locked.save(update_fields=["site", "kind", "occurred_on", "children", "is_urgent"])
    take_step(locked, Taken(cases.WITHDRAW), on)


def find_by_code(code: str) -> tuple[Grievance | None, Stretched | None]:
    """The grievance of a code as typed, and what the code stretches to; nothing where it cannot be one."""
    plain = codes.normalise(code)
    if not codes.is_wellformed(plain):
        return None, None
    stretched = stretch(plain)
    return find_by_handle(stretched.handle), stretched


def find_by_handle(handle: bytes) -> Grievance | None:
    """The grievance of a handle."""
    return Grievance.objects.filter(code_digest=digest_of(handle)).first()


def take_step(grievance: Grievance, taken: Taken, on: date, **detail: object) -> CaseStep:
    """Add a step to a locked case and keep the state that follows."""
    place = grievance.steps.count()
    step = CaseStep.objects.create(
        grievance=grievance, place=place, kind=taken.kind, person_id=taken.person or None,
        organisation_id=taken.organisation or None, done_on=on, detail=detail,
    )  # fmt: skip
    grievance.state = after(grievance.state, taken.kind)
    grievance.save(update_fields=["state"])
    return step


def ready_ring() -> Ring:
    """The ring to seal to. Raises ValidationError where there are not enough case handlers."""
    ring = find_ring()
    if not ring.is_ready:
        raise ValidationError(gettext("Nobody can hear grievances here yet. Nothing was kept of what you wrote."))
    return ring


def refuse_faults(words: SealedWords, ring: Ring) -> None:
    """Refuse what is not sealed to exactly the pairs of the ring: words that nobody could read must not be kept."""
    wanted = {(first.key, second.key) for first, second in pairs_of(ring.holders)}
    given = [(pair.first, pair.second) for pair in words.pairs]
    is_whole = len(words.body) in BODY_BYTES and all(len(pair.sealed) == PAIR_BYTES for pair in words.pairs)
    if not is_whole or set(given) != wanted or len(given) != len(wanted):
        raise ValidationError(gettext("What was sent is not sealed in our way. Load the page again."))


def keep_words(grievance: Grievance, words: SealedWords, on: date) -> None:
    """Sealed words with the keys of all pairs. What the database's journal tells of the order of writes is emptied."""
    transaction.on_commit(forget_traces)
    message = Message.objects.create(grievance=grievance, given_on=on, sealed=words.body)
    rows: Sequence[PairKey] = [
        PairKey(message=message, first_id=pair.first, second_id=pair.second, sealed=pair.sealed) for pair in words.pairs
    ]
    PairKey.objects.bulk_create(rows, batch_size=BATCH)


def draw_number() -> int:
    """A case number that handlers say to each other; free, and by chance."""
    while True:
        number = FIRST_NUMBER + secrets.randbelow(LAST_NUMBER - FIRST_NUMBER + 1)
        if not Grievance.objects.filter(number=number).exists():
            return number
