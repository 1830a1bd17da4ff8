"""The page on which people write what a report says beside its numbers."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ladder.consultation.access import is_keeper, require_keeper
from ladder.consultation.models import Round
from ladder.synthesis.access import get_weighed_or_404
from ladder.synthesis.forms_passages import PassageForm
from ladder.synthesis.models import Passage
from ladder.synthesis.services.passages import remove_passage, write_passage


@require_http_methods(["GET", "HEAD", "POST"])
def keep_passages(request: HttpRequest, address: str) -> HttpResponse:
    """Every passage of a round; the secretariat adds to them, the committee reads."""
    _reader, consultation = get_weighed_or_404(request.user, address)
    if request.method == "POST":
        require_keeper(request.user)
    form = PassageForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and store(request, consultation, form):
        messages.success(request, _("The passage is kept."))
        return redirect("synthesis:passages", address)
    context = {
        "round": consultation,
        "passages": consultation.passages.all(),
        "may_write": is_keeper(request.user),
        "form": form,
    }
    return render(request, "synthesis/passages.html", context, status=400 if form.errors else 200)


def store(request: HttpRequest, consultation: Round, form: PassageForm) -> bool:
    """Keep the passage; what the service refuses stands in the form."""
    try:
        write_passage(
            consultation=consultation,
            actor=require_keeper(request.user),
            kind=form.cleaned_data["kind"],
            texts=form.texts(),
            requirements=form.keys(),
        )
    except ValidationError as refusal:
        form.take(refusal.message_dict)
        return False
    return True


@require_POST
def remove(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """Take a passage out."""
    keeper = require_keeper(request.user)
    passage = Passage.objects.filter(round__address=address, public_id=public_id).select_related("round").first()
    if passage is None:
        raise Http404
    remove_passage(passage=passage, actor=keeper)
    messages.success(request, _("The passage is out of the reports to come."))
    return redirect("synthesis:passages", address)
