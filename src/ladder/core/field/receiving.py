"""What is done with a filled-in form that arrives, given what is stored (the table in docs/methods/submissions.md).

Nothing that is stored is ever overwritten. The same again changes nothing; what was missing is added; what contradicts
is refused, and kept beside for a person. A flag never refuses.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from ladder.core.field.instance import Instance
from ladder.core.field.visits import day_that_counts, read_visit

NEW, MORE, SAME = 201, 201, 202
UNREADABLE, NOT_THEIRS, UNKNOWN, CONFLICT = 400, 403, 404, 409
WITHDRAWN = "withdrawn"
UNKNOWN_VERSION, END_BEFORE_START = "unknown_version", "end_before_start"


@dataclass(frozen=True, slots=True)
class FileFact:
    """A file of a stored submission. `sha256` is empty until it is here; an inherited one came with an earlier copy."""

    sha256: str = ""
    is_named: bool = True
    is_inherited: bool = False


@dataclass(frozen=True, slots=True)
class Stored:
    """A submission that is here. `person` is the key of who handed it in."""

    xml_sha256: str
    form_id: str
    person: int | None = None
    files: Mapping[str, FileFact] = field(default_factory=dict)
    is_replaced: bool = False
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class FormFact:
    """What is known of the form that a submission names."""

    is_known: bool
    is_version_known: bool = True
    is_open: bool = True
    is_theirs: bool = True
    made_on: date | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came: the form as read, the digest of its bytes, and the files beside it by name.

    `doubled` are files that came under a name which the same arrival gives to other bytes as well; `is_exported`: it
    comes from the export of another server.
    """

    instance: Instance
    xml_sha256: str
    person: int | None
    files: Mapping[str, str]
    received_on: date
    doubled: Mapping[str, str] = field(default_factory=dict)
    is_exported: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer, and what is to be written.

    `is_new`: a submission is made. `files`: names and digests to add, `inherited` those of them that come from the copy
    it corrects. `contradicting`: files that came under a name whose other bytes stay.
    """

    status: int
    message: str
    is_new: bool = False
    flags: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    inherited: Mapping[str, str] = field(default_factory=dict)
    contradicting: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        """Whether the phone is told that it was not taken."""
        return self.status >= UNREADABLE


def decide(arrival: Arrival, *, known: Stored | None, form: FormFact, corrected: Stored | None) -> Decision:
    """The table's answer.

    Args:
        arrival: what came.
        known: the stored submission of the same instance id.
        form: the form it names.
        corrected: the stored submission that it says it corrects.
    """
    decision = decide_known(arrival, known) if known is not None else decide_new(arrival, form, corrected)
    if arrival.doubled and not decision.is_refused:
        return replace(decision, status=CONFLICT, message="other_file", contradicting=arrival.doubled)
    return decision


def decide_new(arrival: Arrival, form: FormFact, corrected: Stored | None) -> Decision:
    """The answer where the instance id was never seen."""
    refusal = refuse_form(form) or refuse_correction(arrival, corrected)
    if refusal is not None:
        return refusal
    inherited = inherit(arrival, corrected) if corrected is not None else {}
    return Decision(
        NEW, "received", is_new=True, flags=flags_of(arrival, form), files=dict(arrival.files), inherited=inherited
    )


def decide_known(arrival: Arrival, known: Stored) -> Decision:
    """The answer where the instance id is here already. Nobody adds to, or learns of, what somebody else handed in."""
    if known.person != arrival.person or known.xml_sha256 != arrival.xml_sha256:
        return Decision(CONFLICT, "other_content")
    if known.is_withdrawn:
        return Decision(CONFLICT, "was_withdrawn")
    added, contradicting = sort_files(arrival.files, known.files)
    if contradicting:
        return Decision(CONFLICT, "other_file", files=added, contradicting=contradicting)
    return Decision(MORE, "received", files=added) if added else Decision(SAME, "known")


def sort_files(files: Mapping[str, str], known: Mapping[str, FileFact]) -> tuple[dict[str, str], dict[str, str]]:
    """Files that are to be added, and files that contradict what is here; the same again is neither.

    A file of its own takes the place of one that was only inherited under the same name.
    """
    added, contradicting = {}, {}
    for name, sha256 in files.items():
        fact = known.get(name, FileFact())
        if not fact.sha256 or (fact.is_inherited and fact.sha256 != sha256):
            added[name] = sha256
        elif fact.sha256 != sha256:
            contradicting[name] = sha256
    return added, contradicting


def refuse_form(form: FormFact) -> Decision | None:
    """Why nothing new may be handed in on this form."""
    if not form.is_known:
        return Decision(UNKNOWN, "unknown_form")
    if not form.is_theirs:
        return Decision(NOT_THEIRS, "not_your_form")
    return None if form.is_open else Decision(CONFLICT, "form_closed")


def refuse_correction(arrival: Arrival, corrected: Stored | None) -> Decision | None:
    """Why this cannot correct what it says it corrects. Somebody else's submission is as good as unknown."""
    instance = arrival.instance
    if not instance.deprecated_id:
        return None
    if instance.deprecated_id == instance.instance_id:
        return Decision(UNREADABLE, "corrects_itself")
    if corrected is None or corrected.person != arrival.person:
        return Decision(UNKNOWN, "corrects_unknown")
    if corrected.is_withdrawn:
        return Decision(CONFLICT, "was_withdrawn")
    if corrected.is_replaced:
        return Decision(CONFLICT, "already_corrected")
    return Decision(CONFLICT, "corrects_other_form") if corrected.form_id != instance.form_id else None


def inherit(arrival: Arrival, corrected: Stored) -> dict[str, str]:
    """Files that a correction names, did not bring, and finds with the copy that it corrects."""
    return {
        name: corrected.files[name].sha256
        for name in arrival.instance.named_files
        if name not in arrival.files and name in corrected.files and corrected.files[name].sha256
    }


def inherit_late(added: Mapping[str, str], later: Mapping[str, FileFact]) -> dict[str, str]:
    """Files that came to an earlier copy and that its correction names and has none of its own of.

    What it inherited from a still earlier copy gives way: the nearest copy's own file counts, whatever came first.
    """
    return {
        name: sha256
        for name, sha256 in added.items()
        if name in later and later[name].is_named and may_inherit(later[name], sha256)
    }


def may_inherit(fact: FileFact, sha256: str) -> bool:
    """Whether a place is empty, or held by other bytes that were only inherited."""
    return not fact.sha256 or (fact.is_inherited and fact.sha256 != sha256)


def is_whole(files: Iterable[FileFact]) -> bool:
    """Whether every file that the form names is here."""
    return all(fact.sha256 for fact in files if fact.is_named)


def flags_of(arrival: Arrival, form: FormFact) -> tuple[str, ...]:
    """What a person should know: an unknown version of the form, a clock that cannot be right. Never a refusal."""
    visit = read_visit(arrival.instance, is_exported=arrival.is_exported)
    flags = set(day_that_counts(visit, received_on=arrival.received_on, made_on=form.made_on).flags)
    if not form.is_version_known:
        flags.add(UNKNOWN_VERSION)
    if is_turned(visit.started_at, visit.ended_at):
        flags.add(END_BEFORE_START)
    return tuple(sorted(flags))


def is_turned(started_at: datetime | None, ended_at: datetime | None) -> bool:
    """Whether a form was closed before it was opened."""
    return started_at is not None and ended_at is not None and ended_at < started_at
