"""What every page of one site needs."""

from urllib.parse import urlencode

from django.http import HttpRequest

from ladder.assessment import access
from ladder.assessment.access.review import may_review
from ladder.assessment.forms import DayForm
from ladder.assessment.reading import Look
from ladder.assessment.story import Story, tell
from ladder.assessment.words import GRADE_WORDS, REMARK_WORDS, STATUS_SENTENCES, UNSEEN_SENTENCE, UNSEEN_THEN_SENTENCE
from ladder.catalogue.queries import pack_of
from ladder.core.assessment.result import SiteResult
from ladder.webkit.languages import pack_language


def read_story(look: Look, result: SiteResult) -> Story:
    """A result in the reader's language."""
    return tell(result, pack_of(look.version), pack_language())


def context_of(request: HttpRequest, look: Look, story: Story | None = None) -> dict[str, object]:
    """Site, day and version, what this reader may do, and the figures of a story."""
    return {
        **(figures_of(look, story) if story else {}),
        "look": look,
        "site": look.site,
        "story": story,
        "look_query": urlencode({"on": look.day, "version": look.version.address}),
        "day_form": DayForm({"on": look.day}),
        "remark_words": REMARK_WORDS,
        "sees_reasons": access.may_see_reasons(request.user, look.site),
        "may_record": access.may_record(request.user, look.site),
        "may_decide": access.may_decide(request.user, look.site),
        "may_review": may_review(request.user, look.site),
    }


def figures_of(look: Look, story: Story) -> dict[str, object]:
    """Numbers of a story as the page shows them: shares in whole percent."""
    result = story.result
    unseen = UNSEEN_SENTENCE if look.is_today else UNSEEN_THEN_SENTENCE
    outlook, share = result.next_level, result.share_b_or_better
    return {
        "views": [ladder.view for ladder in story.ladders],
        "shown_level": result.site_level if story.is_known else None,
        "status_sentence": STATUS_SENTENCES[result.status] if story.is_known else unseen,
        "bar": {"low": percent(outlook.low), "high": percent(outlook.high)} if outlook else {},
        "share_b": None if share is None else percent(share),
        "grade_word": GRADE_WORDS.get(result.grade or "", ""),
    }


def percent(share: float | None) -> int:
    """A share in whole percent, rounded down so that it never says all where something is missing."""
    return int((share or 0) * 100)
