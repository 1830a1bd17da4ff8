"""What pages of evidence show: rows of a site, and one piece with what was compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from ladder.assessment.models import Evidence, EvidenceCheck, EvidenceMark, ImageFacts
from ladder.assessment.photo_claims import claim_of, facts_of
from ladder.core.assessment.photo_flags import FLAGGED_BELOW
from ladder.core.assessment.photo_places import metres_between


def with_check(rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Evidence with `score` of its latest check, None where it has none."""
    checks = EvidenceCheck.objects.filter(evidence=OuterRef("pk")).order_by("-pk")
    return rows.annotate(score=Subquery(checks.values("score")[:1]), flags=Subquery(checks.values("flags")[:1]))


def flagged(rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Only what a person should look at."""
    return rows.filter(score__lt=FLAGGED_BELOW)  # type: ignore[misc]


def latest_check(evidence: Evidence) -> EvidenceCheck | None:
    """The check that counts."""
    return evidence.checks.order_by("-pk").first()


def blurred_by(evidence: Evidence) -> list[list[float]]:
    """The parts that the latest mark of this record blurs."""
    mark = evidence.marks.order_by("-pk").first()
    return mark.blurred if mark else []


def blurred_elsewhere(evidence: Evidence) -> list[list[float]]:
    """The parts that other records of the same bytes blur. Whoever looks after one of them takes back only its own."""
    latest = EvidenceMark.objects.filter(evidence=OuterRef("evidence")).order_by("-pk").values("pk")[:1]
    marks = EvidenceMark.objects.filter(evidence__file=evidence.file_id, pk=Subquery(latest))
    of_others = marks.exclude(evidence=evidence) if evidence.file_id else marks.none()
    return [box for blurred in of_others.order_by("pk").values_list("blurred", flat=True) for box in blurred]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared, as numbers that do not tell where the site is. None where a side is not known."""

    form_to_site_m: float | None = None
    image_to_site_m: float | None = None
    form_to_image_m: float | None = None
    accuracy_m: float | None = None
    taken_at: datetime | None = None
    is_zone_known: bool = False
    visit_starts_at: datetime | None = None
    visit_ends_at: datetime | None = None
    off_by: timedelta | None = None


def compare(evidence: Evidence, image: ImageFacts) -> Comparison:
    """Distances beyond what error explains, and the time outside of the visit."""
    claim, facts = claim_of(evidence), facts_of(image)
    apart = metres_between(claim.place, facts.place) if claim.place and facts.place else None
    off = claim.window.off_by(facts.taken_at, is_zone_known=facts.is_zone_known) if facts.taken_at else None
    return Comparison(
        claim.site.metres_off(claim.place) if claim.place else None,
        claim.site.metres_off(facts.place) if facts.place else None,
        apart, evidence.accuracy_m, facts.taken_at, facts.is_zone_known,
        evidence.visit_started_at, evidence.visit_ended_at, off,
    )  # fmt: skip


def age_in_days(evidence: Evidence, today: date) -> int:
    """Days since it was observed."""
    return (today - evidence.observed_on).days


def serious_first(keys: Sequence[str], serious: Sequence[str]) -> list[str]:
    """Flags before remarks."""
    return sorted(keys, key=lambda key: key not in serious)
