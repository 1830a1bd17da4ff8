"""Languages that people of the field speak and write: those of the product, and others, each under its own name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OTHER = "und"  # the international code for a language that is not determined
NAMED = {
    "fr": "Français",
    "sw": "Kiswahili",
    "en": "English",
    "zh": "中文",
    "bem": "Ichibemba",
    "kg": "Kikongo",
    "lu": "Kiluba",
    "lua": "Tshiluba",
    "ln": "Lingala",
    "lun": "Chilunda",
    "nl": "Nederlands",
    "de": "Deutsch",
    "pt": "Português",
    "es": "Español",
    "ja": "日本語",
    "ko": "한국어",
}
ANOTHER = _("Another language")
SPOKEN: tuple[tuple[str, str | Promise], ...] = (*NAMED.items(), (OTHER, ANOTHER))


def name_of(code: str) -> str:
    """A language under its own name; the code where it is not one of ours."""
    return str(ANOTHER) if code == OTHER else NAMED.get(code, code)
