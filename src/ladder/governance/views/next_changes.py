"""Pages of one change of a version in the making: begin it, write it, take it back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ladder.accounts.models import User
from ladder.audit.services import record_read
from ladder.catalogue.queries import pack_of
from ladder.catalogue.words import Piece, compare_words
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, sent, try_to_save
from ladder.governance import access
from ladder.governance.forms.changes import FACTS, WORD_FIELDS, ChangeForm, NewChangeForm, RemoveForm
from ladder.governance.models import Change, Issue, NextVersion
from ladder.governance.queries import next_pages
from ladder.governance.queries.amendments import proposed_of
from ladder.governance.queries.source_words import Words, words_of
from ladder.governance.say_faults import change_of, say_fault
from ladder.governance.services import changes as services
from ladder.governance.views.next_versions import context_of, refused
from ladder.packfiles.faults import ERROR
from ladder.packfiles.model import Pack
from ladder.webkit.languages import pack_language


@dataclass(frozen=True, slots=True)
class WordsBlock:
    """A text of the form with what it says now beside what it said before."""

    bound: BoundField
    words: Words
    pieces: tuple[Piece, ...]
    source_pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One requirement of the change: its texts and its properties."""

    key: str
    texts: tuple[WordsBlock, ...]
    facts: tuple[BoundField, ...]


@both_methods
def new_change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A change that no issue asked for, or one with several requirements."""
    worker, row = access.get_next_version_or_404(request.user, public_id)
    form = NewChangeForm(sent(request))
    made = try_to_save(
        form,
        lambda found: services.write_change(
            next_version=row, key=found["key"], plan=services.ChangePlan(**form.ends()), revision=0, actor=worker,
            at=timezone.now(),
        ),
    )  # fmt: skip
    if made is not None:
        return redirect("governance:next_change", public_id, made.key)
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "governance/next_change_new.html", {**context_of(row, "new"), "form": form}, status=status)


@require_POST
def begin_change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin the change that an accepted issue asks for."""
    worker, row = access.get_next_version_or_404(request.user, public_id)
    issue = find_issue(row, request.POST.get("issue", ""))
    try:
        change = services.start_change(next_version=row, issue=issue, actor=worker, at=timezone.now())
    except ValidationError as refusal:
        return refused(request, row, refusal)
    return redirect("governance:next_change", public_id, change.key)


def find_issue(row: NextVersion, text: str) -> Issue:
    """An issue of the rounds that are answered, by its public id."""
    try:
        key = UUID(text)
    except ValueError as fault:
        raise Http404 from fault
    found = Issue.objects.filter(public_id=key, round__in=row.rounds.all()).first()
    if found is None:
        raise Http404
    return found


@both_methods
def edit_change(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """One change, with its words in one language at a time."""
    worker, row = access.get_next_version_or_404(request.user, public_id)
    change = find_change(row, key)
    base = pack_of(row.base)
    language = chosen_language(request, base)
    issues = next_pages.issues_to_choose(row, change)
    form = ChangeForm(sent(request), change=change, base=base, language=language, issues=issues)
    saved = try_to_save(
        form,
        lambda found: services.write_change(
            next_version=row, key=key, plan=form.plan(), revision=found["revision"], actor=worker, at=timezone.now()
        ),
    )
    if saved is not None:
        messages.success(request, _("Saved. Below the words you see what goes and what comes."))
        return redirect(f"{request.path}?language={language}")
    context = {
        **context_of(row, "changes"), "change": change, "form": form, "language": language,
        "tongues": base.languages, "source": base.authoritative_language,
        "blocks": list(blocks_of(form, change, base)), "ends": [form[name] for name in ("kind", "before", "after")],
        "notes": [form[f"note_{code}"] for code in base.languages],
        "remove": RemoveForm(initial={"revision": change.revision}),
        "wordings": read_wordings(worker, change), "faults_now": faults_now(row, key),
    }  # fmt: skip
    return render(request, "governance/next_change.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_POST
def remove_change(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Take a change back."""
    worker, row = access.get_next_version_or_404(request.user, public_id)
    form = RemoveForm(request.POST)
    find_change(row, key)
    revision = form.cleaned_data["revision"] if form.is_valid() else 0
    try:
        services.remove_change(next_version=row, key=key, revision=revision, actor=worker)
    except ValidationError as refusal:
        return refused(request, row, refusal)
    messages.success(request, _("The change is taken back. The requirements stay as they were."))
    return redirect("governance:next_version", public_id)


def find_change(row: NextVersion, key: str) -> Change:
    """A change of a version, or 404."""
    found = row.changes.filter(key=key).first()
    if found is None:
        raise Http404
    return found


def chosen_language(request: HttpRequest, base: Pack) -> str:
    """The language of the words on the page: the one asked for, else the authoritative one."""
    asked = request.GET.get("language", "")
    return asked if asked in base.languages else base.authoritative_language


def blocks_of(form: ChangeForm, change: Change, base: Pack) -> Iterator[Block]:
    """Each requirement that the change leads to, with its fields."""
    for place, key in enumerate(change.after):
        texts = tuple(
            words_block(form[f"w{place}_{name}"], words_of(base, change, key, name, form.language))
            for name in WORD_FIELDS
        )
        yield Block(key, texts, tuple(form[f"f{place}_{name}"] for name in FACTS))


def words_block(bound: BoundField, words: Words) -> WordsBlock:
    """A text with its differences, in its own language and in the source."""
    return WordsBlock(
        bound, words, changed(words.old, words.new),
        changed(words.old_source, words.new_source) if words.state != "source" else (),
    )  # fmt: skip


def changed(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of two texts; none where nothing changed."""
    return compare_words(old, new) if old != new else ()


def read_wordings(worker: User, change: Change) -> list[Any]:
    """What the comments behind a change say, with the note that somebody read them."""
    found = next_pages.wordings_of(change)
    if found:
        record_read(actor=worker, target=f"change:{change.public_id}", why="comments_behind_a_change")
    return found


def faults_now(row: NextVersion, key: str) -> list[str]:
    """What keeps this change from being built, in sentences."""
    faults = proposed_of(row).faults
    return [say_fault(one) for one in faults if one.severity == ERROR and change_of(one) == key]


def language_of_reader(base: Pack) -> str:
    """The reader's language where the framework has it."""
    return pack_language() if pack_language() in base.languages else base.authoritative_language
