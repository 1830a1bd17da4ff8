"""A grievance sealed on a phone, opened by two handlers in their browsers, answered, and followed: the server sees nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from nacl.public import PrivateKey

from ladder.grievances.access import Handler
from ladder.grievances.models import CaseKey, Grievance
from ladder.grievances.services.demonstration import close_key_file
from ladder.grievances.services.keys import register_key
from ladder.grievances.views.quiet import is_built
from ladder.registry.models import Organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT, ANSWER = "Watu watatu wenye silaha walikuja usiku.", "Uko salama? Njoo ofisini."
PASSPHRASE = "maji safi kila siku"
NARROW, WIDE = 360, 1280


@pytest.fixture
def handlers(make_person, tmp_path) -> dict:
    """Ann, Bea and Cyr with their key files."""
    if not is_built():
        pytest.skip("What seals in the browser is not built on this machine.")
    made = {}
    for name in ("ann", "bea", "cyr"):
        user, private = make_person(name, "case_handler"), PrivateKey.generate()
        handler = Handler(user, Organisation.objects.get(name=f"House of {name}"), None)
        register_key(handler=handler, public_key=bytes(private.public_key), on=timezone.localdate())
        (tmp_path / f"{name}.json").write_text(close_key_file(private, PASSPHRASE))
        made[name] = user
    return made


@pytest.fixture
def desk(browser, live_server, client, handlers):
    """Opens a signed-in handler's window."""
    opened = []

    def sign_in(name: str):
        client.force_login(handlers[name])
        context = browser.new_context(viewport={"width": WIDE, "height": 900}, base_url=live_server.url)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        context.add_cookies([cookie])
        opened.append(context)
        return context.new_page()

    yield sign_in
    for context in opened:
        context.close()


def judge(page) -> list[str]:
    """What axe finds, and whether the page is wider than its window."""
    found = [f"{page.url} {one['id']}: {one['help']}" for one in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append(f"{page.url} is too wide")
    return found


def open_case(page, case, tmp_path, name: str) -> None:
    page.goto(f"/grievances/cases/{case.public_id}/")
    page.set_input_files("#id_file", tmp_path / f"{name}.json")
    page.fill("#id_passphrase", PASSPHRASE)
    page.click("form[data-part=open] button")


def test_sealed_on_a_phone_and_opened_by_two(phone, handlers, desk, tmp_path):
    sent = []
    phone.on("request", lambda request: sent.append(request.post_data or ""))
    phone.goto("/grievances/?speak=sw")
    phone.locator(".pictures label").nth(4).click()
    phone.fill("#id_text", TEXT)
    phone.click("[data-part=send]")
    phone.wait_for_selector("[data-part=told]", state="visible", timeout=60_000)
    code = phone.inner_text("[data-part=code]")
    assert not any("silaha" in body or code.replace(" ", "") in body for body in sent)
    assert any("pairs" in body for body in sent)
    assert phone.context.cookies() == []
    assert phone.said == []

    case = Grievance.objects.get()
    ann = desk("ann")
    open_case(ann, case, tmp_path, "ann")
    ann.wait_for_selector("[data-part=half-done]", state="visible", timeout=60_000)
    case.refresh_from_db()
    assert case.state == "being_read"
    bea = desk("bea")
    bea.on("request", lambda request: sent.append(request.post_data or ""))
    open_case(bea, case, tmp_path, "bea")
    bea.wait_for_selector("[data-part=words]", state="visible", timeout=60_000)
    assert TEXT in bea.inner_text("[data-part=texts]")
    found = judge(bea)
    bea.goto(f"/grievances/cases/{case.public_id}/")
    bea.fill("#id_answer", ANSWER)
    with bea.expect_navigation(timeout=60_000):
        bea.click("form[data-part=answer] button[value=asks]")
    case.refresh_from_db()
    assert case.state == "needs_more"
    assert not any("silaha" in body or "ofisini" in body for body in sent)

    phone.goto("/grievances/follow/?speak=sw")
    phone.fill("#id_code", code)
    phone.click("form[data-part=look] button")
    phone.wait_for_selector("[data-part=case]", state="visible", timeout=60_000)
    assert ANSWER in phone.inner_text("[data-part=answers]")
    phone.fill("#id_more", "Ndiyo.")
    with phone.expect_response(lambda answer: "follow/sealed" in answer.url, timeout=60_000) as answered:
        phone.click("form[data-part=add] button")
    assert answered.value.ok
    assert case.messages.filter(is_answer=False).count() == 2
    assert not any(code.replace(" ", "") in body or "Ndiyo" in body for body in sent)
    assert found == []


def test_a_key_is_made_in_the_browser_and_opens_its_own_file(desk, handlers, tmp_path):
    cyr = desk("cyr")
    cyr.goto("/grievances/keys/")
    cyr.fill("#id_passphrase", PASSPHRASE)
    cyr.fill("#id_again", PASSPHRASE)
    with cyr.expect_download(timeout=60_000) as download:
        cyr.click("form[data-part=make] button")
    file = download.value.path().read_text()
    with cyr.expect_navigation(timeout=60_000):
        cyr.click("form[data-part=register] button")
    key = CaseKey.objects.get(person=handlers["cyr"], ended_on=None)
    assert key.fingerprint in file
    assert CaseKey.objects.filter(person=handlers["cyr"]).count() == 2
    assert "Does not count yet" in cyr.content()


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_pages_fit_and_axe_finds_nothing(desk, width):
    page, found = desk("ann"), []
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("", "follow/", "for-somebody/", "cases/", "keys/", "numbers/"):
        page.goto(f"/grievances/{path}")
        found += judge(page)
    assert found == []
