"""Who was heard on what so far: numbers of voices by group and requirement, never what they said."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Sum

from ladder.consultation.models import Attendance, Contribution, Gathering, Participant, Round, RoundGroup, Tally
from ladder.consultation.wording import say
from ladder.core.consultation.coverage import Frame, GroupCoverage, cover
from ladder.core.synthesis.evidence import effective_people
from ladder.core.synthesis.rules import Rules

UNCOUNTED = Participant.Channel.OPEN_LINK


@dataclass(frozen=True, slots=True)
class SpeakingGroup:
    """A group with those joined to it: one row of the results. `members` are primary keys of `RoundGroup`."""

    key: str
    name: str
    joined: tuple[str, ...]
    expected: int
    is_vulnerable: bool
    why: str
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group with its coverage, the voices heard so far, and how many of them came through organisations."""

    group: SpeakingGroup
    coverage: GroupCoverage
    people: int
    organisations: int
    in_rooms: int


def list_speaking_groups(round_: Round, language: str = "") -> list[SpeakingGroup]:
    """The groups that stand alone, each with those joined to it, in one query.

    A joined row is at risk as soon as one of its groups is.
    """
    rows = list(round_.groups.select_related("group"))
    return [speak_for(row, [one for one in rows if row.pk in {one.pk, one.heard_with_id}], language) for row in rows
            if row.heard_with_id is None]  # fmt: skip


def speak_for(row: RoundGroup, members: list[RoundGroup], language: str) -> SpeakingGroup:
    """One row of the results."""
    return SpeakingGroup(
        key=row.group.key,
        name=say(row.group.names, language),
        joined=tuple(say(one.group.names, language) for one in members if one.pk != row.pk),
        expected=sum(one.expected for one in members),
        is_vulnerable=any(one.is_vulnerable for one in members),
        why="\n".join(one.why for one in members if one.why),
        members=tuple(one.pk for one in members),
    )


def build_coverage(round_: Round, language: str = "") -> list[GroupRow]:
    """Coverage of every group, in a number of queries that does not depend on how much was said."""
    groups = list_speaking_groups(round_, language)
    rules = Rules.from_document(round_.rules)
    spoken_by = {member: group.key for group in groups for member in group.members}
    voices = count_voices(round_, spoken_by, rules)
    modules = dict(round_.items.values_list("key", "principle"))
    frames = [Frame(group.key, group.expected, group.is_vulnerable) for group in groups]
    people, organisations = count_participants(round_, spoken_by)
    in_rooms = count_attendance(round_, spoken_by)
    return [
        GroupRow(group, covered, people[group.key], organisations[group.key], in_rooms[group.key])
        for group, covered in zip(groups, cover(frames, modules, voices, rules), strict=True)
    ]


def count_voices(round_: Round, spoken_by: dict[int, str], rules: Rules) -> dict[tuple[str, str], float]:
    """Effective voices by group and requirement: positions of persons, and people counted in rooms.

    The open link counts for nothing here. Organisations are voices of their own kind and are not added to persons.
    """
    voices: dict[tuple[str, str], float] = defaultdict(float)
    positions = Contribution.objects.filter(
        round=round_, kind=Contribution.Kind.POSITION, superseded_by=None, participant__speaks_for_organisation=False
    ).exclude(participant__channel=UNCOUNTED)
    for group, item, number in positions.values_list("group", "item__key").annotate(number=Count("id")).order_by():
        if group in spoken_by:
            voices[spoken_by[group], item] += number
    for tally, item in list_tallies(round_):
        number = tally.as_written + tally.with_change + tally.cannot + tally.unclear
        if tally.group_id in spoken_by:
            weight = number if tally.is_secret else effective_people(number, rules.rho)
            voices[spoken_by[tally.group_id], item] += weight
    return voices


def list_tallies(round_: Round) -> list[tuple[Tally, str]]:
    """Counted tallies of sealed gatherings, with the requirement they are about."""
    rows = Tally.objects.filter(
        contribution__round=round_,
        contribution__superseded_by=None,
        contribution__gathering__status=Gathering.Status.SEALED,
        contribution__item__isnull=False,
        has_counts=True,
        group__isnull=False,
    ).annotate(item_key=F("contribution__item__key"))
    return [(row, row.item_key) for row in rows]


def count_participants(round_: Round, spoken_by: dict[int, str]) -> tuple[Counter[str], Counter[str]]:
    """How many persons, and how many organisations, have said something, by group; the open link is left out."""
    people: Counter[str] = Counter()
    organisations: Counter[str] = Counter()
    said = (
        Contribution.objects.filter(round=round_, participant__isnull=False, superseded_by=None)
        .exclude(participant__channel=UNCOUNTED)
        .values_list("group", "participant__speaks_for_organisation")
        .annotate(number=Count("participant", distinct=True))
        .order_by()
    )
    for group, is_organisation, number in said:
        if group in spoken_by:
            (organisations if is_organisation else people)[spoken_by[group]] += number
    return people, organisations


def count_attendance(round_: Round, spoken_by: dict[int, str]) -> Counter[str]:
    """How many people of each group were in sealed gatherings; whoever came twice counts twice."""
    counted: Counter[str] = Counter()
    rows = (
        Attendance.objects.filter(gathering__round=round_, gathering__status=Gathering.Status.SEALED)
        .values_list("group")
        .annotate(number=Sum(F("women") + F("men") + F("unsaid")))
        .order_by()
    )
    for group, number in rows:
        if group in spoken_by:
            counted[spoken_by[group]] += number
    return counted
