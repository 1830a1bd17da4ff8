"""Says public news of a site in the reader's language, for pages, feeds, mails and webhooks alike."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext

from ladder.assessment.models import Alert
from ladder.core.assessment.news import LAPSES_SOON, LEVEL_CHANGED
from ladder.registry.models import Site
from ladder.webkit.shapes import STATUS_WORDS


def say_title(alert: Alert, site: Site) -> str:
    """One line."""
    detail = alert.detail
    if alert.kind == LEVEL_CHANGED:
        sentence = gettext("%(site)s: level %(level)d, %(status)s")
    elif alert.kind == LAPSES_SOON:
        sentence = gettext("%(site)s: something will have run out on %(day)s")
    else:
        sentence = gettext("%(site)s: an answer to a shut gate is overdue")
    level, status = detail.get("level", 0), word_of(detail.get("status"))
    name = " ".join(site.name.split())  # it becomes the subject of a mail, which is one line
    return sentence % {"site": name, "level": level, "status": status, "day": day_of(alert)}


def say_sentence(alert: Alert) -> str:
    """What changed, and what it was before."""
    detail = alert.detail
    values = {
        "version": detail.get("version", ""), "level": detail.get("level", 0), "was": detail.get("was_level", 0),
        "status": word_of(detail.get("status")), "was_status": word_of(detail.get("was_status")), "day": day_of(alert),
    }  # fmt: skip
    if alert.kind == LEVEL_CHANGED:
        sentence = gettext(
            "Under version %(version)s the level is now %(level)d (%(status)s). Before it was %(was)d (%(was_status)s)."
        )
    elif alert.kind == LAPSES_SOON:
        sentence = gettext(
            "If nothing new is recorded, what is judged under version %(version)s changes on %(day)s: the level, the "
            "status, or what they rest on."
        )
    else:
        sentence = gettext(
            "A gate of version %(version)s is shut (%(status)s), and something that was due for it has not been done."
        )
    return sentence % values


def word_of(status: object) -> str:
    """The word of a status."""
    return str(STATUS_WORDS.get(str(status), status or ""))


def day_of(alert: Alert) -> str:
    """The day on which something runs out, as the reader writes days; empty where none is named."""
    told = alert.detail.get("changes_on")
    return date_format(date.fromisoformat(told)) if told else ""


def page_of(site: Site, base: str = "") -> str:
    """The whole address of a site's level, for readers who are elsewhere."""
    return (base or public_base()) + reverse("assessment:site", args=[site.public_id])


def public_base() -> str:
    """How our addresses begin, seen from outside: `LADDER_PUBLIC_URL`, else the first host that we answer to."""
    if settings.PUBLIC_URL:
        return str(settings.PUBLIC_URL)
    scheme = "https" if settings.IS_BEHIND_TLS else "http"
    return f"{scheme}://{next(iter(settings.ALLOWED_HOSTS), 'localhost').lstrip('*.') or 'localhost'}"
