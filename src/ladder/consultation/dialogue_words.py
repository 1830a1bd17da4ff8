"""Words of online dialogues: places of clocks in the reader's language."""

from django.utils.translation import gettext_lazy as _

CITY_NAMES = {
    "kinshasa": _("Kinshasa"),
    "lubumbashi": _("Lubumbashi"),
    "beijing": _("Beijing"),
    "brussels": _("Brussels"),
    "new_york": _("New York"),
}


def name_of_place(key: str) -> str:
    """A place in the reader's language; a zone that the reader chose by its last part."""
    return str(CITY_NAMES[key]) if key in CITY_NAMES else key.rpartition("/")[2].replace("_", " ")
