"""Who may see which piece of evidence, and how much of it.

Pictures are restricted until somebody has looked: faces, and minors, may be in them. A mark decides from then on. That
a minor is shown is a fact of the bytes: it holds wherever the same file was sent again, until the secretariat lifts it.
"""

from enum import StrEnum
from uuid import UUID

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.http import Http404

from ladder.accounts.models import User
from ladder.assessment.access.sites import Reader, may_look_from_outside
from ladder.assessment.models import Assessment, Evidence, EvidenceMark
from ladder.registry import access as registry_access
from ladder.registry.models import Site

OPEN, RESTRICTED, MINOR = Evidence.Sensitivity.values


class Sight(StrEnum):
    """How much of a picture a reader sees."""

    WHOLE = "whole"
    BLURRED = "blurred"


def with_sensitivity(rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Evidence with `counts_as`: its latest mark's sensitivity, else what it came with; minor where its bytes are."""
    marks = EvidenceMark.objects.order_by("-pk").values("sensitivity")
    own, of_bytes = marks.filter(evidence=OuterRef("pk"))[:1], marks.filter(evidence__file=OuterRef("file"))[:1]
    came_as_minor = Evidence.objects.filter(file=OuterRef("file"), sensitivity=MINOR).values("sensitivity")[:1]
    return rows.annotate(
        bytes_count_as=Coalesce(Subquery(of_bytes), Subquery(came_as_minor)),
        counts_as=Case(
            When(bytes_count_as=MINOR, then=F("bytes_count_as")), default=Coalesce(Subquery(own), F("sensitivity"))
        ),
    )


def may_review_evidence(user: Reader, site: Site) -> bool:
    """Whether this person sees flags, marks evidence and may ask for originals: its assessors and the secretariat."""
    return may_look_from_outside(user, site)


def visible_evidence(user: Reader, site: Site) -> QuerySet[Evidence]:
    """What this reader may see of a site's evidence at all; nothing for the public."""
    rows = with_sensitivity(Evidence.objects.filter(site=site))
    if may_review_evidence(user, site):
        return rows
    if not registry_access.is_privileged(user):
        return rows.none()
    allowed = Q(counts_as=OPEN)
    if registry_access.is_operator_of(user, site):
        own = Evidence.objects.filter(site=site, uses__determination__assessment__kind=Assessment.Kind.SELF)
        allowed |= Q(counts_as=RESTRICTED) & (Q(pk__in=own.values("pk")) | Q(recorded_by=user))
    return rows.filter(allowed)


def require_evidence_list(user: Reader) -> User:
    """The person, or 404 for those without a role."""
    if not isinstance(user, User) or not registry_access.is_privileged(user):
        raise Http404
    return user


def get_evidence_or_404(user: Reader, public_id: UUID) -> Evidence:
    """A piece of evidence that this reader may see, with `counts_as`; 404 for all others."""
    named = Evidence.objects.filter(public_id=public_id).select_related("site").first()
    if not isinstance(user, User) or named is None:
        raise Http404
    found = visible_evidence(user, named.site).filter(pk=named.pk).select_related("site", "file__image").first()
    if found is None:
        raise Http404
    return found


def sight_of(user: Reader, evidence: Evidence) -> Sight:
    """Minors are shown blurred to everybody but the secretariat, which holds their case."""
    is_minor = evidence.counts_as == MINOR  # type: ignore[attr-defined]
    return Sight.BLURRED if is_minor and not registry_access.is_secretariat(user) else Sight.WHOLE


def may_have_original(user: Reader, evidence: Evidence) -> bool:
    """Whether the bytes as they came may be downloaded; each time is logged."""
    return may_review_evidence(user, evidence.site) and sight_of(user, evidence) == Sight.WHOLE


def require_reviewer(user: Reader, evidence: Evidence) -> User:
    """The person, or 404 for those who may not mark this piece."""
    if not isinstance(user, User) or not may_review_evidence(user, evidence.site):
        raise Http404
    return user


def require_mark(user: Reader, evidence: Evidence, sensitivity: str) -> None:
    """Answer 404 where somebody else than the secretariat would lift the protection of a minor."""
    is_minor = evidence.counts_as == MINOR  # type: ignore[attr-defined]
    if is_minor and not registry_access.is_secretariat(user):
        registry_access.require(sensitivity == MINOR)
