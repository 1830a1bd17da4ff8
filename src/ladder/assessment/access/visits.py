"""As whom a person looks at a site on a day: the kind of their visit, and whether they declared to be independent."""

from datetime import date

from ladder.accounts.models import User
from ladder.assessment.access.sites import Reader
from ladder.assessment.models import Assessment, IndependenceDeclaration
from ladder.core.assessment.independence import kind_of_assessor
from ladder.registry import access as registry_access
from ladder.registry.models import Mandate, Site, SiteOperator


def kind_of_visit(user: Reader, site: Site, on: date) -> str:
    """Kind of a visit: self, second, third or monitoring; empty for somebody who may not hand in anything here.

    Whoever acts for an organisation that runs the site, in whatever role, speaks of itself. An assessor who declared no
    tie to the site is a third party; one with a tie, or who declared nothing that still holds, is a second party.
    """
    if not isinstance(user, User):
        return ""
    if registry_access.runs(user, site, on):
        return Assessment.Kind.SELF.value
    if assesses(user, site, on):
        told = declaration_on(user, site, on)
        return kind_of_assessor(told.ties if told else None)
    if works_on(user, site, SiteOperator.Part.MONITOR, Mandate.Role.MONITOR, on):
        return Assessment.Kind.MONITORING.value
    return ""


def works_on(user: User, site: Site, part: str, role: str, on: date) -> bool:
    """Whether one of a person's organisations plays this part at a site on a day."""
    return registry_access.works_on(user, site, part, role, on)


def assesses(user: User, site: Site, on: date) -> bool:
    """Whether a person may assess a site on a day: the secretariat, and assigned assessors."""
    is_secretariat = Mandate.Role.SECRETARIAT in registry_access.roles_of(user, on)
    return is_secretariat or works_on(user, site, SiteOperator.Part.ASSESSOR, Mandate.Role.ASSESSOR, on)


def declaration_on(user: User, site: Site, on: date) -> IndependenceDeclaration | None:
    """What a person last declared about a site, where it holds on a day. One query."""
    told = IndependenceDeclaration.objects.filter(person=user, site=site, declared_on__lte=on).order_by("-pk").first()
    return told if told and told.ends_on >= on else None


def is_independent(user: User, site: Site, on: date) -> bool:
    """Whether a person declared, and it still holds, that nothing ties them to the site."""
    told = declaration_on(user, site, on)
    return kind_of_assessor(told.ties if told else None) == Assessment.Kind.THIRD
