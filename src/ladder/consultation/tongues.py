"""Languages that people write in: those of the product, and others of the region, each under its own name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OTHER = "und"  # the international code for a language that is not determined
SPOKEN: tuple[tuple[str, str | Promise], ...] = (
    ("fr", "Français"),
    ("sw", "Kiswahili"),
    ("en", "English"),
    ("zh", "中文"),
    ("bem", "Ichibemba"),
    ("kg", "Kikongo"),
    ("lu", "Kiluba"),
    ("lua", "Tshiluba"),
    ("ln", "Lingala"),
    ("lun", "Chilunda"),
    ("nl", "Nederlands"),
    ("de", "Deutsch"),
    ("pt", "Português"),
    (OTHER, _("Another language")),
)
