"""Text messages that a gateway hands on. The number they come from is never looked at, kept or printed."""

import hmac
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from ladder.consultation.services.limits import is_spent, spend
from ladder.core.grievances import codes
from ladder.core.grievances.padding import TooLongError
from ladder.grievances.models import Grievance
from ladder.grievances.queries.following import list_answers
from ladder.grievances.sealing import Stretched, Told
from ladder.grievances.services.telling import add_words, find_by_code, tell
from ladder.grievances.views.quiet import MESSAGES, quiet
from ladder.grievances.views.telling import say_state, say_wrong
from ladder.grievances.wire import read_message

SECRET_HEADER = "X-Ladder-Secret"  # noqa: S105 - the header's name


@quiet
@require_POST
def take_from_rapidpro(request: HttpRequest) -> HttpResponse:
    """RapidPro's webhook: the answer stands in `text` for the flow to send."""
    return JsonResponse({"text": answer_message(request)})


@quiet
@require_POST
def take_from_gateway(request: HttpRequest) -> HttpResponse:
    """Any other gateway: the answer is the body."""
    return HttpResponse(answer_message(request), content_type="text/plain; charset=utf-8")


def answer_message(request: HttpRequest) -> str:
    """What is sent back for a message. 404 without the shared secret."""
    require_secret(request)
    text, language = read_message(request)
    with override(language):
        if is_spent(request, MESSAGES):
            return _("Too many messages at the moment. Send it again in an hour.")
        spend(request, MESSAGES)
        try:
            return respond(text, language, timezone.localdate())
        except ValidationError as fault:
            return " ".join(fault.messages)
        except TooLongError:
            return _("This is too long. Send the first half, then the rest after your number.")


def require_secret(request: HttpRequest) -> None:
    """Raise Http404 unless the gateway shows the secret; where none is set, no messages are taken."""
    given = request.headers.get(SECRET_HEADER, "")
    if not settings.SMS_SECRET or not hmac.compare_digest(given.encode(), settings.SMS_SECRET.encode()):
        raise Http404


def respond(text: str, language: str, on: date) -> str:
    """A message that begins with a code follows it or adds to it; any other is a grievance of its own."""
    code, words = codes.split_message(text)
    if not code and not words:
        return _("Write what happened and where. Nobody here sees your number. Delete the message afterwards.")
    if not code:
        told = codes.show_code(tell(told=Told(words, "sms", language=language), on=on))
        return _("We heard you. Your code: %(code)s. Send it to us to learn what became of it.") % {"code": told}
    grievance, stretched = find_by_code(code)
    if grievance is None or stretched is None:
        return say_wrong(code)
    if words:
        add_words(grievance=grievance, told=Told(words, "sms", language=language), on=on)
        return _("We added your words.")
    return say_all(grievance, stretched)


def say_all(grievance: Grievance, stretched: Stretched) -> str:
    """State and answers of the last day of a case: nothing keeps which of one day was the last."""
    answers = list_answers(grievance, stretched)
    last = [one.text for one in answers if one.given_on == answers[-1].given_on]
    return " ".join([say_state(grievance), *last])
