"""Records what one submission says: findings, conditions, a day sheet, an incident; and withdraws what it corrects."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from ladder.assessment.access.ties import is_tied
from ladder.assessment.entries import DeterminationEntry
from ladder.assessment.models import Assessment, Circumstance, Determination, EvidenceUse, Withdrawal
from ladder.assessment.services import record_circumstance, record_determinations
from ladder.assessment.services.circumstances import CircumstanceEntry, take_back_answer
from ladder.assessment.services.evidence_files import is_located
from ladder.assessment.services.levels import lock_site, refresh_level
from ladder.assessment.services.recording import Visit, store_evidence
from ladder.assessment.services.withdrawals import withdraw
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import ladder_of, pack_of
from ladder.core.catalogue.ladder import NO_GATE
from ladder.core.field.answers import Answer, failing_gates
from ladder.core.field.flags import CHECKED_BY_HAND, UNKNOWN_VERSION
from ladder.core.field.visits import day_that_counts
from ladder.field.entries import Basis, entry_of, file_entry, source_key_of
from ladder.field.models import FieldForm, Submission, SubmissionFile
from ladder.field.reading import Reading, read_submission
from ladder.field.services.senders import AsideError, Sender, find_sender
from ladder.field.services.sheets import record_sheet
from ladder.registry.models import Site


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken from one submission. `aside` says why a person must look at the rest of it."""

    site: Site
    assessment: Assessment | None = None
    flags: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    aside: AsideError | None = None


def record_findings(submission: Submission, *, on: date, is_whole: bool) -> Taken:
    """Record what may be recorded now: everything of a whole submission, else what must not wait for its files.

    Raises:
        AsideError: nothing of it may be recorded as it is.
    """
    reading = read_submission(submission)
    if reading.form is None:
        raise AsideError("unknown_form")
    sender = find_sender(submission, reading)
    if reading.is_day_sheet:
        counts, flags = record_sheet(submission, reading, sender, on=on, is_whole=is_whole)
        return Taken(sender.site, None, flags, counts, aside_for_faults(reading, sender, is_whole=is_whole))
    return Recorder(submission, reading, reading.form, sender, on).record(is_whole=is_whole)


def aside_for_faults(reading: Reading, sender: Sender, *, is_whole: bool) -> AsideError | None:
    """Why a person must look: answers that cannot be followed, unless somebody did so already."""
    if not is_whole or not reading.faults or sender.is_accepted:
        return None
    return AsideError("faults", faults=[[each.question, each.why] for each in reading.faults])


@dataclass(slots=True)
class Recorder:
    """One visit being recorded."""

    submission: Submission
    reading: Reading
    form: FieldForm
    sender: Sender
    on: date
    unjudged: set[tuple[Site, FrameworkVersion]] = field(default_factory=set)

    @property
    def version(self) -> FrameworkVersion:
        """The framework version that the form was made from: never a newer one."""
        return self.form.version

    def record(self, *, is_whole: bool) -> Taken:
        """Early findings first; then, of a whole form without faults, all others, in the place of what it corrects."""
        counts_as = day_that_counts(
            self.reading.visit,
            received_on=self.sender.received_on,
            made_on=timezone.localdate(self.form.created_at),
        )
        basis = self.basis(counts_as.on, is_whole=is_whole)
        aside = aside_for_faults(self.reading, self.sender, is_whole=is_whole)
        early = self.early_answers()
        later = [] if aside or not is_whole else [each for each in self.known_answers() if each not in early]
        entries = [entry_of(each, basis, is_early=True) for each in early]
        entries += [entry_of(each, basis, is_early=False) for each in later]
        counts = {"withdrawn": self.withdraw_elsewhere(), "conditions": 0}
        if is_whole and not aside:
            counts["withdrawn"] += self.withdraw_replaced()
            counts["conditions"] = self.record_conditions(basis)
        assessment, counts["findings"] = self.record_entries(entries, basis)
        self.judge_again()
        if is_whole:
            self.attach_evidence([*early, *later], basis)
        return Taken(self.sender.site, assessment, self.flags(counts_as.flags), counts, aside)

    def basis(self, observed_on: date, *, is_whole: bool) -> Basis:
        """What all findings of this visit share."""
        files = {file.name: file for file in self.submission.files.all() if file.sha256}
        kinds = {one.id: one.evidence_kind for one in pack_of(self.version).requirements}
        return Basis(
            source_key=source_key_of(self.submission.instance_id),
            kind=self.sender.kind,
            decided_by=self.sender.person.username,
            observed_on=observed_on,
            visit=self.reading.visit,
            evidence_kinds=kinds,
            files=files,
            located=self.located(files.values(), observed_on) if is_whole else frozenset(),
            is_exif_lost=self.is_exif_lost,
        )

    @property
    def is_exif_lost(self) -> bool:
        """Whether it came through a browser, which takes out what a camera writes when it makes a photo smaller."""
        return self.submission.source == "capture"

    def located(self, files: Iterable[SubmissionFile], observed_on: date) -> frozenset[str]:
        """Names of the photos that show by themselves that somebody was there at the time."""
        entries = [file_entry(each, self.reading.visit, is_exif_lost=self.is_exif_lost) for each in files]
        return frozenset(
            each.name for each in entries if is_located(site=self.sender.site, entry=each, observed_on=observed_on)
        )

    def known_answers(self) -> list[Answer]:
        """Answers to requirements of the version; a form is made from it, so there are no others."""
        known = ladder_of(self.version).by_key
        return [each for each in self.reading.answers.answers if each.requirement in known]

    def early_answers(self) -> list[Answer]:
        """Gates that are not met."""
        gates = {each.key for each in ladder_of(self.version).requirements if each.gate != NO_GATE}
        return list(failing_gates(self.known_answers(), frozenset(gates)))

    def record_entries(self, entries: Sequence[DeterminationEntry], basis: Basis) -> tuple[Assessment | None, int]:
        """Record what is new of this submission; the hand-in that it belongs to, and how many were new."""
        known = set(self.rows().values_list("requirement__key", flat=True))
        fresh = [each for each in entries if each.requirement not in known]
        if not fresh:
            return self.submission.assessment, 0
        sender = self.sender
        visit = Visit(sender.kind, basis.observed_on, sender.organisation, source_name=basis.source_key)
        try:
            recorded = record_determinations(
                site=sender.site, version=self.version, visit=visit, entries=fresh, actor=sender.person, on=self.on,
                into=self.hand_in(),
            )  # fmt: skip
        except ValidationError as refusal:
            raise AsideError("transition_over") from refusal
        if recorded.assessment_id is None:
            return self.submission.assessment, 0
        return Assessment.objects.get(public_id=recorded.assessment_id), recorded.new

    def hand_in(self) -> Assessment | None:
        """The hand-in that these findings belong to, where part of it was recorded before in the same name, here."""
        known, sender = self.submission.assessment, self.sender
        told = (sender.site.pk, sender.kind, sender.person.pk)
        return known if known and (known.site_id, known.kind, known.created_by_id) == told else None

    def rows(self) -> QuerySet[Determination]:
        """What was recorded from this submission before at this site."""
        return Determination.objects.filter(
            source_key=source_key_of(self.submission.instance_id), site=self.sender.site
        )

    def attach_evidence(self, answers: Iterable[Answer], basis: Basis) -> None:
        """Give findings that were recorded before their files came the evidence that is here now."""
        wanted = {each.requirement: entry_of(each, basis, is_early=False) for each in answers}
        rows = {row.requirement.key: row for row in self.rows().select_related("requirement")}
        uses = EvidenceUse.objects.filter(determination__in=rows.values())
        known = set(uses.values_list("determination_id", "method", "evidence__title", "evidence__sha256"))
        pairs = []
        for key, row in sorted(rows.items()):
            missing = [
                one for one in (wanted[key].evidence if key in wanted else ())
                if (row.pk, one.method, one.title, one.file.sha256 if one.file else "") not in known
            ]  # fmt: skip
            if missing:
                pairs.append((row, replace(wanted[key], evidence=tuple(missing))))
        store_evidence(self.sender.site, pairs, self.sender.person)

    def record_conditions(self, basis: Basis) -> int:
        """Answers to conditions. Told by the site itself or who is tied to it, a "no" frees it from nothing."""
        is_its_own = basis.kind == Assessment.Kind.SELF or is_tied(self.sender.person, self.sender.site)
        for each in self.reading.answers.conditions:
            entry = CircumstanceEntry(
                Circumstance.Kind.CONDITION, each.condition, basis.observed_on, holds=each.holds,
                reason="" if is_its_own and not each.holds else each.seen, decided_by=basis.decided_by,
                source_key=basis.source_key,
            )  # fmt: skip
            try:
                record_circumstance(
                    site=self.sender.site, version=self.version, entry=entry, actor=self.sender.person, on=self.on
                )
            except ValidationError as refusal:
                raise AsideError("transition_over") from refusal
        return len(self.reading.answers.conditions)

    def withdraw_replaced(self) -> int:
        """Findings and answers of earlier versions of this form count no more; returns how many findings those were."""
        submission = self.submission
        if not submission.deprecated_id:
            return 0
        earlier = Submission.objects.filter(root_id=submission.root_id, pk__lt=submission.pk)
        keys = [source_key_of(each) for each in earlier.values_list("instance_id", flat=True)]
        found = Circumstance.objects.filter(source_key__in=keys), Determination.objects.filter(source_key__in=keys)
        return self.withdraw_all(*found)

    def withdraw_elsewhere(self) -> int:
        """What was recorded at the site that the form names counts no more once a person said that it is another."""
        key, site = source_key_of(self.submission.instance_id), self.sender.site
        answers = Circumstance.objects.filter(source_key=key).exclude(site=site)
        return self.withdraw_all(answers, Determination.objects.filter(source_key=key).exclude(site=site))

    def withdraw_all(self, answers: QuerySet[Circumstance], findings: QuerySet[Determination]) -> int:
        """Answers to conditions and findings that something else took the place of; how many findings those were."""
        lock_site(self.sender.site)
        for row in answers.filter(closes=None).select_related("site", "version__framework"):
            if take_back_answer(circumstance=row, reason="", actor=self.sender.person, on=self.on):
                self.unjudged.add((row.site, row.version))
        return withdraw(
            determinations=findings.filter(withdrawal=None), ground=Withdrawal.Ground.REPLACED, reason="",
            actor=self.sender.person, on=self.on,
        )  # fmt: skip

    def judge_again(self) -> None:
        """Judge where an answer was taken back: what takes its place may be no answer at all."""
        for site, version in self.unjudged:
            lock_site(site)
            refresh_level(site=site, version=version, on=self.on)

    def flags(self, clock: tuple[str, ...]) -> tuple[str, ...]:
        """What is odd about it."""
        by_hand = (CHECKED_BY_HAND,) if self.sender.is_accepted else ()
        unknown = (UNKNOWN_VERSION,) if self.submission.field_form is None else ()
        return (*clock, *by_hand, *unknown)
