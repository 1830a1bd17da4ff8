"""Who took part: people, organisations and gatherings, each counted apart and by group; three queries."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from ladder.consultation.models import Attendance, Contribution, Gathering, Participant, Round
from ladder.core.synthesis.disclosure import PeopleCount
from ladder.core.synthesis.disclosure.published import GATHERINGS, ORGANISATIONS, PEOPLE
from ladder.core.synthesis.evidence import ORGANISATION
from ladder.synthesis.queries.evidence import Evidence
from ladder.synthesis.queries.groups import Grouping

OPEN_LINK = Participant.Channel.OPEN_LINK
WOMAN, MAN, UNSAID = "woman", "man", "unsaid"
TOLD_APART = (WOMAN, MAN, UNSAID)  # whoever is so in another way is one of few: counted with those who did not say


@dataclass(frozen=True, slots=True)
class Present:
    """One person who took part otherwise than by the open link."""

    group: str
    gender: str


def present_in(consultation: Round, grouping: Grouping) -> list[Present]:
    """Everybody who took part and has a group: pseudonyms, and people counted in sealed rooms.

    A pseudonym known to have been in a room whose people were counted is one of these and not named again.
    """
    attended = read_attendance(consultation)
    rooms = {room for room, *_ in attended}
    spoke = Contribution.objects.filter(participant=OuterRef("pk"))
    people = Participant.objects.filter(Exists(spoke), round=consultation, group__isnull=False)
    persons = people.exclude(channel=OPEN_LINK).exclude(speaks_for_organisation=True)
    alone = persons.exclude(Exists(spoke.filter(gathering__in=rooms))) if rooms else persons
    found = [
        Present(grouping.key_of(group), gender if gender in TOLD_APART else UNSAID)
        for group, gender in alone.values_list("group_id", "gender")
    ]
    for _, group, women, men, unsaid in attended:
        for gender, number in ((WOMAN, women), (MAN, men), (UNSAID, unsaid)):
            found += [Present(grouping.key_of(group), gender)] * number
    return found


def read_attendance(consultation: Round) -> list[tuple[int, int, int, int, int]]:
    """Gathering, group, women, men and those who did not say, of sealed records."""
    rows = Attendance.objects.filter(gathering__round=consultation, gathering__status=Gathering.Status.SEALED)
    return list(rows.order_by("id").values_list("gathering_id", "group_id", "women", "men", "unsaid"))


def count_people(
    present: Iterable[Present], evidence: Evidence, gatherings: int, groups: Sequence[str]
) -> Counter[tuple[str, str, str]]:
    """By kind, group and gender ("" is everybody) how many took part; no other sums are made.

    None is counted too: were a number left out only where it is 0, a hidden one would tell that there is somebody.
    """
    counts: Counter[tuple[str, str, str]] = Counter(
        {(PEOPLE, group, gender): 0 for group in groups for gender in ("", *TOLD_APART)}
    )
    for one in present:
        counts[PEOPLE, one.group, ""] += 1
        counts[PEOPLE, one.group, one.gender] += 1
    speaking = {(one.participant, one.group) for one in evidence.answers if one.unit == ORGANISATION}
    if speaking:
        counts.update({(ORGANISATIONS, group, ""): 0 for group in groups})
    counts.update((ORGANISATIONS, group, "") for _, group in speaking)
    counts[GATHERINGS, "", ""] = gatherings
    return counts


def people_counts(
    counts: Mapping[tuple[str, str, str], int], earlier: Sequence[Mapping[tuple[str, str, str], int]]
) -> tuple[PeopleCount, ...]:
    """The counts with how many came or left since each earlier release: at least the difference."""
    keys = sorted({*counts, *(key for one in earlier for key in one)})
    return tuple(
        PeopleCount(*key, counts.get(key, 0), tuple(abs(counts.get(key, 0) - one.get(key, 0)) for one in earlier))
        for key in keys
    )


def count_gatherings(consultation: Round) -> int:
    """How many gatherings have a sealed record."""
    return consultation.gatherings.filter(status=Gathering.Status.SEALED).count()
