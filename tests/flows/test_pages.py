"""Every page, in every language, on a phone of 360 px: fits, stays silent, and axe finds nothing.

Width and silence are looked at in all languages; axe, which takes most of the time and judges the structure that all
languages share, in one language a page, each page in its turn. `LADDER_AXE=all` asks it of every page in every language.
"""

import os
from datetime import timedelta
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from ladder.accounts.models import User
from ladder.assessment.models import Appeal, Assessment, Determination, Evidence, Incident
from ladder.cli import demo
from ladder.consultation.models import Gathering
from ladder.field.models import FieldForm, Submission
from ladder.governance.models import (
    BudgetLine,
    Decision,
    Meeting,
    NextVersion,
    Proposal,
    Seat,
    WorkItem,
    YearDocument,
)
from ladder.grievances.models import Grievance
from ladder.improvement.models import Measure
from ladder.registry.models import Site
from tests.flows.addresses import (
    ASSESSORS,
    CASE_HANDLERS,
    COMMITTEE,
    FACILITATORS,
    OPERATORS,
    SECRETARIAT,
    STRANGERS,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LANGUAGES = ("en", "fr", "zh-hans", "sw")
PAGES = {
    "": STRANGERS,
    "demo-assessor": ASSESSORS,
    "demo-facilitator": FACILITATORS,
    "demo-secretariat": SECRETARIAT,
    "demo-committee": COMMITTEE,
    "demo-operator": OPERATORS,
    "demo-case_handler": CASE_HANDLERS,
}


@pytest.fixture
def demonstration(settings, tmp_path, monkeypatch):
    """The demonstration as `make demo` loads it, without data that is not ours."""
    monkeypatch.setenv("LADDER_SHARED", str(tmp_path))
    settings.HOME = tmp_path
    settings.IS_DEMONSTRATION = True
    settings.IS_SECOND_FACTOR_REQUIRED = False
    demo.load()
    sites = Site.objects.order_by("code")
    return {
        "site": sites[0].public_id,
        "unassessed": sites[6].public_id,
        "dialogue": Gathering.objects.filter(kind="dialogue")[0].public_id,
        "workshop": Gathering.objects.filter(kind="workshop", round__address="demo-open")[0].public_id,
        "held": Gathering.objects.filter(status="sealed")[0].public_id,
        "past": timezone.localdate() - timedelta(days=100),
        **decided(),
        **worked(sites[0]),
    }


def worked(site: Site) -> dict:
    """What happened at sites of the demonstration, to be opened."""
    incident = Incident.objects.filter(site__day_sheets__isnull=False)[0]
    return {
        "measure": Measure.objects.filter(plan__site=site)[0].public_id,
        "form": FieldForm.objects.order_by("pk")[0].public_id,
        "submission": Submission.objects.filter(state="taken", person__username="demo-assessor")[0].public_id,
        "handed_in": Assessment.objects.filter(site=site).order_by("-pk")[0].public_id,
        "appeal": Appeal.objects.all()[0].public_id,
        "evidence": Evidence.objects.filter(site=site, file__isnull=False)[0].public_id,
        "troubled": incident.site.public_id,
        "incident": incident.public_id,
        "finding": Determination.objects.filter(site=site, state="partly").order_by("pk")[0].public_id,
        "case": Grievance.objects.all()[0].public_id,
    }


def decided() -> dict:
    """What bodies of the demonstration did, to be opened."""
    return {
        "contested": Decision.objects.get(closing__outcome="majority").public_id,
        "waiting": Decision.objects.get(effects__state="waiting").public_id,
        "decided": Proposal.objects.filter(state="decided")[0].public_id,
        "open": Proposal.objects.get(state="open").public_id,
        "meeting": Meeting.objects.filter(body__address="demo-steering")[0].public_id,
        "report": YearDocument.objects.get(kind="report").public_id,
        "seat": Seat.objects.get(body__address="demo-steering", position=1).public_id,
        "next": NextVersion.objects.get().public_id,
        "year": timezone.localdate().year,
        "item": WorkItem.objects.filter(year=timezone.localdate().year)[0].public_id,
        "line": BudgetLine.objects.filter(year=timezone.localdate().year)[0].public_id,
    }


def sign_in(page, client, username: str) -> None:
    page.goto("about:blank")  # what the page before still fetches must not go out in another's name
    client.force_login(User.objects.get(username=username))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "domain": "localhost", "path": "/"}]
    )


def problems_of(page, address: str, language: str, *, asks_axe: bool) -> list[str]:
    """What is wrong with one page."""
    page.said.clear()
    answer = page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
    found = [] if answer.status == 200 else [f"{address} {language}: status {answer.status}"]
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    found += [f"{address} {language}: {beyond} px wider than the phone"] if beyond > 0 else []
    found += [f"{address} {language}: {line}" for line in page.said]
    return found + (violations_of(page, f"{address} {language}") if asks_axe else [])


def violations_of(page, where: str) -> list[str]:
    """What axe finds on the page that is open."""
    return [
        f"{where}: axe {one['id']}: {one['help']} at {'; '.join(str(node['target']) for node in one['nodes'][:3])}"
        for one in Axe().run(page).response["violations"]
    ]


@pytest.mark.parametrize("place", range(len(LANGUAGES)))
def test_every_page_fits_a_phone_and_axe_finds_nothing(phone, client, demonstration, place):
    found, pages, asks_always = [], count(place), os.environ.get("LADDER_AXE") == "all"
    for username, addresses in PAGES.items():
        if username:
            sign_in(phone, client, username)
        for address in addresses:
            asks_axe = asks_always or next(pages) % len(LANGUAGES) == 0
            found += problems_of(phone, address.format(**demonstration), LANGUAGES[place], asks_axe=asks_axe)
    assert found == []


def test_an_assessor_records_a_finding_and_the_site_is_suspended(phone, client, demonstration):
    sign_in(phone, client, "demo-assessor")
    site = demonstration["site"]
    phone.goto(f"/assessment/sites/{site}/?lang=en")
    assert "Suspended" not in phone.locator("main").inner_text()
    phone.goto(f"/assessment/sites/{site}/record/?principle=2")
    phone.fill("input[name=observed_on]", timezone.localdate().isoformat())
    phone.check("input[name='state-P2-L2-01'][value=not_met]")
    phone.click("main form button:has-text('Record')")
    assert "Suspended" in phone.locator("main").inner_text()
    yesterday = timezone.localdate() - timedelta(days=1)
    phone.goto(f"/assessment/sites/{site}/?on={yesterday.isoformat()}")
    assert "Suspended" not in phone.locator(".page-head").inner_text()


def test_the_first_page_is_small_and_needs_no_script(browser, live_server, demonstration):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    sizes = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(f"{live_server.url}/")
    page.wait_for_load_state("networkidle")
    html, others = sizes[0], sum(sizes[1:])
    assert page.locator("h1").count() == 1
    assert html < 14 * 1024
    assert others < 40 * 1024  # uncompressed here; the server compresses static files
    context.close()
