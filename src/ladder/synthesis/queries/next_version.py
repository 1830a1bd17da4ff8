"""The version that came after the one a round was about."""

from ladder.catalogue.models import FrameworkVersion


def next_version_of(version: FrameworkVersion, *, with_drafts: bool) -> FrameworkVersion | None:
    """The first later version of the same framework that this reader may see."""
    later = FrameworkVersion.objects.filter(framework=version.framework_id, position__gt=version.position)
    shown = later if with_drafts else later.exclude(status=FrameworkVersion.Status.DRAFT)
    return shown.order_by("position").first()
