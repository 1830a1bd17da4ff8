"""In how many gatherings of each kind a requirement was spoken about: events, not people."""

from collections import Counter
from collections.abc import Mapping

from ladder.consultation.models import Contribution, Gathering, Round, RoundItem

SEALED, CANCELLED = Gathering.Status.SEALED, Gathering.Status.CANCELLED
INTERVIEW = Gathering.Kind.INTERVIEW  # one person: its number is not told


def gatherings_by_item(consultation: Round) -> dict[str, dict[str, int]]:
    """By requirement and kind, of sealed records and without interviews, as a release tells it."""
    rows = Contribution.objects.filter(round=consultation, gathering__status=SEALED, item__isnull=False)
    told = rows.exclude(gathering__kind=INTERVIEW).values_list("item__key", "gathering__kind", "gathering_id")
    counts: dict[str, Counter[str]] = {}
    for item, kind, _ in told.distinct():
        counts.setdefault(item, Counter())[kind] += 1
    return {item: dict(sorted(kinds.items())) for item, kinds in sorted(counts.items())}


def gatherings_so_far(item: RoundItem) -> Mapping[str, int]:
    """By kind how many gatherings said something on a requirement, for those who prepare and decide."""
    held = Gathering.objects.filter(contributions__item=item).exclude(status=CANCELLED).distinct()
    return dict(sorted(Counter(held.values_list("kind", flat=True)).items()))
