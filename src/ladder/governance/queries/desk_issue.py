"""One issue beside the table: the current text, proposed changes word by word, the comments, and its trace."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from ladder.accounts.models import User
from ladder.catalogue.queries import pack_of
from ladder.catalogue.words import Piece, compare_words
from ladder.consultation.models import Contribution, Gathering, Round, Withdrawal
from ladder.governance.access import tenures_in_force
from ladder.governance.models import Body, Disposition, Issue, IssueEvent, IssueMember, Resolution, Seat
from ladder.packfiles.model import Pack, Reading
from ladder.registry.models import Mandate
from ladder.synthesis.queries.remarks import Remark, remark_of, with_words
from ladder.webkit.languages import pack_language

FIELDS = ("title", "text", "evidence")
LEAST_SHARED = 0.3  # below this share of common words a comparison hides more than it shows
MOST_PROPOSALS = 6
MOST_REUSED = 5
UNDOABLE = (IssueEvent.Kind.MERGED, IssueEvent.Kind.SPLIT, IssueEvent.Kind.MOVED)


@dataclass(frozen=True, slots=True)
class Voiced:
    """One comment of an issue: what is read of it, its type, and the part of its words that is about the issue."""

    remark: Remark
    comment_type: str
    part: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A wording that was proposed. `pieces` compare it with the text it is for; none where they share too little.

    `label` says how far it can be relied on where it is a translation: a key of `words.TRANSLATION_WORDS`.
    """

    language: str
    text: str
    pieces: tuple[Piece, ...]
    comments: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a requirement as they stand in the version of the round."""

    title: Reading
    text: Reading
    evidence: Reading


def wording_of(round_: Round, key: str) -> Wording:
    """The current text of a requirement in the reader's language."""
    pack, language = pack_of(round_.version), pack_language()
    return Wording(*(pack.read("requirements", key, field, language) for field in FIELDS))


def members_of(issue: Issue) -> QuerySet[IssueMember]:
    """The comments of an issue that stand: comments before reasons, then by chance."""
    rows = IssueMember.objects.filter(issue=issue, contribution__superseded_by=None)
    return rows.order_by("contribution__kind", "pk")


def voiced(members: Iterable[IssueMember]) -> list[Voiced]:
    """The comments behind rows of membership, in their order."""
    rows = list(members)
    found = with_words(Contribution.objects.filter(pk__in=[one.contribution_id for one in rows])).in_bulk()
    pairs = [(one, found[one.contribution_id]) for one in rows if one.contribution_id in found]
    return [Voiced(remark_of(row), row.comment_type, one.part) for one, row in pairs]


def proposals_of(issue: Issue) -> list[Proposed]:
    """The distinct wordings proposed in an issue, the most frequent first, in the reader's language if it is there."""
    rows = members_of(issue).exclude(contribution__proposed="").values_list("contribution_id", flat=True)
    found = with_words(Contribution.objects.filter(pk__in=list(rows)))
    pack = pack_of(issue.round.version)
    made: dict[tuple[str, str], Proposed] = {}
    for row in found.order_by("pk"):
        one = proposed_of(pack, issue.item.key if issue.item else "", remark_of(row))
        known = made.get((one.language, one.text))
        made[one.language, one.text] = replace(known, comments=known.comments + 1) if known else one
    return sorted(made.values(), key=lambda one: -one.comments)[:MOST_PROPOSALS]


def proposed_of(pack: Pack, key: str, remark: Remark) -> Proposed:
    """One wording beside the words it is for: those the comment is anchored to, else the text of the requirement."""
    language, text, label = remark.language, remark.proposed, ""
    own = next((one for one in remark.translations if one.language == pack_language() and one.proposed), None)
    if own is not None and language != own.language:
        language, text, label = own.language, own.proposed, own.label
    current = current_words(pack, key, remark, language)
    return Proposed(language, text, compare(current, text), 1, label)


def current_words(pack: Pack, key: str, remark: Remark, language: str) -> str:
    """The words that a wording is for, in its language; "" where there are none to compare."""
    if remark.about and language == remark.language:
        return remark.about
    if not key or language not in pack.languages:
        return ""
    reading = pack.read("requirements", key, "text", language)
    return reading.text if reading.language == language else ""


def compare(current: str, text: str) -> tuple[Piece, ...]:
    """The two word by word, where they share enough to be compared."""
    pieces = compare_words(current, text) if current else ()
    shared = sum(len(one.text.strip()) for one in pieces if one.kind == "same")
    return pieces if shared >= LEAST_SHARED * len(text.strip()) else ()


def events_of(issue: Issue) -> QuerySet[IssueEvent]:
    """What happened to an issue, or to another with it; the last first."""
    rows = IssueEvent.objects.filter(Q(issue=issue) | Q(other=issue)).select_related("issue", "other", "undone_by")
    return rows.order_by("-pk")


def last_undoable(issue: Issue) -> IssueEvent | None:
    """The last merge, split or move that an issue took part in and that was not taken back."""
    return next((one for one in events_of(issue)[:50] if may_undo(one)), None)


def may_undo(event: IssueEvent) -> bool:
    """Whether a step is of a kind that can be taken back and was not."""
    return event.kind in UNDOABLE and not hasattr(event, "undone_by")


def is_outgrown(issue: Issue) -> bool:
    """Whether comments came to an issue after its answer was drafted: then the answer is to be read again."""
    if not hasattr(issue, "resolution"):
        return False
    kinds = (IssueEvent.Kind.ADDED, IssueEvent.Kind.MERGED, IssueEvent.Kind.MOVED)
    came = IssueEvent.objects.filter(Q(other=issue) | Q(issue=issue, kind=IssueEvent.Kind.ADDED), kind__in=kinds)
    drafted = issue.events.filter(kind=IssueEvent.Kind.DRAFTED).order_by("-pk").values_list("pk", flat=True).first()
    return came.filter(undone_by=None, pk__gt=drafted or 0).exists()


def reusable_reasons(round_: Round, reader: User, but: Issue) -> list[Resolution]:
    """The last answers with a reason at this desk, the reader's own first, each reason once."""
    rows = Resolution.objects.filter(issue__round=round_).exclude(reasons={}).exclude(issue=but)
    rows = rows.exclude(disposition=Disposition.DUPLICATE).select_related("issue").order_by("-drafted_at", "-pk")
    last = sorted(rows[: MOST_REUSED * 8], key=lambda one: one.drafted_by_id != reader.pk)
    distinct: dict[str, Resolution] = {}
    for one in last:
        distinct.setdefault(f"{one.disposition}{sorted(one.reasons.items())}", one)
    return list(distinct.values())[:MOST_REUSED]


def hearing_mark(round_: Round) -> tuple[object, ...]:
    """Changes whenever what is weighed of a round changes: contributions are only ever added, or leave a mark."""
    return (
        round_.pk,
        round_.rules_digest,
        Contribution.objects.filter(round=round_).count(),
        Withdrawal.objects.filter(round=round_).count(),
        Gathering.objects.filter(round=round_, status=Gathering.Status.SEALED).count(),
    )


def answer_of(round_: Round, number: int) -> Resolution | None:
    """The draft answer to an issue of a round, by its number."""
    rows = Resolution.objects.filter(issue__round=round_, issue__number=number)
    return rows.select_related("duplicate_of").first()


def list_workers(on: date) -> list[User]:
    """Whoever may see to an issue on a day: the technical committee and the secretariat, by name."""
    seats = tenures_in_force(on).filter(seat__body__kind=Body.Kind.TECHNICAL, seat__kind=Seat.Kind.VOTING)
    keepers = Mandate.objects.filter(role=Mandate.Role.SECRETARIAT, starts_on__lte=on)
    keepers = keepers.filter(Q(ends_on=None) | Q(ends_on__gte=on))
    known = Q(pk__in=seats.values("holder")) | Q(pk__in=seats.values("alternate")) | Q(pk__in=keepers.values("user"))
    return list(User.objects.filter(known, is_active=True).order_by("username"))
