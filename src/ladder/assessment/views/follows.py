"""Following a site: by mail or webhook for those who are signed in, by a feed for everybody."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import http_date, parse_http_date_safe, quote_etag
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ladder.accounts.models import User
from ladder.assessment.alert_words import say_sentence, say_title
from ladder.assessment.feeds import NEVER, Place, write_feed
from ladder.assessment.follow_links import CONFIRM, STOP, find_linked
from ladder.assessment.follow_queries import find_follow, follows_of, news_of
from ladder.assessment.models import Alert, Follow
from ladder.assessment.monitoring_forms import FollowForm
from ladder.assessment.sealing import signing_secret
from ladder.assessment.services.follows import confirm_follow, end_follow, follow, sends_mail
from ladder.registry import access as registry_access
from ladder.registry.models import Site
from ladder.webkit.languages import html_language

UNPROCESSABLE = 422
NOT_MODIFIED = 304


def show_follow(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How to follow a site, what one follows already, and the news so far."""
    site = registry_access.get_site_or_404(request.user, public_id)
    person = request.user if isinstance(request.user, User) else None
    if request.method == "POST" and person is None:
        raise Http404
    form = FollowForm(request.POST or None, with_mail=sends_mail()) if person else None
    begun = begin(form, person, site) if form and person and request.method == "POST" and form.is_valid() else None
    if begun:
        say_begun(request, begun)
        return redirect("assessment:follow", public_id)
    context = {
        "site": site,
        "form": form,
        "follows": [(row, secret_of(row)) for row in follows_of(person, site)] if person else [],
        "news": [(alert, say_title(alert, site), say_sentence(alert)) for alert in news_of(site)[:20]],
        "feed": base_of(request) + reverse("assessment:site_feed", args=[site.public_id]),
        "sends_mail": sends_mail(),
    }
    status = UNPROCESSABLE if form and form.errors else 200
    return render(request, "assessment/follow.html", context, status=status)


def say_begun(request: HttpRequest, row: Follow) -> None:
    """Tell what happens now."""
    if row.channel != Follow.Channel.MAIL:
        messages.success(request, gettext("You follow this site now."))
    elif row.asked_at:
        sentence = gettext("A letter went to this address. News is sent once the link in it was opened and confirmed.")
        messages.success(request, sentence)
    else:
        sentence = gettext("The mail server did not take the letter to this address. It is tried again every hour.")
        messages.warning(request, sentence)


def base_of(request: HttpRequest) -> str:
    """How our addresses begin for this reader: as set, else as they were asked for."""
    return str(settings.PUBLIC_URL) or request.build_absolute_uri("/").rstrip("/")


def secret_of(row: Follow) -> str:
    """The secret with which a webhook checks what it gets; empty for mail."""
    return signing_secret(row.public_id) if row.channel == Follow.Channel.WEBHOOK else ""


def begin(form: FollowForm, person: User, site: Site) -> Follow | None:
    """Begin to follow; None with the reasons on the form where it is refused."""
    said = form.cleaned_data
    try:
        return follow(
            person=person, site=site, channel=said["channel"], address=said["address"], language=get_language() or "en"
        )
    except ValidationError as fault:
        form.add_error(None, fault)
        return None


@login_required
@require_POST
def stop_following(request: HttpRequest, public_id: UUID, follow_id: UUID) -> HttpResponse:
    """End one's own following."""
    site = registry_access.get_site_or_404(request.user, public_id)
    assert isinstance(request.user, User)  # noqa: S101 - login_required
    row = find_follow(request.user, site, follow_id)
    if row is None:
        raise Http404
    end_follow(row=row, actor=request.user)
    messages.success(request, gettext("You no longer follow this site this way."))
    return redirect("assessment:follow", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_by_letter(request: HttpRequest, signed: str) -> HttpResponse:
    """Whoever has the mailbox confirms; opening the link alone does not, as programs that look at mails open links."""
    row = find_linked(CONFIRM, signed)
    if row is None:
        raise Http404
    if request.method == "POST":
        confirm_follow(row=row)
    return render(request, "assessment/letter.html", {"site": row.site, "row": row, "confirms": True})


@csrf_exempt  # mail programs post here by themselves (RFC 8058); what the link is signed for is all that happens
@require_http_methods(["GET", "HEAD", "POST"])
def stop_by_letter(request: HttpRequest, signed: str) -> HttpResponse:
    """Whoever has the mailbox ends it, without signing in."""
    row = find_linked(STOP, signed)
    if row is None:
        raise Http404
    if request.method == "POST":
        end_follow(row=row, actor=None)
    return render(request, "assessment/letter.html", {"site": row.site, "row": row, "confirms": False})


@require_safe
def show_site_feed(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Public news of one site as Atom."""
    site = registry_access.get_site_or_404(request.user, public_id)
    title = gettext("News of %(site)s") % {"site": site.name}
    page = reverse("assessment:site", args=[site.public_id])
    return answer_feed(request, list(news_of(site)[:50]), title, page)


@require_safe
def show_feed(request: HttpRequest) -> HttpResponse:
    """Public news of all sites as Atom."""
    return answer_feed(request, list(news_of(None)[:100]), gettext("News of all sites"), reverse("assessment:levels"))


def answer_feed(request: HttpRequest, alerts: list[Alert], title: str, page: str) -> HttpResponse:
    """The feed, or 304 where the reader has it already."""
    changed = alerts[0].created_at if alerts else NEVER
    language = html_language()
    etag = quote_etag(f"{alerts[0].public_id if alerts else 'none'}-{language}")
    if is_fresh(request, etag, int(changed.timestamp())):
        response = HttpResponse(status=NOT_MODIFIED)
    else:
        place = Place(base_of(request), request.path, page, language)
        content = write_feed(alerts, title=title, place=place)
        response = HttpResponse(content, "application/atom+xml; charset=utf-8")
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(changed.timestamp())
    return response


def is_fresh(request: HttpRequest, etag: str, changed: int) -> bool:
    """Whether the reader has this very feed: by its tag, where one is sent, else by its date (RFC 9110)."""
    tags = request.headers.get("If-None-Match", "")
    if tags:
        return etag in {one.strip().removeprefix("W/") for one in tags.split(",")}
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and since >= changed
