"""The one way in for what was filled in: from phones, from the browser, and from exports of other servers.

The rules stand in `core.field.receiving`; this module looks up what they need and writes what they decide. The bytes of
files are in the evidence store, durable, before any of this begins, and nobody is answered before the commit.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ladder.accounts.models import User
from ladder.assessment.storage import evidence_store
from ladder.core.field.instance import Instance
from ladder.core.field.receiving import (
    CONFLICT,
    UNREADABLE,
    WITHDRAWN,
    Decision,
    FileFact,
    FormFact,
    Stored,
    decide,
    inherit_late,
    is_whole,
)
from ladder.field import bell
from ladder.field.acts import received_act
from ladder.field.arrivals import Answer, HandIn, IncomingFile, Sender, describe
from ladder.field.instances import Unreadable, read_instance
from ladder.field.models import Device, Submission, SubmissionEvent, SubmissionFile
from ladder.field.queries.form_versions import versions_here
from ladder.field.queries.forms import ROLES
from ladder.field.turn import turn
from ladder.field.writer import add_row, ask_once, bring_in, write
from ladder.registry.access import has_role

State = Submission.State
__all__ = ["Answer", "IncomingFile", "hand_in"]


def hand_in(
    *,
    body: bytes,
    files: Sequence[IncomingFile],
    person: User | None,
    device: Device | None,
    source: str = "openrosa",
) -> Answer:
    """Take a filled-in form, or more of its files. When this returns, what it says is committed.

    Args:
        body: the XML, byte for byte.
        files: what came beside it; a name may hold anything.
        person: who hands it in.
        device: the phone, where there is one.
        source: `openrosa`, `capture`, or the system an export is from.
    """
    try:
        with turn:
            what = describe(body, read_instance(body), files, Sender(person, device, source))
    except Unreadable as fault:
        return refuse_unreadable(fault.key, device)
    try:
        answer, decision = write(lambda: store(what))
    except IntegrityError:  # another process took the same instance id at this moment: now it is known
        answer, decision = write(lambda: store(what))
    if decision.message == "other_content":
        keep_beside(what)
    return answer


def refuse_unreadable(key: str, device: Device | None) -> Answer:
    """Note that something came which cannot be read; nothing of it is kept."""
    write(lambda: note("", "refused", UNREADABLE, {"answer": key}, device))
    return Answer(UNREADABLE, key)


def store(what: HandIn) -> tuple[Answer, Decision]:
    """Look up, decide, write; to be called inside a transaction."""
    instance = what.instance
    row, known = find_stored(instance.instance_id)
    form_key, form = (None, FormFact(is_known=False)) if known else find_form_facts(instance, what.sender.person)
    older, corrected = (None, None) if known or not instance.deprecated_id else find_stored(instance.deprecated_id)
    decision = decide(what.arrival, known=known, form=form, corrected=corrected)
    if decision.is_new:
        row = create(what, decision, form_key, older)
    elif row is not None and decision.files:
        add_files(row, decision.files, what)
    if decision.is_new or decision.files:
        transaction.on_commit(bell.ring)
    note_arrival(what, decision)
    missing = missing_files(row, instance) if row is not None and not decision.is_refused else ()
    return Answer(decision.status, decision.message, instance.instance_id, missing), decision


def find_stored(instance_id: str) -> tuple[Submission | None, Stored | None]:
    """A submission, locked until the transaction ends, and what the rules need to know of it."""
    bring_in(instance_id)
    with connection.cursor() as cursor:  # most are new: asked without the price of building a query
        cursor.execute("SELECT 1 FROM field_submission WHERE instance_id = %s", [instance_id])
        if cursor.fetchone() is None:
            return None, None
    row = Submission.objects.select_for_update().defer("xml").filter(instance_id=instance_id).first()
    return (row, facts_of(row)) if row is not None else (None, None)


def facts_of(row: Submission) -> Stored:
    """A stored submission in the words of the rules."""
    return Stored(
        xml_sha256=row.xml_sha256,
        form_id=row.form_id,
        person=row.person_id,
        files=file_facts(row),
        is_replaced=row.replaced_by_id is not None,
        is_withdrawn=row.state == State.ASIDE and row.aside_reason == WITHDRAWN,
    )


def file_facts(row: Submission) -> dict[str, FileFact]:
    """The files of a submission by name."""
    rows = SubmissionFile.objects.filter(submission=row).values_list("name", "sha256", "is_named", "is_inherited")
    return {name: FileFact(sha256, is_named, is_inherited) for name, sha256, is_named, is_inherited in rows}


def find_form_facts(instance: Instance, person: User | None) -> tuple[int | None, FormFact]:
    """The primary key of the form that a submission names, in this version, and what the rules need to know of it."""
    versions = versions_here(instance.form_id)
    exact = next((each for each in versions if each.form_version == instance.form_version), None)
    if not versions:
        return None, FormFact(is_known=False)
    return (exact.key if exact else None), FormFact(
        is_known=True,
        is_version_known=exact is not None,
        is_open=exact.is_open if exact else any(each.is_open for each in versions),
        is_theirs=may_fill_in(person, versions[0].kind),
        made_on=exact.made_on if exact else None,
    )


def may_fill_in(person: User | None, kind: str) -> bool:
    """Whether a person's role fills in forms of this kind today; nobody but an import comes without a person."""
    return person is None or ask_once(("role", person.pk, kind), lambda: has_role(person, *ROLES[kind]))


def create(what: HandIn, decision: Decision, form: int | None, older: Submission | None) -> Submission:
    """A new submission with its files; what it corrects is replaced by it and stays as it is."""
    instance, facts = what.instance, planned_files(what, decision)
    whole = is_whole(facts.values())
    row = Submission(
        instance_id=instance.instance_id,
        root_id=older.root_id if older else instance.instance_id,
        deprecated_id=instance.deprecated_id,
        form_id=instance.form_id,
        form_version=instance.form_version,
        field_form_id=form,
        person_id=what.arrival.person,
        device_id=what.sender.device.pk if what.sender.device else None,
        xml=what.body,
        xml_sha256=what.arrival.xml_sha256,
        state=State.WAITING if whole else State.INCOMPLETE,
        flags=list(decision.flags),
        source=what.sender.source,
        received_at=what.at,
        completed_at=what.at if whole else None,
    )
    if facts or older is not None:
        row.save(force_insert=True)
        add_what_points_to(row, facts, older, what, decision)
    else:
        add_row(row, key=instance.instance_id)
    add_row(received_act(row, what))
    return row


def add_what_points_to(
    row: Submission, facts: Mapping[str, FileFact], older: Submission | None, what: HandIn, decision: Decision
) -> None:
    """The files of a new submission, and from the one that it corrects the way to it."""
    sizes = {**what.sizes, **(sizes_of(older) if older and decision.inherited else {})}
    SubmissionFile.objects.bulk_create([make_file(row, name, fact, sizes, what.at) for name, fact in facts.items()])
    if older is not None:
        older.state, older.replaced_by = State.REPLACED, row
        older.save(update_fields=["state", "replaced_by"])


def planned_files(what: HandIn, decision: Decision) -> dict[str, FileFact]:
    """Every file of a new submission: named ones, whether here or not, and those that came unnamed."""
    named = set(what.instance.named_files)
    facts = {name: FileFact() for name in sorted(named)}
    facts.update({name: FileFact(sha256, is_inherited=True) for name, sha256 in decision.inherited.items()})
    facts.update({name: FileFact(sha256, is_named=name in named) for name, sha256 in decision.files.items()})
    return facts


def make_file(
    row: Submission, name: str, fact: FileFact, sizes: Mapping[str, int], at: datetime
) -> SubmissionFile:  # fmt: skip
    """The row of one file, here or awaited."""
    return SubmissionFile(
        submission=row,
        name=name,
        is_named=fact.is_named,
        is_inherited=fact.is_inherited,
        sha256=fact.sha256,
        size_bytes=sizes.get(fact.sha256),
        received_at=at if fact.sha256 else None,
    )


def sizes_of(row: Submission) -> dict[str, int]:
    """Lengths of the files of a submission by their digest."""
    here = SubmissionFile.objects.filter(submission=row).exclude(sha256="")
    return {sha256: size or 0 for sha256, size in here.values_list("sha256", "size_bytes")}


def add_files(row: Submission, files: Mapping[str, str], what: HandIn, *, is_inherited: bool = False) -> None:
    """Add files to a submission, and to its correction where that names them and still lacks them."""
    for name, sha256 in files.items():
        came = {
            "sha256": sha256,
            "size_bytes": what.sizes.get(sha256),
            "received_at": what.at,
            "is_inherited": is_inherited,
        }
        SubmissionFile.objects.update_or_create(
            submission=row, name=name, defaults=came, create_defaults={**came, "is_named": False}
        )
    settle_state(row, files, what.at)
    if row.replaced_by_id is not None:
        later = Submission.objects.select_for_update().defer("xml").get(pk=row.replaced_by_id)
        late = inherit_late(files, file_facts(later))
        if late:
            add_files(later, late, what, is_inherited=True)


def settle_state(row: Submission, files: Iterable[str], at: datetime) -> None:
    """Complete once every named file is here; findings are then taken (again), and safety has to be shown anew."""
    facts = file_facts(row)
    is_other = any(facts[name].is_named for name in files)
    if is_whole(facts.values()) and is_other:
        row.completed_at = row.completed_at or at
        row.state = State.WAITING if row.state in {State.INCOMPLETE, State.TAKEN} else row.state
    row.safe_at = None
    row.save(update_fields=["completed_at", "state", "safe_at"])


def missing_files(row: Submission, instance: Instance) -> tuple[str, ...]:
    """Names of the files that the form names and that are not here."""
    if not instance.named_files:
        return ()
    missing = SubmissionFile.objects.filter(submission=row, is_named=True, sha256="")
    return tuple(missing.order_by("name").values_list("name", flat=True))


def note_arrival(what: HandIn, decision: Decision) -> None:
    """What came and what was answered, with digests of what contradicts: those bytes stay in the evidence store."""
    kinds = (("received", decision.is_new), ("refused", decision.is_refused), ("files", bool(decision.files)))
    kind = next((kind for kind, is_so in kinds if is_so), "again")
    detail: dict[str, object] = {"answer": decision.message, "files": len(decision.files)}
    if decision.contradicting:
        detail["contradicting"] = dict(decision.contradicting)
    if decision.message == "other_content":
        detail["xml_sha256"] = what.arrival.xml_sha256
    if decision.status == CONFLICT:  # its files are in the evidence store, and only this names them
        detail["kept"] = {**what.arrival.files, **what.arrival.doubled}
    note(what.instance.instance_id, kind, decision.status, detail, what.sender.device)


def keep_beside(what: HandIn) -> None:
    """Keep the bytes of a form that contradicts the one that is here, for a person to compare."""
    evidence_store().put(io.BytesIO(what.body), expected_sha256=what.arrival.xml_sha256)


def note(instance_id: str, kind: str, status: int, detail: Mapping[str, object], device: Device | None) -> None:
    """One line of the trace."""
    add_row(
        SubmissionEvent(
            instance_id=instance_id,
            kind=kind,
            status=status,
            detail=dict(detail),
            device_id=device.pk if device else None,
            at=timezone.now(),
        )
    )
