"""Codes for the people of a group, and the page that says which groups lack voices."""

import csv
import io
from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ladder.consultation import access, queries, services
from ladder.consultation.forms.groups import InvitationForm
from ladder.consultation.models import Round, RoundGroup
from ladder.consultation.views.keeping import status_of
from ladder.consultation.views.rounds import context_of
from ladder.consultation.views.saving import both_methods, sent, try_to_save
from ladder.consultation.wording import say
from ladder.core.consultation.codes import show_code
from ladder.packfiles.formula_safe import disarm
from ladder.webkit.downloads import offer_file


@never_cache
@both_methods
def keep_invitations(request: HttpRequest, address: str) -> HttpResponse:
    """The codes of each group by number; new ones are shown once, in the answer itself."""
    keeper = access.require_keeper(request.user)
    row = access.get_round_or_404(keeper, address)
    rows = queries.list_invitations(row)
    form = InvitationForm(sent(request), groups=[(one.group.group.key, one.name) for one in rows])
    codes = try_to_save(
        form,
        lambda found: services.issue_invitations(
            actor=keeper, round_=row, group=find_group(row, found["group"]), number=found["number"],
            on=timezone.localdate(), is_for_organisation=found["is_for_organisation"],
        ),
    )  # fmt: skip
    if codes is None:
        context = {**context_of(request, row, "keep"), "form": form, "rows": rows}
        return render(request, "consultation/keep_invitations.html", context, status=status_of(form))
    group = find_group(row, form.cleaned_data["group"])
    if form.cleaned_data["form"] == InvitationForm.TABLE:
        return send_table(request, row, group, codes)
    context = {
        **context_of(request, row, "keep"),
        "codes": [show_code(code) for code in codes],
        "group": say(group.group.names),
        "is_for_organisation": form.cleaned_data["is_for_organisation"],
        "where": where_of(request, row),
    }
    return render(request, "consultation/keep_codes.html", context)


def find_group(row: Round, key: str) -> RoundGroup:
    """A group of the round by its key.

    Raises:
        Http404: the round has no such group.
    """
    group = row.groups.select_related("group").filter(group__key=key).first()
    if group is None:
        raise Http404
    return group


def where_of(request: HttpRequest, row: Round) -> str:
    """The whole address that people type to take part."""
    return request.build_absolute_uri(reverse("consultation:round", args=[row.address]))


def send_table(request: HttpRequest, row: Round, group: RoundGroup, codes: Sequence[str]) -> HttpResponse:
    """The codes as CSV, the only time that they are written."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["code", "group", "address"])
    name, where = disarm(say(group.group.names)), where_of(request, row)
    writer.writerows([show_code(code), name, where] for code in codes)
    return offer_file(stream.getvalue(), f"{row.address}-{group.group.key}.csv", "text/csv; charset=utf-8")


@require_POST
def end_invitations(request: HttpRequest, address: str, key: str) -> HttpResponse:
    """Let the unused codes of a group open nothing any more."""
    keeper = access.require_keeper(request.user)
    row = access.get_round_or_404(keeper, address)
    group = find_group(row, key)
    ended = services.end_unused_invitations(actor=keeper, round_=row, group=group, on=timezone.localdate())
    sentence = ngettext("%(number)s unused code was ended.", "%(number)s unused codes were ended.", ended)
    messages.success(request, sentence % {"number": ended})
    return redirect("consultation:invitations", address)


@require_safe
def show_coverage(request: HttpRequest, address: str) -> HttpResponse:
    """Which group lacks how many voices on what, and where to go next: numbers of voices, never positions."""
    reader = access.require_reader_of_coverage(request.user)
    row = access.get_round_or_404(reader, address)
    context = {
        **context_of(request, row, "coverage"),
        "groups": queries.build_coverage(row),
        "principles": queries.principle_names(row),
        "title": _("Coverage"),
    }
    return render(request, "consultation/round_coverage.html", context)
