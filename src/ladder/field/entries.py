"""Turns what a form says into what is recorded by rule `field-answers/1`: determinations, their grade and evidence."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext, override

from ladder.assessment.entries import DeterminationEntry, EvidenceEntry, FileEntry
from ladder.core.assessment.grading import grade_of
from ladder.core.field.answers import RULE, Answer
from ladder.core.field.visits import Visit
from ladder.field.models import SubmissionFile

LONGEST_KEY = 80
PHOTO_METHOD, INTERVIEW, MEASUREMENT, DOCUMENT = "O", "I", "M", "D"


@dataclass(frozen=True, slots=True)
class Basis:
    """What every finding of one submission has in common. `files` are those that are here, by name."""

    source_key: str
    kind: str
    decided_by: str
    observed_on: date
    visit: Visit
    evidence_kinds: Mapping[str, str]
    files: Mapping[str, SubmissionFile]
    located: frozenset[str] = frozenset()
    is_exif_lost: bool = False


def source_key_of(instance_id: str) -> str:
    """The instance id as findings name it; a very long one by its digest."""
    if len(instance_id) <= LONGEST_KEY:
        return instance_id
    return f"sha256:{hashlib.sha256(instance_id.encode()).hexdigest()}"


def entry_of(answer: Answer, basis: Basis, *, is_early: bool) -> DeterminationEntry:
    """One finding. An early one rests on the form alone: no photo raises its grade, whenever the photo arrives."""
    has_located = not is_early and not basis.located.isdisjoint(answer.photos)
    return DeterminationEntry(
        requirement=answer.requirement,
        state=answer.state,
        observed_on=basis.observed_on,
        grade=grade_of(kind=basis.kind, methods=methods_of(answer), has_located_photo=has_located),
        decided_by=basis.decided_by,
        reason=answer.reason,
        evidence=() if is_early else evidence_of(answer, basis),
        source_key=basis.source_key,
        rule=RULE,
    )


def methods_of(answer: Answer) -> frozenset[str]:
    """How somebody looked: what was ticked, and what a photo, a number or people asked show by themselves."""
    shown = {
        PHOTO_METHOD: bool(answer.photos),
        MEASUREMENT: answer.measured is not None,
        INTERVIEW: bool(answer.people_asked),
    }
    return frozenset(answer.methods) | {method for method, is_so in shown.items() if is_so}


def evidence_of(answer: Answer, basis: Basis) -> tuple[EvidenceEntry, ...]:
    """Photos that are here, and one piece for each other way of looking, in the order of their methods."""
    kind = basis.evidence_kinds.get(answer.requirement, "")
    photos = [photo_of(basis.files[name], kind, basis) for name in answer.photos if name in basis.files]
    others = [
        EvidenceEntry(kind, title_of(method, answer), method, basis.observed_on)
        for method in sorted(methods_of(answer))
        if method != PHOTO_METHOD or not answer.photos
    ]
    return (*photos, *others)


def photo_of(file: SubmissionFile, kind: str, basis: Basis) -> EvidenceEntry:
    """A photo, with where and when the form says that it was taken."""
    with override(settings.LANGUAGE_CODE):
        title = gettext("Photo from the visit")
    entry = file_entry(file, basis.visit, is_exif_lost=basis.is_exif_lost)
    return EvidenceEntry(kind, title, PHOTO_METHOD, basis.observed_on, file=entry)


def file_entry(file: SubmissionFile, visit: Visit, *, is_exif_lost: bool) -> FileEntry:
    """The bytes of a file and what the form says of its visit: a form knows no moment of a single photo."""
    place, started, ended = visit.place, visit.started_at, visit.ended_at
    return FileEntry(
        sha256=file.sha256,
        size_bytes=file.size_bytes or 0,
        name=file.name,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        accuracy_m=place.accuracy_m if place else None,
        visit_started_at=started.isoformat() if started else None,
        visit_ended_at=ended.isoformat() if ended else None,
        is_exif_lost=is_exif_lost,
    )


def title_of(method: str, answer: Answer) -> str:
    """What a piece without a file is called; always in the house's own language, so that it is the same again."""
    with override(settings.LANGUAGE_CODE):
        if method == MEASUREMENT and answer.measured is not None:
            return gettext("Measured on the visit: %(number)s") % {"number": f"{answer.measured:g}"}
        if method == INTERVIEW and answer.people_asked:
            return gettext("People asked on the visit: %(number)s") % {"number": answer.people_asked}
        titles = {
            DOCUMENT: gettext("Document seen on the visit"),
            INTERVIEW: gettext("Interviews on the visit"),
            MEASUREMENT: gettext("Measurement on the visit"),
        }
        return titles.get(method, gettext("Seen on the visit"))
