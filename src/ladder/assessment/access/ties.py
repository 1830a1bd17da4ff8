"""Who is tied to which site, by their own latest declaration: they decide nothing there and open no gate."""

from ladder.accounts.models import User
from ladder.assessment.models import IndependenceDeclaration
from ladder.core.assessment.independence import is_in_conflict
from ladder.registry.models import Site


def tied_sites(user: User) -> list[int]:
    """Sites, by primary key, to which a person's latest declaration names a tie. One query."""
    latest: dict[int, list[str]] = {}
    told = IndependenceDeclaration.objects.filter(person=user).order_by("pk").values_list("site_id", "ties")
    latest.update(told)
    return [site for site, ties in latest.items() if is_in_conflict(ties)]


def is_tied(user: User, site: Site) -> bool:
    """Whether a person's latest declaration names a tie to a site."""
    told = IndependenceDeclaration.objects.filter(person=user, site=site).order_by("-pk").first()
    return told is not None and is_in_conflict(told.ties)
