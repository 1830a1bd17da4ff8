"""A visit in a browser without network: made ready once, filled in offline, sent over a bad network, received once.

The server is `ladder serve` as a process of its own; while the form is filled in it is not there at all.
"""

import io
import re
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from ladder.field.capture_files import is_built
from tests.field.door_client import ROOT, Server
from tests.flows.field_capture_seed import NAME, PASSWORD

pytestmark = pytest.mark.browser
PASSPHRASE = "maji safi kila siku"
WORKER = (
    "import django, threading; django.setup(); "
    "from ladder.field.worker import start_taking; start_taking(threading.Event()).join()"
)
STOP = "P2-L2-01"
PATIENCE = 90_000  # the machine may be busy
KEPT = """async () => {
  const open = indexedDB.open('ladder-field', 1);
  const database = await new Promise((done) => { open.onsuccess = () => done(open.result); });
  const all = (name) => new Promise((done) => {
    const request = database.transaction([name]).objectStore(name).getAll();
    request.onsuccess = () => done(request.result);
  });
  const text = (row) => JSON.stringify(row);
  const found = { entries: (await all('entries')).map(text), files: (await all('files')).map((row) => row.sealed.data.byteLength),
                  rest: [...(await all('vaults')), ...(await all('forms'))].map(text).join(' ') };
  database.close();
  return found;
}"""


class Station(Server):
    """A server with a worker beside it, which may be taken away and come back under the same address."""

    def seed(self):
        order = [sys.executable, "-m", "tests.flows.field_capture_seed"]
        subprocess.run(order, env=self.env, cwd=ROOT, check=True, timeout=900)

    def start(self):
        super().start()
        self.worker = subprocess.Popen([sys.executable, "-c", WORKER], env=self.env, cwd=ROOT)
        return self

    def stop(self):
        if self.process and self.process.poll() is None:
            self.worker.kill()
            self.worker.wait()
        super().stop()

    def return_if_away(self):
        if self.process.poll() is not None:
            self.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    if not is_built():
        pytest.skip("The web forms are not built on this machine (tools/build_frontend.py): the story was not played.")
    station = Station(tmp_path_factory.mktemp("station") / "home")
    station.seed()
    yield station.start()
    station.stop()


@pytest.fixture
def open_browser(browser, station):
    """Opens browsers of their own, signed in or not, each of which notes every foreign host that is asked."""
    station.return_if_away()
    opened = []

    def open_one(*, width: int = 360) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 740}, base_url=station.url, permissions=["geolocation"],
            geolocation={"latitude": -10.71, "longitude": 25.47, "accuracy": 6},
        )  # fmt: skip
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.foreign = []
        own = (station.url, "data:", "blob:")
        page.on("request", lambda request: None if request.url.startswith(own) else page.foreign.append(request.url))
        return page

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def tablet(open_browser) -> Page:
    """A small screen on which the monitor is signed in."""
    page = open_browser()
    sign_in(page)
    return page


def sign_in(page: Page) -> None:
    page.goto("/account/login/?lang=en")
    page.fill("input[name=login]", NAME)
    page.fill("input[type=password]", PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_load_state()


def make_ready(page: Page, passphrase: str = PASSPHRASE) -> None:
    page.goto("/field/capture/")
    page.fill("#passphrase", passphrase)
    page.fill("#again", passphrase)
    page.get_by_role("button", name="Make ready").click()
    page.wait_for_selector("#capture[data-ready=yes]")


def unlock(page: Page, passphrase: str = PASSPHRASE) -> None:
    page.fill("#passphrase", passphrase)
    page.get_by_role("button", name="Open", exact=True).click()


def photo(seed: int = 1) -> bytes:
    """A photo of 2400 pixels, noisy as real ones are, with a time in its EXIF block."""
    picture = Image.effect_noise((2400, 1800), 40 + seed).convert("RGB")
    exif = Image.Exif()
    exif[0x0132] = "2026:03:01 09:30:00"
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90, exif=exif)
    return out.getvalue()


def wait_for(station: Station, code: str, wanted, seconds: int = 60):
    """What a look into the database says, once it says what is wanted or time is up."""
    deadline = time.monotonic() + seconds
    while (said := station.look(code)) != wanted and time.monotonic() < deadline:
        time.sleep(0.5)
    return said


def test_a_visit_is_filled_in_without_network_and_received_once(tablet, station, open_browser, tmp_path):
    make_ready(tablet)
    expect(tablet.get_by_text("Ready for the field.")).to_be_visible()

    tablet.context.set_offline(True)
    station.stop()
    tablet.reload()
    unlock(tablet, "not the passphrase")
    expect(tablet.get_by_text("This is not the passphrase.")).to_be_visible()
    unlock(tablet)
    fill_in(tablet)

    tablet.reload()  # as a phone does that was laid aside: no question whether to keep anything
    unlock(tablet)
    tablet.get_by_role("button", name="Go on").click()
    tablet.wait_for_selector(".odk-form")
    expect(tablet.get_by_label("Why?").first).to_have_value("Two boys sort ore at the washing place.")
    kept = tablet.evaluate(KEPT)
    assert len(kept["files"]) == 1
    assert kept["files"][0] <= 250_000
    readable = " ".join(kept["entries"]) + kept["rest"]
    assert "washing place" not in readable
    assert "Mashimo" not in readable
    finish(tablet)
    tablet.wait_for_selector("[data-state=here]")
    copy = export(tablet, tmp_path / "copy.cobalt")

    station.start()
    met = break_the_network(tablet)
    tablet.context.set_offline(False)
    tablet.wait_for_selector("[data-state=safe]")
    assert met == {"busy": 1, "lost": 1, "cut": 1}
    left = tablet.evaluate(KEPT)
    assert left["files"] == []
    check_arrival(station)
    check_level(station)
    assert tablet.foreign == []

    before, repeats = station.look(EVERYTHING), station.look(REPEATS)
    send_again(open_browser(), copy)
    assert station.look(EVERYTHING) == before
    assert station.look(REPEATS) == repeats + 1


def fill_in(page: Page) -> None:
    """The site, a stop question with its reason and a photo, all without network."""
    page.locator(".tile[data-form*=visit]").click()
    page.wait_for_selector(".odk-form")
    page.locator("#content .p-select").filter(visible=True).last.click()
    page.get_by_role("option", name="Mashimo (w-1)").click()
    page.get_by_role("button", name="Get location").first.click()
    page.get_by_role("button", name="Save location").click()
    page.get_by_text("Not met", exact=True).first.click()
    page.get_by_label("Why?").first.fill("Two boys sort ore at the washing place.")
    page.locator("input[type=file]").first.set_input_files(
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    page.wait_for_selector(".preview-captured-image")
    page.wait_for_function("document.querySelector('.saved').textContent !== ''")
    page.wait_for_timeout(6_000)  # the page saves every five seconds at the latest


def export(page: Page, path):
    """The whole shelf as a file, wherever the network is."""
    with page.expect_download() as told:
        page.get_by_role("button", name="Export to a file").click()
    told.value.save_as(path)
    return path


def send_again(page: Page, copy) -> None:
    """From another browser, which read in what was exported before the first one sent it, and knows of no receipt."""
    page.route("**/openrosa/receipts/**", lambda route: route.fulfill(status=404, body=""), times=1)
    sign_in(page)
    make_ready(page, "another word of passage")
    page.get_by_text("Read in an exported file").click()
    read_in(page, copy, PASSPHRASE)
    page.wait_for_selector("[data-state=safe]")


def finish(page: Page) -> None:
    """Press, and answer what the form still asks: nobody looked at the rest."""
    page.get_by_role("button", name="Finish and send").click()
    marked = page.locator(".question-container.highlight")
    marked.first.wait_for()
    while marked.count():
        marked.first.get_by_text(re.compile("^Not (looked at|known)$")).click()
    page.get_by_role("button", name="Finish and send").click()


def break_the_network(page: Page) -> dict[str, int]:
    """503 first; then the server takes the form but its answer is lost; then a piece of the photo is cut.

    Returns how often each happened.
    """
    met = {"busy": 0, "lost": 0, "cut": 0}

    def hinder(route):
        if not met["busy"]:
            met["busy"] += 1
            route.fulfill(status=503, body="")
        elif not met["lost"]:
            met["lost"] += 1
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    def cut(route):
        if route.request.method == "PATCH" and not met["cut"]:
            met["cut"] += 1
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/openrosa/submission", hinder)
    page.route("**/openrosa/uploads/**", cut)
    return met


SUBMISSIONS = """
rows = [[row.state, row.source, row.site.code, row.device.person.username, row.safe_at is not None,
         [[file.is_named, file.size_bytes <= 250000, len(file.sha256)] for file in row.files.all()]]
        for row in Submission.objects.all()]
print(json.dumps(rows))"""
FINDINGS = """
from ladder.assessment.models import Determination, Evidence
rows = [[row.requirement_version.key if hasattr(row, 'requirement_version') else str(row), row.state] for row in Determination.objects.all()]
print(json.dumps({'determinations': rows, 'evidence': Evidence.objects.exclude(file=None).count()}))"""
DAY_SHEETS = """
from ladder.assessment.models import DaySheet
print(json.dumps([[row.day.isoformat(), row.counts] for row in DaySheet.objects.all()]))"""
EVERYTHING = """
from ladder.assessment.models import Determination, Evidence, SiteLevel
tables = (Submission, SubmissionFile, Determination, Evidence, SiteLevel)
print(json.dumps([list(table.objects.order_by('pk').values()) for table in tables], default=repr))"""
REPEATS = "print(json.dumps(SubmissionEvent.objects.filter(kind='again').count()))"
LEVEL = """
from ladder.assessment.models import SiteLevel
print(json.dumps([row.status for row in SiteLevel.objects.filter(site__code='w-1')]))"""


def check_arrival(station: Station) -> None:
    """One submission, taken, safe, with its photo."""
    expected = [["taken", "openrosa", "w-1", NAME, True, [[True, True, 64]]]]
    assert wait_for(station, SUBMISSIONS, expected) == expected


def check_level(station: Station) -> None:
    """The stop question has its finding with the photo as evidence, and the site is suspended."""
    found = station.look(FINDINGS)
    assert [state for _, state in found["determinations"]] == ["not_met"]
    assert found["evidence"] >= 1
    assert "suspended" in station.look(LEVEL)


def test_one_tab_writes_and_an_exported_draft_finished_twice_is_not_lost(tablet, open_browser, tmp_path):
    make_ready(tablet)
    begin_a_visit(tablet)
    tablet.get_by_role("button", name="Back").click()
    second = tablet.context.new_page()
    second.goto("/field/capture/")
    expect(second.get_by_text("open in another tab")).to_be_visible(timeout=PATIENCE)

    whole, cut = export(tablet, tmp_path / "whole.cobalt"), tmp_path / "cut.cobalt"
    assert b"Mashimo" not in whole.read_bytes()
    cut.write_bytes(whole.read_bytes()[:-7])

    other = open_browser()
    sign_in(other)
    make_ready(other, "another word of passage")
    other.get_by_text("Read in an exported file").click()
    read_in(other, cut, PASSPHRASE)
    expect(other.get_by_text("not a whole file")).to_be_visible()
    read_in(other, whole, "not the passphrase")
    expect(other.get_by_text("This is not the passphrase.")).to_be_visible()
    read_in(other, whole, PASSPHRASE)
    other.wait_for_selector("[data-state=draft]")
    other.get_by_role("button", name="Go on").click()
    other.wait_for_selector(".odk-form")
    expect(other.locator("#content .p-select").get_by_text("Mashimo (w-1)")).to_be_visible()

    second.close()
    tablet.get_by_role("button", name="Go on").click()
    tablet.wait_for_selector(".odk-form")
    finish(tablet)
    tablet.wait_for_selector("[data-state=safe]")
    other.get_by_text("Not met", exact=True).first.click()
    other.get_by_label("Why?").first.fill("It was finished here as well.")
    finish(other)
    expect(other.get_by_text("says something else")).to_be_visible()
    assert other.locator("[data-state]").get_attribute("data-state") == "here"
    assert len(other.evaluate(KEPT)["entries"]) == 1


def test_a_day_that_is_typed_the_french_way_is_the_day_that_arrives(tablet, station):
    """The fifth of the month before: read the American way it is another day, or none."""
    begun = timezone.localdate().replace(day=1) - timedelta(days=1)
    day = begun.replace(day=5 if begun.month != 5 else 6)
    make_ready(tablet)
    tablet.get_by_role("button", name="Français", exact=True).click()
    tablet.locator(".tile[data-form*=sheet]").click()
    tablet.wait_for_selector(".odk-form")
    shown = tablet.locator(".p-datepicker-input").first
    assert shown.input_value() == f"{timezone.localdate():%d/%m/%Y}"
    shown.click()
    calendar = tablet.locator(".p-datepicker-panel")
    expect(calendar).to_contain_text(re.compile("lun.*mar.*mer.*jeu.*ven.*sam.*dim", re.DOTALL))
    expect(calendar.get_by_role("button", name="Mois précédent")).to_be_visible()
    assert not re.search("Su|Today|Clear|Previous", calendar.inner_text())
    shown.fill(f"{day:%d/%m/%Y}")
    shown.press("Tab")
    tablet.locator("#content .p-select").filter(visible=True).last.click()
    tablet.get_by_role("option", name="Mashimo (w-1)").click()
    type_numbers(tablet)
    tablet.get_by_text("Non", exact=True).first.click()
    tablet.get_by_role("button", name="Terminer et envoyer").click()
    tablet.wait_for_selector("[data-state=safe]")
    expected = [[day.isoformat(), {"people": 12, "women": 5, "pits": 3}]]
    assert wait_for(station, DAY_SHEETS, expected) == expected


def type_numbers(page: Page) -> None:
    """By keys; as text, as many phones' keyboards send it; and composed, as Chinese ones do."""
    boxes = page.locator("input[role=spinbutton]")
    boxes.nth(0).press_sequentially("12")
    boxes.nth(1).focus()
    page.keyboard.insert_text("5")
    boxes.nth(2).focus()
    link = page.context.new_cdp_session(page)
    link.send("Input.imeSetComposition", {"text": "３", "selectionStart": 1, "selectionEnd": 1})
    link.send("Input.insertText", {"text": "３"})
    expect(boxes.nth(2)).to_have_value("3")
    assert [boxes.nth(number).input_value() for number in range(3)] == ["12", "5", "3"]


def begin_a_visit(page: Page) -> None:
    """Only the site, which is saved by itself."""
    page.locator(".tile[data-form*=visit]").click()
    page.wait_for_selector(".odk-form")
    page.locator("#content .p-select").filter(visible=True).last.click()
    page.get_by_role("option", name="Mashimo (w-1)").click()
    page.get_by_role("button", name="Get location").first.click()
    page.get_by_role("button", name="Save location").click()
    page.wait_for_function("document.querySelector('.saved').textContent !== ''")


def read_in(page: Page, path, passphrase: str) -> None:
    page.set_input_files("#exported", path)
    page.fill("#passphrase", passphrase)
    page.get_by_role("button", name="Read in", exact=True).click()


@pytest.mark.parametrize("width", [360, 1280])
def test_our_part_of_the_page_is_accessible_and_fits(open_browser, width):
    page = open_browser(width=width)
    sign_in(page)
    page.goto("/field/capture/")
    page.wait_for_selector("#passphrase")
    check_page(page)
    make_ready(page)
    for language in ("Français", "中文", "Kiswahili", "English"):
        page.get_by_role("button", name=language, exact=True).click()
        check_page(page)
    assert page.foreign == []


def check_page(page: Page) -> None:
    """Nothing that axe finds, nothing wider than the screen."""
    assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
