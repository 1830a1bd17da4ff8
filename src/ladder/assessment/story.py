"""Puts a result into the words and order in which a person reads it: principle by principle, with names and dates."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from ladder.core.assessment.facts import MET, NOT_APPLICABLE, NOT_ASSESSED
from ladder.core.assessment.result import SiteResult
from ladder.core.assessment.standing import Standing
from ladder.packfiles.model import Pack
from ladder.webkit.ladders import LadderView


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a small ladder: how many of its requirements are met out of those that apply."""

    rank: int
    name: str
    is_reached: bool
    met: int
    applicable: int
    not_assessed: int


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement with its words and how it stands."""

    key: str
    title: str
    title_language: str
    level: int
    gate: str
    state: str
    grade: str
    observed_on: date | None
    valid_until: date | None
    in_grace: bool
    is_failed: bool
    remark: str


@dataclass(frozen=True, slots=True)
class SmallLadder:
    """One principle: the level reached, its rungs from the bottom, and what keeps it from the next."""

    principle: str
    name: str
    name_language: str
    level: int
    level_name: str
    rungs: tuple[Rung, ...]
    holds: tuple[Line, ...]
    lines: tuple[Line, ...]
    view: LadderView


@dataclass(frozen=True, slots=True)
class Story:
    """A result ready to be read. `holds` are the principles that keep the site's level where it is."""

    result: SiteResult
    level_name: str
    next_level_name: str
    ladders: tuple[SmallLadder, ...]
    lowest: tuple[SmallLadder, ...]
    failed_gates: tuple[Line, ...]
    steps: tuple[Line, ...]
    lapses_next: Line | None
    is_known: bool


def tell(result: SiteResult, pack: Pack, language: str, *, steps: int = 3) -> Story:
    """The story of a result in a language; `steps` is how many next steps it names."""
    names = {level.rank: pack.say("levels", level.key, "name", language) for level in pack.levels}
    lines = {key: line_of(standing, pack, language, remarks_of(result)) for key, standing in result.standings.items()}
    ladders = tuple(ladder_of_principle(result, pack, language, names, lines, p.number, p.key) for p in pack.principles)
    lowest = min((ladder.level for ladder in ladders), default=0)
    return Story(
        result=result, level_name=names.get(result.site_level, ""),
        next_level_name=names.get(result.next_level.level, "") if result.next_level else "", ladders=ladders,
        lowest=tuple(ladder for ladder in ladders if ladder.level == lowest),
        failed_gates=tuple(lines[gate.requirement] for gate in result.gates if gate.failed_on),
        steps=tuple(lines[one.requirement] for one in result.open[:steps]),
        lapses_next=lines[result.lapses_next.requirement] if result.lapses_next else None,
        is_known=any(standing.state != NOT_ASSESSED for standing in result.standings.values()),
    )  # fmt: skip


def remarks_of(result: SiteResult) -> dict[str, str]:
    """Remark codes by requirement."""
    return {remark.requirement: remark.code for remark in result.remarks}


def line_of(standing: Standing, pack: Pack, language: str, remarks: dict[str, str]) -> Line:
    """One requirement with its title."""
    requirement = standing.requirement
    title = pack.read("requirements", requirement.key, "title", language)
    return Line(
        requirement.key, title.text, title.language, requirement.level, requirement.gate, standing.state,
        standing.grade or "", standing.observed_on, standing.valid_until, standing.in_grace,
        standing.failed_on is not None, remarks.get(requirement.key, ""),
    )  # fmt: skip


def ladder_of_principle(  # noqa: PLR0913, PLR0917 - all that it needs
    result: SiteResult, pack: Pack, language: str, names: dict[int, str], lines: dict[str, Line], number: int, key: str
) -> SmallLadder:
    """One small ladder."""
    principle = str(number)
    mine = [lines[k] for k, standing in result.standings.items() if standing.requirement.principle == principle]
    reached, name = result.levels[principle], pack.read("principles", key, "name", language)
    held = [hold.requirement for hold in result.holds_back if hold.principle == principle]
    return SmallLadder(
        principle=principle, name=name.text, name_language=name.language, level=reached,
        level_name=names.get(reached, ""),
        rungs=tuple(rung_of(rank, names[rank], mine, is_reached=rank <= reached) for rank in sorted(names)),
        holds=tuple(lines[one] for one in held if one), lines=tuple(mine),
        view=view_of(name.text, reached, names, mine, f"#principle-{principle}"),
    )  # fmt: skip


def view_of(name: str, reached: int, names: dict[int, str], lines: list[Line], url: str) -> LadderView:
    """How the ladder is drawn; a principle nobody looked at is unknown, not zero."""
    if all(line.state == NOT_ASSESSED for line in lines):
        return LadderView(name, None, len(names), url=url)
    above = [line for line in lines if line.level == reached + 1 and line.state != NOT_APPLICABLE]
    counts = {"met": sum(line.state == MET for line in above), "all": len(above)}
    note = gettext("%(met)d of %(all)d met for the next step") % counts if above else ""
    return LadderView(name, reached, len(names), names.get(reached, ""), note, url)


def rung_of(rank: int, name: str, lines: Iterable[Line], *, is_reached: bool) -> Rung:
    """One rung with its counts."""
    counts = Counter(line.state for line in lines if line.level == rank)
    applicable = sum(counts.values()) - counts[NOT_APPLICABLE]
    return Rung(rank, name, is_reached, counts[MET], applicable, counts[NOT_ASSESSED])
