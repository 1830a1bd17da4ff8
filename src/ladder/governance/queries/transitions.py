"""Until when a site may still be assessed under a version that another one followed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ladder.catalogue.models import FrameworkVersion
from ladder.governance.models import NextVersion


@dataclass(frozen=True, slots=True)
class Transition:
    """From one version to the one that followed it by decision.

    `until` is the last day on which an assessment under the older version is accepted; None where no end was decided.
    `words` say by language what holds until then.
    """

    older: FrameworkVersion
    newer: FrameworkVersion
    starts_on: date | None
    until: date | None
    words: Mapping[str, str]

    def accepts(self, on: date) -> bool:
        """Whether an assessment under the older version is still accepted on a day."""
        return self.until is None or on <= self.until


def transition_of(version: FrameworkVersion) -> Transition | None:
    """The way on from a version; None as long as no version was published by decision after it. One query."""
    rows = NextVersion.objects.filter(base=version, state=NextVersion.State.PUBLISHED, draft__isnull=False)
    found = rows.select_related("draft").order_by("-pk").first()
    if found is None or found.draft is None:
        return None
    return Transition(version, found.draft, found.effective_from, found.transition_until, found.transition_words)


def transition_to(version: FrameworkVersion) -> Transition | None:
    """The way to a version from the one before it; None where it was not published by decision. One query."""
    rows = NextVersion.objects.filter(draft=version, state=NextVersion.State.PUBLISHED).select_related("base")
    found = rows.order_by("-pk").first()
    if found is None:
        return None
    return Transition(found.base, version, found.effective_from, found.transition_until, found.transition_words)


def accepted_among(versions: Sequence[FrameworkVersion], on: date) -> list[FrameworkVersion]:
    """Those of these versions under which a site may be assessed on a day; see `Transition.accepts`. One query."""
    rows = NextVersion.objects.filter(base__in=versions, state=NextVersion.State.PUBLISHED, draft__isnull=False)
    until = dict(rows.order_by("pk").values_list("base_id", "transition_until"))  # the last decision holds
    return [one for one in versions if (end := until.get(one.pk)) is None or on <= end]
