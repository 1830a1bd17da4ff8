"""A form that was made here and put on another server maps back without anybody's hand, however the export is made."""

import pytest

from ladder.core.field.exports import map_columns
from ladder.field.outlines import outline_of
from ladder.field.services.forms import make_visit_form
from tests.field.starter_forms import DAY, publish_starter

MARKS = ["_uuid", "_id"]


@pytest.fixture
def outline(db):
    return outline_of(make_visit_form(version=publish_starter(), target_level=2, actor=None, on=DAY))


def headings_in(outline):
    """Every manner in which the two servers name columns."""
    asked = outline.asked
    yield "kobo", [each.path for each in asked]
    yield "central", [each.path.replace("/", "-") for each in asked]
    yield "last names", [each.name for each in asked]
    for language in ("en", "fr", "sw", "zh"):
        words = [each.label.get(language) or each.name for each in asked]
        yield f"words in {language}", words
        groups = ["/".join(group.get(language, "") for group in each.groups) for each in asked]
        yield (
            f"words with groups in {language}",
            [f"{group}/{word}" if group else word for group, word in zip(groups, words, strict=True)],
        )


def test_every_column_leads_to_its_own_question(outline):
    assert set(outline.languages) == {"en", "fr", "sw", "zh"}
    for manner, headings in headings_in(outline):
        mapped = map_columns([*headings, *MARKS], outline)
        wrong = [each for each in mapped.columns if each.path and outline.asked[each.number].path != each.path]
        assert (manner, mapped.unknown, wrong, mapped.answered) == (manner, (), [], len(outline.asked))
