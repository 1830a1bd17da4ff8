"""Random small frameworks with words in every language, as strategies."""

from hypothesis import strategies as st

from ladder.core.catalogue.ladder import CAP, NO_GATE, STOP, Ladder, Requirement
from ladder.core.field.forms.content import Asked, VisitContent
from ladder.core.field.forms.rows import LANGUAGES
from ladder.field.form_words import form_words

PRINCIPLES = ("1", "2", "3")
LEVELS = (1, 2, 3)
CONDITIONS = ("underground work", "washing")


def in_all(text: str) -> dict[str, str]:
    """A text that says its language."""
    return {code: f"{text} in {code}" for code in LANGUAGES}


@st.composite
def requirements(draw) -> Requirement:
    gate = draw(st.sampled_from([NO_GATE, NO_GATE, NO_GATE, CAP, STOP]))
    condition = draw(st.sampled_from([None, None, *CONDITIONS])) if gate != STOP else None
    return Requirement("?", draw(st.sampled_from(PRINCIPLES)), draw(st.sampled_from(LEVELS)), gate, condition)


@st.composite
def contents(draw) -> VisitContent:
    """A framework of up to 14 requirements, and a form for one of its levels."""
    drawn = draw(st.lists(requirements(), min_size=1, max_size=14))
    named = [
        Requirement(
            f"P{each.principle}-L{each.level}-{place:02}", each.principle, each.level, each.gate, each.condition
        )
        for place, each in enumerate(drawn, 1)
    ]
    full = {(each.principle, each.level) for each in named}
    bare = [(principle, level) for principle in PRINCIPLES for level in LEVELS if (principle, level) not in full]
    empty = frozenset(draw(st.lists(st.sampled_from(bare), unique=True))) if bare else frozenset()
    ladder = Ladder(PRINCIPLES, LEVELS, tuple(named), empty_cells=empty, cap_without_plan=draw(st.sampled_from([1, 2])))
    return content_of(ladder, draw(st.sampled_from(LEVELS)), tuple(draw(st.permutations(PRINCIPLES))))


def content_of(ladder: Ladder, target: int, walk: tuple[str, ...]) -> VisitContent:
    asked = {
        each.key: Asked(in_all(f"title {each.key}"), in_all(f"text {each.key}"), in_all("evidence"), ("D", "I", "M"))
        for each in ladder.requirements
    }
    return VisitContent(
        form_id="visit_small_1",
        titles=in_all("Visit"),
        ladder=ladder,
        target_level=target,
        walk=walk,
        asked=asked,
        principles={each: in_all(f"principle {each}") for each in ladder.principles},
        levels={each: in_all(f"level {each}") for each in ladder.levels},
        conditions={each: in_all(f"is there {each}") for each in CONDITIONS},
        methods={each: in_all(f"method {each}") for each in "DIMO"},
        words=form_words(),
        notice=in_all("illustrative"),
    )
