"""Who may see and change what in the registry. Nothing is open unless a rule here says so.

Exact positions and sensitive facts are for the few who work on that very site. Regulators see the public cell like
everybody else: a map of untitled sites has led to evictions (docs/methods/coarse-places.md says why and for whom).
"""

from datetime import date
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from ladder.accounts.models import User
from ladder.audit.services import record_read
from ladder.core.registry.places import Place, coarse_place
from ladder.registry.models import Fact, Mandate, Organisation, Site, SiteOperator, Source

Reader = User | AnonymousUser
PRIVILEGED = frozenset(Mandate.Role.values) - {Mandate.Role.PUBLIC}


def mandates_of(user: Reader, on: date | None = None) -> tuple[tuple[str, int], ...]:
    """Roles and organisations (by primary key) that a person holds on a day; asked of the database once a request."""
    day = on or timezone.localdate()
    if not isinstance(user, User) or not user.is_active:
        return ()
    known: dict[date, tuple[tuple[str, int], ...]] = user.__dict__.setdefault("_mandates", {})
    if day not in known:
        held = Mandate.objects.filter(user=user, starts_on__lte=day).filter(Q(ends_on=None) | Q(ends_on__gte=day))
        known[day] = tuple(held.order_by("id").values_list("role", "organisation_id"))
    return known[day]


def forget_mandates(user: User) -> None:
    """Ask the database again: after a mandate was granted or ended within the same request."""
    user.__dict__.pop("_mandates", None)


def roles_of(user: Reader, on: date | None = None) -> frozenset[str]:
    """The roles a person holds on a day (today); everybody holds `public`."""
    return frozenset({role for role, _ in mandates_of(user, on)} | {Mandate.Role.PUBLIC.value})


def actor_of(user: Reader) -> User | None:
    """The person for the log of acts; None for a stranger."""
    return user if isinstance(user, User) else None


def has_role(user: Reader, *roles: str) -> bool:
    """Whether a person holds any of these roles today."""
    return not roles_of(user).isdisjoint(roles)


def is_privileged(user: Reader) -> bool:
    """Whether a person holds any role above public."""
    return has_role(user, *PRIVILEGED)


def is_secretariat(user: Reader) -> bool:
    """Whether a person keeps the registry."""
    return has_role(user, Mandate.Role.SECRETARIAT)


def organisations_of(user: Reader, *roles: str) -> QuerySet[Organisation]:
    """The organisations that a person acts for today (in these roles)."""
    return Organisation.objects.filter(pk__in=organisation_keys(user, *roles))


def organisation_keys(user: Reader, *roles: str) -> list[int]:
    """Primary keys of the organisations that a person acts for today (in these roles)."""
    return sorted({key for role, key in mandates_of(user) if not roles or role in roles})


def get_site_or_404(user: Reader, public_id: UUID) -> Site:
    """A site by its public id. Sites are public by name; what is protected is decided field by field."""
    del user
    site = Site.objects.select_related("source").filter(public_id=public_id).first()
    if site is None:
        raise Http404
    return site


def works_on(user: Reader, site: Site, part: str, role: str, on: date | None = None) -> bool:
    """Whether an organisation that a person acts for in this role ("": in any) plays this part on a day (today)."""
    day = on or timezone.localdate()
    keys = [key for held, key in mandates_of(user, day) if role in {"", held}]
    if not keys:
        return False
    parts = SiteOperator.objects.filter(site=site, organisation__in=keys, part=part, starts_on__lte=day)
    return parts.filter(Q(ends_on=None) | Q(ends_on__gte=day)).exists()


def is_operator_of(user: Reader, site: Site) -> bool:
    """Whether a person acts for the operator of this site."""
    return works_on(user, site, SiteOperator.Part.OPERATOR, Mandate.Role.OPERATOR)


def runs(user: Reader, site: Site, on: date | None = None) -> bool:
    """Whether a person acts, in whatever role, for an organisation that runs this site on a day (today)."""
    return works_on(user, site, SiteOperator.Part.OPERATOR, "", on)


def is_assessor_of(user: Reader, site: Site) -> bool:
    """Whether a person acts for an organisation that was assigned to assess this site."""
    return works_on(user, site, SiteOperator.Part.ASSESSOR, Mandate.Role.ASSESSOR)


def is_monitor_of(user: Reader, site: Site) -> bool:
    """Whether a person is a resident monitor for an organisation that monitors this site."""
    return works_on(user, site, SiteOperator.Part.MONITOR, Mandate.Role.MONITOR)


def may_assess(user: Reader, site: Site) -> bool:
    """Whether a person may record an assessment here: the secretariat and assigned assessors."""
    return is_secretariat(user) or is_assessor_of(user, site)


def may_edit_site(user: Reader, site: Site) -> bool:
    """Whether a person may add facts here: the secretariat, assigned assessors and the operator."""
    return may_assess(user, site) or is_operator_of(user, site)


def may_set_legal_status(user: Reader, site: Site) -> bool:
    """Whether a person may add a statement of legal status: the secretariat, and regulators for any site."""
    del site
    return has_role(user, Mandate.Role.SECRETARIAT, Mandate.Role.REGULATOR)


def may_see_exact_place(user: Reader, site: Site) -> bool:
    """Whether a person may open the exact position; each opening is logged."""
    return may_edit_site(user, site)


def may_see_sensitive(user: Reader, site: Site) -> bool:
    """Whether a person sees facts on armed groups, children and women's work: not operators, not regulators."""
    return may_assess(user, site)


def may_keep_registry(user: Reader) -> bool:
    """Whether a person may add sites and organisations and import files: the secretariat."""
    return is_secretariat(user)


def require(is_allowed: bool) -> None:  # noqa: FBT001 - the sentence reads: require(may_edit_site(user, site))
    """Answer 404 where a rule says no, so that nothing is learnt from the answer."""
    if not is_allowed:
        raise Http404


def allowed_sources(user: Reader, site: Site) -> QuerySet[Source]:
    """The sources in whose name a person may add something here; only the secretariat may name any."""
    if is_secretariat(user):
        return Source.objects.all()
    keys = [
        key
        for key, holds in (
            ("site-assessor", is_assessor_of(user, site)),
            ("operator-declaration", is_operator_of(user, site)),
            ("state-statement", has_role(user, Mandate.Role.REGULATOR)),
        )
        if holds
    ]
    return Source.objects.filter(key__in=keys)


def visible_facts(user: Reader, site: Site) -> QuerySet[Fact]:
    """The facts of a site that this reader may see."""
    facts = Fact.objects.filter(site=site)
    return facts if may_see_sensitive(user, site) else facts.filter(is_sensitive=False)


def public_place(site: Site) -> Place:
    """The place that everybody sees on every page, file and map, whoever they are."""
    return coarse_place(site.cell_5, site.province, site.territoire)


def place_for(user: Reader, site: Site) -> Place:
    """The place this reader may know. Exact only for those who work on the site, and then the log says so."""
    if not isinstance(user, User) or not may_see_exact_place(user, site):
        return public_place(site)
    record_read(actor=user, target=f"site:{site.public_id}", why="site_place")
    return Place(
        site.latitude,
        site.longitude,
        site.cell_5,
        is_exact=True,
        province=site.province,
        territoire=site.territoire,
        radius_km=None,
        polygon=site.polygon,
        village=site.village,
    )


def without_position(sites: QuerySet[Site]) -> QuerySet[Site]:
    """Sites without their exact position, for lists: what is not read cannot leak."""
    return sites.defer("latitude", "longitude", "polygon", "groupement", "village", "cell_6")
