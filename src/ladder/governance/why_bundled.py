"""Why comments share an answer, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ladder.core.governance.bundling import ALONE, NEARLY, SAME, SUPPORT

WHY_BUNDLED: dict[str, Promise] = {
    ALONE: _("a comment for itself"),
    SAME: _("the same words"),
    NEARLY: _("nearly the same words: read each before you answer them together"),
    SUPPORT: _("reasons to support the requirement as written"),
    "replaces": _("takes the place of a comment that its author changed"),
}
