"""Takes findings from submissions by rule `field-answers/1`: each in one transaction, once, whichever came first.

Gates that are not met are taken from the form alone as soon as it is here; the rest once all files are, or after
`LONGEST_WAIT` without them. What cannot be taken is set aside with a reason and hinders no other.
"""

import logging
import time
from contextlib import suppress
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from ladder.assessment.services.evidence_files import keep_file, look_at_image
from ladder.assessment.storage import Kept
from ladder.audit.services import record
from ladder.core.field.flags import WITHOUT_FILES
from ladder.field.models import Submission, SubmissionEvent, SubmissionFile
from ladder.field.services.recording import Taken, record_findings
from ladder.field.services.senders import AsideError

logger = logging.getLogger(__name__)
LONGEST_WAIT = timedelta(days=3)
LOCKED_WITH = ("person", "site", "field_form__version__framework", "assessment", "replaced_by")
TO_BE_TRIED_AGAIN = (OperationalError, InterfaceError, OSError)
State = Submission.State
RETRY_S, LONGEST_RETRY_S = 15.0, 3600.0
_failed: dict[int, tuple[int, float]] = {}  # submissions that a fault kept from being taken: how often, and until when


def waiting() -> QuerySet[Submission]:
    """What there is to take, oldest first: the complete, and those whose gates nobody has looked at yet."""
    untaken = Q(taken_at=None) & (
        Q(state=State.INCOMPLETE) | (Q(state=State.REPLACED) & ~Q(replaced_by__state=State.TAKEN))
    )
    return Submission.objects.filter(Q(state=State.WAITING) | untaken).order_by("pk")


def take_waiting(*, on: date, limit: int = 50) -> int:
    """Take from up to `limit` submissions; returns how many were looked at. Several processes may run it at once."""
    while True:
        paused = [key for key, (_, until) in _failed.items() if time.monotonic() < until]
        keys = list(waiting().exclude(pk__in=paused).values_list("pk", flat=True)[:limit])
        taken = sum(take_safely(key, on=on) for key in keys)
        # Where all that was looked at failed, the others have their turn: those that failed pause, and it ends
        if taken or not all(is_paused(key) for key in keys) or not keys:
            return taken


def is_paused(key: int) -> bool:
    """Whether a fault kept this one from being taken just now."""
    return key in _failed and time.monotonic() < _failed[key][1]


def take_overdue(*, on: date, limit: int = 200) -> int:
    """Take from submissions whose files have not come for `LONGEST_WAIT`, and flag them; files may still follow."""
    before = timezone.now() - LONGEST_WAIT
    late = Submission.objects.filter(state=State.INCOMPLETE, received_at__lt=before).order_by("pk")
    keys = [row.pk for row in late if WITHOUT_FILES not in row.flags][:limit]
    return sum(take_safely(key, on=on, without_files=True) for key in keys)


def take_safely(key: int, *, on: date, without_files: bool = False) -> int:
    """Take from one; 1 where something was done. What hinders sets it aside, or is tried again where it may pass by."""
    try:
        look_at_photos(key)
        is_taken = take_one(key, on=on, without_files=without_files)
        _failed.pop(key, None)
        return int(is_taken)
    except TO_BE_TRIED_AGAIN:
        logger.exception("A submission will be tried again.")
        pause(key)
    except Exception as fault:  # whatever it is, it must not keep the others waiting
        logger.exception("A submission was set aside.")
        reason = "transition_over" if isinstance(fault, ValidationError) else "failed"
        return int(set_aside(key, AsideError(reason, error=type(fault).__name__)))
    return 0


def pause(key: int) -> None:
    """Leave one alone for a while, twice as long each time."""
    times, _ = _failed.get(key, (0, 0.0))
    _failed[key] = times + 1, time.monotonic() + min(RETRY_S * 2**times, LONGEST_RETRY_S)


def look_at_photos(key: int) -> None:
    """Look at every photo that is here, outside of the transaction: what was seen once is remembered."""
    here = SubmissionFile.objects.filter(submission=key, submission__state=State.WAITING).exclude(sha256="")
    for file in here.order_by("pk"):
        with suppress(FileNotFoundError):  # it is lost: that is for the taking to say
            look_at_image(keep_file(Kept(file.sha256, file.size_bytes or 0), file.name))


@transaction.atomic
def take_one(key: int, *, on: date, without_files: bool = False) -> bool:
    """Take from one submission, and first from what it corrects; False where another process has them.

    What a correction corrects is taken first, so that it makes no difference which of them was looked at sooner.
    """
    line = lock_line(key)
    if not line or not is_due(line[-1], without_files=without_files):
        return False
    for earlier in line[:-1]:
        if is_due(earlier, without_files=False):
            take_locked(earlier, on)
    take_locked(line[-1], on, without_files=without_files)
    return True


def take_locked(submission: Submission, on: date, *, without_files: bool = False) -> None:
    """Take from one that is locked; where it cannot be taken as it is, what was written of it is undone."""
    is_whole = without_files or submission.completed_at is not None
    try:
        with transaction.atomic():
            taken = record_findings(submission, on=on, is_whole=is_whole)
    except AsideError as reason:
        put_aside(submission, reason)
    except FileNotFoundError as fault:  # a file is lost: what the form says of gates counts, the rest is for a person
        with transaction.atomic():
            record_findings(submission, on=on, is_whole=False)
        put_aside(submission, AsideError("failed", error=type(fault).__name__))
    else:
        note_taken(submission, taken, is_whole=is_whole, without_files=without_files)


def lock_line(key: int) -> list[Submission]:
    """A submission, last, and all that it corrects; nothing where anybody else has one of them at this moment."""
    roots = Submission.objects.filter(pk=key).values("root_id")
    line = Submission.objects.filter(root_id__in=roots, pk__lte=key).order_by("pk")
    rows = line.select_for_update(skip_locked=True, of=("self",)).select_related(*LOCKED_WITH)
    locked = list(rows)
    return locked if len(locked) == line.count() else []


def is_due(submission: Submission, *, without_files: bool) -> bool:
    """Whether there is something to take that was not taken before."""
    if submission.state == State.WAITING or (without_files and submission.state == State.INCOMPLETE):
        return True
    if submission.taken_at is not None:
        return False
    is_open = submission.replaced_by is not None and submission.replaced_by.state != State.TAKEN
    return submission.state == State.INCOMPLETE or (submission.state == State.REPLACED and is_open)


def note_taken(submission: Submission, taken: Taken, *, is_whole: bool, without_files: bool) -> None:
    """Write down how far it has come."""
    submission.taken_at = timezone.now()
    submission.site, submission.assessment = taken.site, taken.assessment
    more = {*taken.flags, *([WITHOUT_FILES] if without_files else [])}
    submission.flags = sorted({*submission.flags, *more})
    if is_whole and not without_files and submission.state == State.WAITING:
        submission.state = State.TAKEN
    submission.save(update_fields=["taken_at", "site", "assessment", "flags", "state"])
    step = "taken" if is_whole else "gates_taken"
    note(submission, step, dict(taken.counts))
    if taken.aside:
        put_aside(submission, taken.aside)
    # Of a sheet nothing: the log would stand whoever sent it beside the incident that it opened
    if taken.assessment is not None and any(taken.counts.values()):
        target = f"submission:{submission.public_id}"
        record(actor=submission.person, action=f"field.submission_{step}", target=target, detail=taken.counts)


@transaction.atomic
def set_aside(key: int, reason: AsideError) -> bool:
    """Set one aside in a transaction of its own, after another was undone."""
    line = lock_line(key)
    if line:
        put_aside(line[-1], reason)
    return bool(line)


def put_aside(submission: Submission, reason: AsideError) -> None:
    """A person has to look; what was replaced stays replaced, and what is not complete can still become so."""
    submission.taken_at = timezone.now()
    submission.aside_reason = reason.key
    if submission.state != State.REPLACED:
        submission.state = State.ASIDE
    submission.save(update_fields=["taken_at", "aside_reason", "state"])
    note(submission, "aside", {"reason": reason.key, **reason.detail})
    detail = {"reason": reason.key}
    record(actor=None, action="field.submission_set_aside", target=f"submission:{submission.public_id}", detail=detail)


def note(submission: Submission, kind: str, detail: dict[str, object]) -> None:
    """One line of the trace."""
    SubmissionEvent.objects.create(
        instance_id=submission.instance_id, kind=kind, detail=detail, device=submission.device, at=timezone.now()
    )
