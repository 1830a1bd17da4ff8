"""Copied contributions of a round, for the secretariat's page and as figures for the report; nobody loses weight."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ladder.consultation.models import Contribution, Participant, Round
from ladder.core.consultation.copies import Cluster, Said, find_copies
from ladder.core.consultation.patterns import Cohort, Voice, find_cohorts

KNOWN = frozenset(Participant.Channel.values) - {Participant.Channel.OPEN_LINK.value}
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class CopiedText:
    """One text that several sent: how many, in how many wordings, by channel and by group, and one of the wordings."""

    contributions: int
    wordings: int
    voices: int
    channels: Counts
    example: str
    language: str


@dataclass(frozen=True, slots=True)
class LikeVoices:
    """Voices with nearly the same answers: how many, and by channel."""

    voices: int
    channels: Counts


@dataclass(frozen=True, slots=True)
class CopyFigures:
    """What the report says: texts and how many are distinct; voices and how many of them answered alike."""

    texts: int
    distinct: int
    voices: int
    alike: int
    copied: tuple[CopiedText, ...]
    cohorts: tuple[LikeVoices, ...]


def find_copied(in_round: Round) -> CopyFigures:
    """Everything in a round that was copied, in two queries."""
    rows = list(Contribution.objects.filter(round=in_round, superseded_by=None, gathering=None).exclude(text=""))
    by_number = {str(row.number): row for row in rows}
    copies = find_copies(Said(number, row.text) for number, row in by_number.items())
    voices = list_voices(in_round)
    channel_of = {voice.key: channel for voice, channel in voices}
    cohorts = find_cohorts([voice for voice, _channel in voices], Contribution.Position.values)
    return CopyFigures(
        texts=copies.texts,
        distinct=copies.distinct,
        voices=len(voices),
        alike=sum(len(cohort.members) for cohort in cohorts),
        copied=tuple(show_cluster(cluster, by_number) for cluster in copies.clusters),
        cohorts=tuple(show_cohort(cohort, channel_of) for cohort in cohorts),
    )


def list_voices(in_round: Round) -> list[tuple[Voice, str]]:
    """Everybody who took positions alone, with the channel."""
    rows = Contribution.objects.filter(
        round=in_round, kind=Contribution.Kind.POSITION, superseded_by=None, participant__isnull=False, gathering=None
    )
    fields = ("participant__public_id", "participant__channel", "item__key", "position")
    answers: dict[str, dict[str, str]] = {}
    channels: dict[str, str] = {}
    for public_id, channel, key, position in rows.values_list(*fields):
        answers.setdefault(str(public_id), {})[key] = position
        channels[str(public_id)] = channel
    return [(Voice(key, said, channels[key] in KNOWN), channels[key]) for key, said in sorted(answers.items())]


def show_cluster(cluster: Cluster, rows: dict[str, Contribution]) -> CopiedText:
    """A copied text as the page shows it."""
    members = [rows[number] for number in cluster.members]
    example = min(members, key=lambda row: (row.text, str(row.number)))
    return CopiedText(
        contributions=len(members),
        wordings=cluster.wordings,
        voices=len({row.participant_id or row.pk for row in members}),
        channels=count(row.channel for row in members),
        example=example.text,
        language=example.language,
    )


def show_cohort(cohort: Cohort, channel_of: dict[str, str]) -> LikeVoices:
    """A cohort as the page shows it: never who."""
    return LikeVoices(len(cohort.members), count(channel_of[key] for key in cohort.members))


def count(channels: Iterable[str]) -> Counts:
    """How often each channel stands there, by its name, the most frequent first."""
    names = {**dict(Participant.Channel.choices), **dict(Contribution.Channel.choices)}
    found = Counter(channels)
    return tuple(
        (str(names.get(key, key)), number) for key, number in sorted(found.items(), key=lambda one: (-one[1], one[0]))
    )
