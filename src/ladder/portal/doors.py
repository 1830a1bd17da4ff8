"""Ways in for each kind of reader; a way to a page that does not exist is left out."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ladder.webkit.navigation import find_url


@dataclass(frozen=True, slots=True)
class Door:
    """One kind of reader and where they begin."""

    who: str | Promise
    what: str | Promise
    link: str | Promise
    icon: str
    url_name: str

    @property
    def url(self) -> str:
        """The address, or "" where no room offers it."""
        return find_url(self.url_name)


DOORS = (
    Door(_("Miners, washers, neighbours"), _("Say what you think of each requirement, and why. No account, no name."),
         _("Take part in a consultation"), "speech", "consultation:rounds"),
    Door(_("Cooperatives and operators"), _("See what is asked at each level, and what your site still needs."),
         _("Read the requirements"), "people", "catalogue:home"),
    Door(_("Assessors"), _("Record what was found, on the page or from a table, and get the level with its reasons."),
         _("Sites and levels"), "edit", "assessment:levels"),
    Door(_("Buyers and investors"), _("See where sites stand, why, and how far that can be relied on."),
         _("Find a site"), "search", "registry:sites"),
    Door(_("State services"), _("See which texts of law and which standards each requirement answers to."),
         _("Compare with other systems"), "scale", "catalogue:crosswalks"),
    Door(_("Committee and secretariat"), _("Read the document, its versions, its sources and its licence."),
         _("About the document"), "book", "catalogue:about"),
    Door(_("Anybody"), _("Short answers to the first questions."),
         _("Questions and answers"), "person", "catalogue:faq"),
)  # fmt: skip


def list_doors() -> list[Door]:
    """The ways in that exist."""
    return [door for door in DOORS if door.url]
