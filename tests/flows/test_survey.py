"""Somebody with a poor phone takes part: without scripts and with them, at 360 px, under axe."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as product
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import override

from ladder.catalogue.services import load_pack, publish_version
from ladder.consultation import services
from ladder.consultation.models import Anchor
from ladder.packfiles.reading import read_pack
from ladder.registry.services import seed_registry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def base(live_server) -> str:
    """A round that is open today, on the starter pack."""
    cache.clear()
    seed_registry()
    today = timezone.localdate()
    version = load_pack(read_pack(product.PACKS_ROOT / "starter"), actor=None, on=today)
    version = publish_version(version=version, actor=None, on=today)
    plan = services.RoundPlan(
        "phone", titles={"en": "First reading", "fr": "Première lecture"}, languages=("en", "fr"),
        overviews={"en": "What should be asked?", "fr": "Que demander ?"},
        opens_on=today, closes_on=today + timedelta(days=30),
    )  # fmt: skip
    with override("en"):
        made = services.make_round(actor=None, version=version, plan=plan)
        services.set_groups(
            actor=None, round_=made, plans=[services.GroupPlan("diggers", 50), services.GroupPlan("buyers", 9)]
        )
        services.open_round(actor=None, round_=made, on=today)
    return f"{live_server.url}/consultation/phone"


def problems_of(page) -> list[str]:
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    found = [f"{page.url}: {beyond} px wider than the phone"] if beyond > 0 else []
    found += [f"{page.url}: {violation['id']}: {violation['help']} {violation['nodes'][0]['target']}"
              for violation in Axe().run(page).response["violations"]]  # fmt: skip
    return found


def come_in(page, base: str, voice: str = "pseudonym") -> None:
    page.goto(f"{base}/take-part/?lang=en")
    page.select_option("select[name=group]", "diggers")
    page.check(f"input[name=voice][value={voice}]")
    page.click("main form button:has-text('Begin')")


def test_taking_part_without_scripts(browser, base):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    come_in(page, base, "anonymous")
    first = page.url
    page.check("input[name=position][value=cannot]")
    page.click("main form button:has-text('Save and go on')")
    assert "Your position is saved" in page.locator("main").inner_text()
    page.fill("textarea[name=text]", "It costs a month of work.")
    page.click("main form button:has-text('Save and go on')")
    assert page.url != first
    code = page.locator(".secret").inner_text()
    context.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    page.click("a:has-text('Leave quickly')")
    page.wait_for_url("https://www.wikipedia.org/")
    page.goto(f"{base}/mine/")
    assert page.url.endswith("/take-part/")
    page.goto(f"{base}/code/")
    page.fill("input[name=code]", code.lower())
    page.click("main form button:has-text('Open')")
    assert "It costs a month of work." in page.locator("main").inner_text()
    page.click("a:has-text('Take back')")
    page.click("main form button:has-text('Take it back')")
    assert "Its words are gone" in page.locator("main").inner_text()
    assert "month of work" not in page.locator("main").inner_text()
    context.close()


def test_every_page_fits_the_phone_and_axe_finds_nothing(phone, base):
    come_in(phone, base)
    found = problems_of(phone)
    phone.check("input[name=position][value=with_change]")
    phone.click("main form button:has-text('Save and go on')")
    found += problems_of(phone)
    for path in ("answer/question/entry/", "pause/", "mine/", "aside/", "code/", "take-part/", "document/P2-L2-08/"):
        phone.goto(f"{base}/{path}")
        phone.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found += problems_of(phone)
    phone.goto(f"{base}/mine/")
    phone.click("a:has-text('Take back')")
    found += problems_of(phone)
    assert found == []
    assert phone.said == []


def test_words_are_marked_in_the_document_where_scripts_run(phone, base):
    come_in(phone, base)
    phone.goto(f"{base}/document/P1-L1-01/?lang=en")
    phone.evaluate(
        """() => {
            const node = document.querySelector("[data-field=text]").firstChild;
            const start = node.textContent.indexOf("sign, date and post");
            document.getSelection().setBaseAndExtent(node, start, node, start + "sign, date and post".length);
        }"""
    )
    phone.wait_for_function("document.querySelector('input[name=quote]').value !== ''")
    phone.fill("textarea[name=text]", "By whom?")
    phone.click("main form button:has-text('Save the comment')")
    assert "By whom?" in phone.locator("#mine").inner_text()
    anchor = Anchor.objects.get()
    assert (anchor.field, anchor.exact) == ("text", "sign, date and post")
    assert phone.said == []
