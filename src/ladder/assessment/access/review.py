"""Who reviews what was found, who reads a second time, who answers for a site and who decides an appeal.

Nobody reviews their own hand-in, what is found at a site that they run or are tied to, or an appeal against what they
made or reviewed. Foreign objects answer 404.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from ladder.accounts.models import User
from ladder.assessment.access.sites import Reader, may_decide, may_look_from_outside
from ladder.assessment.access.ties import is_tied, tied_sites
from ladder.assessment.access.visits import kind_of_visit
from ladder.assessment.models import Appeal, Assessment, Determination, IndependenceDeclaration, Review, SecondReading
from ladder.registry import access as registry_access
from ladder.registry.models import Mandate, Site, SiteOperator

Role, Part = Mandate.Role, SiteOperator.Part


def may_review(user: Reader, site: Site) -> bool:
    """Whether a person reviews what is found at a site: the secretariat and its assessors, without a tie to it."""
    return may_decide(user, site)


def require_reviewer(user: Reader) -> User:
    """The person, or 404 for everybody who reviews nowhere."""
    if not isinstance(user, User) or not registry_access.has_role(user, Role.SECRETARIAT, Role.ASSESSOR):
        raise Http404
    return user


def sites_where(user: Reader, part: str, *roles: str) -> QuerySet[Site]:
    """Sites at which one of the organisations that a person acts for (in these roles) plays a part today."""
    day = timezone.localdate()
    parts = SiteOperator.objects.filter(
        organisation__in=registry_access.organisation_keys(user, *roles), part=part, starts_on__lte=day
    )
    return Site.objects.filter(pk__in=parts.filter(Q(ends_on=None) | Q(ends_on__gte=day)).values("site"))


def reviewable_sites(user: User) -> QuerySet[Site]:
    """Every site at which `may_review` holds."""
    found = Site.objects.all()
    if not registry_access.is_secretariat(user):
        found = sites_where(user, Part.ASSESSOR, Role.ASSESSOR)
    operated = sites_where(user, Part.OPERATOR)
    return found.exclude(pk__in=operated.values("pk")).exclude(pk__in=tied_sites(user))


def get_hand_in_or_404(user: Reader, public_id: UUID) -> tuple[User, Assessment]:
    """The person and a hand-in that they may review, or handed in themselves at a site that they still work on."""
    rows = Assessment.objects.select_related("site", "version__framework", "organisation", "created_by")
    found = rows.filter(public_id=public_id).first()
    if found is None or not isinstance(user, User):
        raise Http404
    is_own = found.created_by_id == user.pk and kind_of_visit(user, found.site, timezone.localdate()) != ""
    if not is_own and not may_review(user, found.site):
        raise Http404
    return user, found


def is_maker(user: User, assessment: Assessment) -> bool:
    """Whether a person handed this in, or recorded any of it."""
    return assessment.created_by_id == user.pk or assessment.determinations.filter(recorded_by=user).exists()


def organisations_behind(assessment: Assessment) -> frozenset[int]:
    """Organisations of the maker of a hand-in by primary key; empty where none is known.

    Those of the day on which it was recorded and of today: the day of the visit is what the maker says it was.
    """
    named = {assessment.organisation_id} if assessment.organisation_id else set()
    maker, days = assessment.created_by, (assessment.created_at.date(), timezone.localdate())
    held = {key for day in days for _, key in registry_access.mandates_of(maker, day)} if maker else set()
    return frozenset(named | held)


def is_of_another_house(user: User, assessment: Assessment) -> bool:
    """Whether none of a person's organisations is one behind a hand-in; not where it is not known which are."""
    behind = organisations_behind(assessment)
    return bool(behind) and behind.isdisjoint(registry_access.organisation_keys(user))


def has_reviewed(user: User, assessments: Iterable[int]) -> bool:
    """Whether a person reviewed or second-read any of these hand-ins (by primary key)."""
    keys = list(assessments)
    return (
        Review.objects.filter(assessment__in=keys, reviewed_by=user).exists()
        or SecondReading.objects.filter(determination__assessment__in=keys, read_by=user).exists()
    )


def find_finding(public_id: UUID) -> Determination | None:
    """A finding with what its pages show."""
    rows = Determination.objects.select_related(
        "site", "version__framework", "requirement", "assessment__created_by", "withdrawal"
    )
    return rows.filter(public_id=public_id).first()


def get_own_finding_or_404(user: Reader, public_id: UUID) -> tuple[User, Determination]:
    """The person and a finding at a site that they run."""
    found = find_finding(public_id)
    if found is None or not isinstance(user, User) or not registry_access.is_operator_of(user, found.site):
        raise Http404
    return user, found


def may_hear_appeals(user: Reader, site: Site) -> bool:
    """Whether a person may decide on appeals at a site: its reviewers, and the technical committee without a tie."""
    if not isinstance(user, User) or registry_access.runs(user, site):
        return False
    is_committee = registry_access.has_role(user, Role.COMMITTEE)
    return may_review(user, site) or (is_committee and not is_tied(user, site))


def hears_appeals(user: Reader) -> bool:
    """Whether appeals of whatever site come to this person: where no tie forbids it."""
    return isinstance(user, User) and registry_access.has_role(user, Role.SECRETARIAT, Role.COMMITTEE)


def appeals_for(user: Reader) -> QuerySet[Appeal]:
    """Appeals that a person may read: of the sites that they run, review, or hear appeals of; 404 for others."""
    if not isinstance(user, User):
        raise Http404
    if hears_appeals(user):
        own = sites_where(user, Part.OPERATOR).values("pk")
        return Appeal.objects.exclude(determination__site__in=tied_sites(user)).exclude(determination__site__in=own)
    if not registry_access.has_role(user, Role.ASSESSOR, Role.OPERATOR):
        raise Http404
    reviewed = reviewable_sites(user).values("pk")
    operated = sites_where(user, Part.OPERATOR, Role.OPERATOR).values("pk")
    return Appeal.objects.filter(Q(determination__site__in=reviewed) | Q(determination__site__in=operated))


def get_appeal_or_404(user: Reader, public_id: UUID) -> tuple[User, Appeal]:
    """The person and an appeal that they may read."""
    rows = appeals_for(user).select_related(
        "determination__site", "determination__version__framework", "determination__requirement",
        "determination__assessment__created_by", "determination__withdrawal", "organisation", "decision",
    )  # fmt: skip
    found = rows.filter(public_id=public_id).first()
    if found is None or not isinstance(user, User):
        raise Http404
    return user, found


def get_site_to_declare_or_404(user: Reader, public_id: UUID) -> tuple[User, Site]:
    """The person and a site that they look at from outside, tied to it or not."""
    site = registry_access.get_site_or_404(user, public_id)
    if not isinstance(user, User) or not may_look_from_outside(user, site):
        raise Http404
    return user, site


def latest_declaration(user: User, site: Site) -> IndependenceDeclaration | None:
    """What a person last declared about a site, whether it still holds or not. One query."""
    return IndependenceDeclaration.objects.filter(person=user, site=site).order_by("-pk").first()


def declarations_at(user: User, site: Site) -> list[IndependenceDeclaration]:
    """What everybody last declared about a site, for the secretariat; nothing for others. One query."""
    if not registry_access.is_secretariat(user):
        return []
    rows = IndependenceDeclaration.objects.filter(site=site).select_related("person", "organisation").order_by("pk")
    return list({row.person_id: row for row in rows}.values())
