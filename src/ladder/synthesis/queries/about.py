"""What a bundle says of itself: the round, the framework, the names of groups and requirements in English."""

from datetime import date

from ladder.catalogue.queries import pack_of
from ladder.consultation.models import Round
from ladder.consultation.wording import say
from ladder.core.synthesis.release import About, Comment
from ladder.synthesis.queries.groups import grouping_of
from ladder.synthesis.queries.quotable import Quotable
from ladder.synthesis.words import name_of_groups

LANGUAGE = "en"
LICENCE = "CC-BY-4.0"
CONSENTS = {"quote_with_role": "quote_with_role", "quote_without_role": "quote", "paraphrase": "paraphrase"}


def about_release(consultation: Round, number: int, on: date) -> About:
    """What a release of a round says of itself, the same whoever makes it."""
    pack, version = pack_of(consultation.version), consultation.version
    items = consultation.items.order_by("position").values_list("key", flat=True)
    return About(
        round=consultation.address,
        number=number,
        framework=version.framework.key,
        framework_version=version.version,
        created_on=on,
        licence=LICENCE,
        attribution=say(consultation.titles, LANGUAGE),
        is_demonstration=consultation.is_demonstration,
        groups=name_of_groups(grouping_of(consultation).names, LANGUAGE),
        items={key: pack.read("requirements", key, "title", LANGUAGE).text for key in items},
    )


def with_proposed(text: str, proposed: str) -> str:
    """Words as a release keeps them: a proposed wording stands on a line of its own, after an arrow."""
    return f"{text}\n→ {proposed}".strip() if proposed else text


def comment_of(one: Quotable) -> Comment:
    """Words as the bundle keeps them."""
    return Comment(
        item=one.item,
        text=with_proposed(one.text, one.proposed),
        language=one.language,
        consent=CONSENTS[one.consent],
        role=one.role,
        province=one.province,
        week=one.week,
        gathering=one.gathering,
    )
