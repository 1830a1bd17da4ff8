"""Copies of pictures for people to see, and originals for reviewers. Copies are made anew each time, in some 50 ms."""

from contextlib import closing

from ladder.assessment.evidence_queries import blurred_by, blurred_elsewhere
from ladder.assessment.images.looking import make_copy
from ladder.assessment.media_types import IMAGES
from ladder.assessment.models import Evidence, StoredFile
from ladder.assessment.storage import Damaged, evidence_store


def copy_to_show(evidence: Evidence, *, is_all_blurred: bool) -> bytes | None:
    """A JPEG without metadata, no larger than a screen; None for what is no image or cannot be read."""
    if evidence.file is None or evidence.file.media_type not in IMAGES:
        return None
    content = original_of(evidence.file)
    if content is None:
        return None
    blurred = blurred_by(evidence) + blurred_elsewhere(evidence)
    return make_copy(content, blurred=blurred, is_all_blurred=is_all_blurred)


def original_of(file: StoredFile) -> bytes | None:
    """The bytes as they came, or None where the store cannot give them back whole."""
    try:
        with closing(evidence_store().open(file.sha256)) as stream:
            return stream.read()
    except (FileNotFoundError, Damaged):
        return None
