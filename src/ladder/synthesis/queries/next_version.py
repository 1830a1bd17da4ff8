"""The version that came after the one a round was about."""

from ladder.catalogue.models import FrameworkVersion
from ladder.consultation.models import Round
from ladder.consultation.queries.placements import list_later_versions


def next_version_of(consultation: Round, *, with_drafts: bool) -> FrameworkVersion | None:
    """The first later version of the same framework that this reader may see."""
    later = list_later_versions(consultation)
    return next((one for one in later if with_drafts or one.status != FrameworkVersion.Status.DRAFT), None)
