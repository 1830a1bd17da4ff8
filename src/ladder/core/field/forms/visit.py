"""The form of a visit: the site, stop questions first, conditions, the site's walk, the level so far."""

from collections.abc import Mapping

from ladder.core.field.forms.content import STOPS, VisitContent, condition_path, faults_of, group_of, slug
from ladder.core.field.forms.questions import YES_NO_UNKNOWN, choices_of, reason, requirement_group
from ladder.core.field.forms.rows import FIRST_LANGUAGE, LANGUAGES, Row, Sheets, Words, group
from ladder.core.field.forms.so_far import so_far_group

MAKER = "visit-form/1"
METADATA = ("start", "end", "today", "deviceid")
ACCURACY = "capture-accuracy=10 warning-accuracy=50"
SITES = "sites.csv"


def make_visit_sheets(content: VisitContent) -> Sheets:
    """The whole form.

    Raises:
        ValueError: the parts do not fit together.
        IncompleteWordsError: (by `tables`) words are missing in a language.
    """
    faults = faults_of(content)
    if faults:
        raise ValueError("; ".join(faults))
    rows = [
        *(Row(each, each) for each in METADATA),
        *visit_group(content),
        *stops_group(content),
        *conditions_group(content),
        *walk(content),
        *so_far_group(content),
    ]
    return Sheets(tuple(rows), tuple(choices_of(content)), settings_of(content), questions_of(content))


def visit_group(content: VisitContent) -> list[Row]:
    """Which site, and where the phone was."""
    return group("visit", content.words["visit"], [*notice_of(content.notice), *where(content.words)])


def where(words: Mapping[str, Words]) -> list[Row]:
    """The site, from the list of one's own, and the place. The place helps, and is never a condition."""
    return [
        Row(f"select_one_from_file {SITES}", "site", words["site"], hint=words["site_hint"],
            required="yes", required_message=words["site_required"], appearance="minimal autocomplete"),
        Row("geopoint", "place", words["place"], hint=words["place_hint"], parameters=ACCURACY),
    ]  # fmt: skip


def notice_of(notice: Words | None) -> list[Row]:
    """A note that the text is illustrative, where it is."""
    return [Row("note", "notice", notice)] if notice else []


def stops_group(content: VisitContent) -> list[Row]:
    """All stop questions on one page."""
    if not content.stops:
        return []
    rows = [Row("note", "stops_note", content.words["stops_note"])]
    for each in content.stops:
        rows += requirement_group(content, each)
    return group(STOPS, content.words["stops"], rows)


def conditions_group(content: VisitContent) -> list[Row]:
    """What there is at this site; a "no" needs what was seen, for only an evidenced one exempts."""
    rows: list[Row] = []
    for key in content.asked_conditions:
        rows += condition_rows(content, key)
    return group("conditions", content.words["conditions"], rows) if rows else []


def condition_rows(content: VisitContent, key: str) -> list[Row]:
    """One condition."""
    words, name = content.words, f"c_{slug(key)}"
    relevant = f"{condition_path(key)} = 'no'"
    return [
        Row(f"select_one {YES_NO_UNKNOWN}", name, content.conditions[key],
            required="yes", required_message=words["condition_required"]),
        reason(words["condition_seen"], words["condition_seen_hint"], relevant, content, f"{name}_seen"),
    ]  # fmt: skip


def walk(content: VisitContent) -> list[Row]:
    """Principle after principle in the order in which the site is walked."""
    rows: list[Row] = []
    for principle in content.walk:
        pages: list[Row] = []
        for each in content.walked(principle):
            pages += requirement_group(content, each)
        if pages:
            rows += group(f"p{slug(principle)}", content.principles[principle], pages, is_page=False)
    return rows


def settings_of(content: VisitContent) -> dict[str, str]:
    """Identity of the form; its version is added by who knows the whole content."""
    return {
        "form_id": content.form_id,
        "form_title": content.titles[FIRST_LANGUAGE],
        "default_language": LANGUAGES[FIRST_LANGUAGE],
        "style": "pages",
        "name": "data",
        "instance_name": "concat(instance('sites')/root/item[name = /data/visit/site]/label, ' ', /data/today)",
    }


def questions_of(content: VisitContent) -> tuple[dict[str, str], ...]:
    """Groups and what they ask about."""
    asked = [{"group": group_of(each), "requirement": each.key} for each in content.requirements]
    conditions = [{"group": f"c_{slug(key)}", "condition": key} for key in content.asked_conditions]
    return (*asked, *conditions)
