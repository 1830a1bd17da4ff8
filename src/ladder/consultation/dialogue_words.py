"""Words of online dialogues: languages under their own names, places of clocks in the reader's language."""

from django.utils.translation import gettext_lazy as _

OTHER = "und"
# Languages that people of the field speak, under their own names.
SPOKEN = {
    "en": "English",
    "fr": "Français",
    "zh": "中文",
    "sw": "Kiswahili",
    "ln": "Lingála",
    "lua": "Tshilubà",
    "lub": "Kiluba",
    "bem": "Ichibemba",
    "kg": "Kikongo",
    "nl": "Nederlands",
    "de": "Deutsch",
    "pt": "Português",
    "es": "Español",
    "ja": "日本語",
    "ko": "한국어",
}
CITY_NAMES = {
    "kinshasa": _("Kinshasa"),
    "lubumbashi": _("Lubumbashi"),
    "beijing": _("Beijing"),
    "brussels": _("Brussels"),
    "new_york": _("New York"),
}


def language_choices() -> list[tuple[str, object]]:
    """Every language that can be named, and another one."""
    return [*SPOKEN.items(), (OTHER, _("another language"))]


def name_of(code: str) -> str:
    """A language under its own name; the code where it is not one of ours."""
    return str(_("another language")) if code == OTHER else SPOKEN.get(code, code)


def name_of_place(key: str) -> str:
    """A place in the reader's language; a zone that the reader chose by its last part."""
    return str(CITY_NAMES[key]) if key in CITY_NAMES else key.rpartition("/")[2].replace("_", " ")
