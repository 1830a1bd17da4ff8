"""A facilitator's days without network, in a real browser: nothing that was answered is lost, nothing doubled."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.utils import timezone

from ladder.catalogue.services import load_pack
from ladder.consultation import services
from ladder.consultation.capture_files import worker_text
from ladder.consultation.models import Attendance, Contribution, DeviceRecord, Gathering, SideNote
from ladder.consultation.services.agendas import AgendaPoint
from ladder.consultation.services.gatherings import GatheringPlan, plan_gathering
from ladder.core.consultation.seal import digest_of_record, digest_of_seal, short_code
from ladder.packfiles.reading import read_pack
from ladder.registry.services import seed_registry
from tests.consultation.conftest import GROUPS, plan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSPHRASE = "maji safi kila siku"
ITEMS = ("P1-L1-01", "P2-L1-01")
TITLES = {"en": "Miners of the north", "fr": "Creuseurs du nord", "sw": "Wachimbaji wa kaskazini", "zh": "北部矿工"}


@pytest.fixture
def gathering(db, people) -> Gathering:
    """A focus group on two requirements, in a round that is open today."""
    today = timezone.localdate()
    seed_registry()
    version = load_pack(read_pack(settings.PACKS_ROOT / "starter"), actor=None, on=today)
    dates = {"opens_on": today - timedelta(days=10), "closes_on": today + timedelta(days=20)}
    made = services.make_round(actor=None, version=version, plan=plan("running", **dates))
    services.set_groups(actor=None, round_=made, plans=GROUPS)
    opened = services.open_round(actor=None, round_=made, on=dates["opens_on"])
    groups = tuple(opened.groups.filter(group__key__in=["diggers", "women_washers"]))
    return plan_gathering(
        in_round=opened, actor=None,
        plan=GatheringPlan(
            "focus_group", TITLES, today, ("sw", "fr"), province="Lualaba", place="Kolwezi",
            facilitators=(people["facilitator"],), groups=groups,
            agenda=(AgendaPoint(titles={"en": "Welcome"}, minutes=10), *(AgendaPoint(key, minutes=20) for key in ITEMS)),
        ),
    )  # fmt: skip


@pytest.fixture
def tablet(phone, client, people):
    """A phone on which the facilitator is signed in."""
    sign_in(phone, client, people["facilitator"])
    return phone


def sign_in(page, client, person) -> None:
    client.force_login(person)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "domain": "localhost", "path": "/"}
    page.context.add_cookies([cookie])


def address_of(gathering) -> str:
    return f"/consultation/gatherings/{gathering.public_id}/capture/"


def begin(page, gathering, language: str = "en") -> None:
    """Open the app with network and choose the passphrase."""
    page.goto(f"{address_of(gathering)}?lang={language}")
    page.wait_for_selector("#capture[data-ready=yes]")
    for field in page.locator("input[type=password]").all():
        field.fill(PASSPHRASE)
    page.locator("form button").click()
    page.wait_for_selector(".status-bar")


def reopen(page, gathering, passphrase: str = PASSPHRASE) -> None:
    page.goto(address_of(gathering))
    page.fill("input[type=password]", passphrase)
    page.locator("form button").click()


def open_again(page, gathering) -> None:
    reopen(page, gathering)
    page.wait_for_selector(".status-bar")


def go(page, way: str) -> None:
    page.evaluate("way => { location.hash = way }", way)
    page.wait_for_function("way => location.hash.slice(1) === way && document.querySelector('main h1')", arg=way)
    page.wait_for_timeout(50)


def tap(page, label: str, times: int = 1) -> None:
    for _ in range(times):
        page.get_by_role("button", name=f"One more: {label}", exact=True).locator("visible=true").first.click()


def number(page, kind: str) -> int:
    return int(page.locator(f"[data-where={kind}] strong").inner_text())


def wait_for(page, kind: str, count: int) -> None:
    page.wait_for_function(
        "([kind, count]) => document.querySelector(`[data-where=${kind}] strong`)?.textContent === String(count)",
        arg=[kind, count],
    )


def record_a_morning(page) -> None:
    """Attendance of two groups, a secret count, an open one, a quote, a side note: six entries."""
    go(page, "attendance")
    tap(page, "Men", 3)
    page.locator("details").nth(1).locator("input[aria-label=Women]").fill("11")
    page.locator("details").nth(1).locator("input[aria-label=Women]").blur()
    go(page, f"requirement/{ITEMS[0]}/diggers")
    tap(page, "Support as written", 2)
    tap(page, "Cannot support", 1)
    page.get_by_label("Secret: cards, or pebbles in boxes").check()
    go(page, f"requirement/{ITEMS[0]}/women_washers")
    tap(page, "Support with a change", 4)
    go(page, f"saying/quote//{ITEMS[0]}")
    page.fill("textarea", "Maji ni machafu, watoto wanaugua. 水很脏")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.wait_for_selector("text=Ask the speaker what may be done with it, and choose.")
    page.get_by_label("May be quoted, without my group").check()
    page.get_by_role("button", name="Keep", exact=True).click()
    page.wait_for_url("**/*#requirement/*")
    go(page, "side")
    page.fill("textarea", "The guard takes money.")
    page.get_by_role("button", name="Keep and hide").click()
    page.wait_for_selector(".tiles")


def rows_of_the_morning() -> None:
    counted = {row.group.group.key: (row.women, row.men) for row in Attendance.objects.all()}
    assert counted == {"diggers": (0, 3), "women_washers": (11, 0)}
    tallies = Contribution.objects.filter(kind="tally", superseded_by=None)
    assert {
        row.tally.group.group.key: (row.tally.as_written, row.tally.with_change, row.tally.cannot, row.tally.is_secret)
        for row in tallies
    } == {"diggers": (2, 0, 1, True), "women_washers": (0, 4, 0, False)}
    quote = Contribution.objects.get(kind="quote")
    assert (quote.text, quote.item.key) == ("Maji ni machafu, watoto wanaugua. 水很脏", ITEMS[0])
    assert SideNote.objects.count() == 1


def test_a_day_without_network_arrives_whole(tablet, gathering):
    begin(tablet, gathering)
    tablet.context.set_offline(True)
    record_a_morning(tablet)
    wait_for(tablet, "here", 6)
    assert DeviceRecord.objects.count() == 0
    assert "No network" in tablet.locator(".status-bar").inner_text()
    open_again(tablet, gathering)  # the service worker serves the page; the entries are still there
    assert (number(tablet, "here"), number(tablet, "safe")) == (6, 0)
    tablet.context.set_offline(False)
    wait_for(tablet, "safe", 6)
    rows_of_the_morning()
    assert DeviceRecord.objects.filter(state="applied").count() == 6
    assert tablet.said == []


def test_a_browser_killed_in_the_middle_keeps_every_touch(tablet, gathering, browser):
    begin(tablet, gathering)
    tablet.context.set_offline(True)
    go(tablet, f"requirement/{ITEMS[1]}/diggers")
    for counted in range(1, 6):
        tap(tablet, "Unclear to me")
        tablet.wait_for_selector(".saved svg")
        tablet.goto("about:blank")  # no screen is left in good order
        open_again(tablet, gathering)
        go(tablet, f"requirement/{ITEMS[1]}/diggers")
        assert tablet.locator("input[aria-label='Unclear to me']").input_value() == str(counted)
    go(tablet, "saying/quote")
    tablet.locator("textarea").press_sequentially("Nusu ya maneno")
    tablet.wait_for_timeout(300)
    tablet.goto("about:blank")
    open_again(tablet, gathering)
    assert "not finished" in tablet.locator("main").inner_text()
    go(tablet, "saying/quote")
    assert tablet.locator("textarea").input_value() == "Nusu ya maneno"


def test_read_back_sealed_corrected_and_wiped(tablet, gathering):
    begin(tablet, gathering)
    record_a_morning(tablet)
    wait_for(tablet, "safe", 6)
    go(tablet, "back")
    assert "The guard takes money" not in tablet.locator("main").inner_text()
    tablet.check("#agreed")
    tablet.get_by_role("button", name="Seal the record").click()
    tablet.wait_for_selector(".code")
    code = tablet.locator(".code").inner_text()
    wait_for(tablet, "safe", 7)
    gathering.refresh_from_db()
    assert (gathering.status, gathering.was_read_back) == ("sealed", True)
    assert gathering.seal_code == code.replace(" ", "")
    go(tablet, f"requirement/{ITEMS[0]}/diggers")
    tap(tablet, "Cannot support")
    go(tablet, f"requirement/{ITEMS[1]}/diggers")
    assert tablet.locator(".counter").count() == 0  # nothing new after the seal
    wait_for(tablet, "safe", 8)
    go(tablet, "entries")
    corrected = Contribution.objects.get(kind="tally", superseded_by=None, tally__group__group__key="diggers")
    assert (corrected.tally.cannot, corrected.supersedes.tally.cannot) == (2, 1)
    tablet.get_by_role("button", name="Remove what is safe from this device").click()
    tablet.wait_for_selector("text=removed from this device")
    open_again(tablet, gathering)
    assert (number(tablet, "here"), number(tablet, "safe")) == (0, 8)
    assert code in tablet.locator("main").inner_text()
    go(tablet, f"requirement/{ITEMS[0]}/diggers")
    tap(tablet, "Unclear to me", 2)
    go(tablet, "entries")
    tablet.get_by_role("button", name="Send now").click()
    wait_for(tablet, "safe", 9)
    newest = Contribution.objects.get(kind="tally", superseded_by=None, tally__group__group__key="diggers")
    assert newest.tally.unclear == 2
    assert tablet.said == []


def test_lost_answers_and_a_session_that_ended_lose_nothing(tablet, gathering, client, people):
    begin(tablet, gathering)
    tablet.context.set_offline(True)
    record_a_morning(tablet)
    wait_for(tablet, "here", 6)
    tablet.context.route("**/records", lambda route: (route.fetch(), route.abort())[1])  # stored, the answer lost
    tablet.context.set_offline(False)
    tablet.get_by_role("button", name="Send now").click()
    tablet.wait_for_selector("[data-trouble=offline]")
    assert DeviceRecord.objects.count() == 6
    wait_for(tablet, "here", 6)
    tablet.context.unroute("**/records")
    tablet.context.clear_cookies()
    tablet.get_by_role("button", name="Send now").click()
    tablet.wait_for_selector("[data-trouble=door]")
    assert "Nothing is lost" in tablet.locator(".status-bar").inner_text()
    sign_in(tablet, client, people["facilitator"])
    tablet.evaluate(f"fetch('{address_of(gathering)}pack.json')")  # as the page behind "Sign in" would: a new token
    tablet.wait_for_timeout(300)
    tablet.get_by_role("button", name="Send now").click()
    wait_for(tablet, "safe", 6)
    rows_of_the_morning()
    assert DeviceRecord.objects.count() == 6


def test_without_the_passphrase_nothing_is_readable(tablet, gathering):
    begin(tablet, gathering)
    tablet.context.set_offline(True)
    record_a_morning(tablet)
    wait_for(tablet, "here", 6)
    kept = tablet.evaluate(
        """() => new Promise((resolve) => {
            const asked = indexedDB.open("ladder-gatherings");
            asked.onsuccess = () => {
                const all = asked.result.transaction("entries").objectStore("entries").getAll();
                all.onsuccess = () => resolve(JSON.stringify(all.result));
            };
        })"""
    )
    assert "machafu" not in kept
    assert "guard" not in kept
    assert ITEMS[0] not in kept
    reopen(tablet, gathering, "some other words")
    tablet.wait_for_selector("text=This is not the passphrase")
    assert tablet.locator(".status-bar").count() == 0
    tablet.fill("input[type=password]", PASSPHRASE)
    tablet.locator("form button").click()
    wait_for(tablet, "here", 6)


def test_a_file_brings_the_record_of_a_device_without_network(tablet, gathering, tmp_path):
    begin(tablet, gathering)
    tablet.context.set_offline(True)
    record_a_morning(tablet)
    wait_for(tablet, "here", 6)
    with tablet.expect_download() as waiting:
        tablet.get_by_role("button", name="Export to a file").click()
    path = tmp_path / "records.json"
    waiting.value.save_as(path)
    assert "machafu" not in path.read_text()
    tablet.close()
    other = tablet.context.new_page()
    tablet.context.set_offline(False)
    for passphrase, sentence in (
        ("another phrase", "does not open"),
        (PASSPHRASE, "6 records"),
        (PASSPHRASE, "6 records"),
    ):
        other.goto(f"/consultation/gatherings/{gathering.public_id}/import/")
        other.set_input_files("input[type=file]", path)
        other.fill("input[type=password]", passphrase)
        other.click("main form button")
        assert sentence in other.locator("main").inner_text()
    rows_of_the_morning()
    assert DeviceRecord.objects.count() == 6


def test_device_and_server_compute_the_same_digests(tablet, gathering):
    begin(tablet, gathering)
    body = {"z": 1, "a": ["x", True, None], "text": 'a "b" \\ \n\t/é水\u2028\U0001f600'}
    found = tablet.evaluate(
        """async (body) => {
            const own = await import("/static/consultation/capture/canonical.js");
            const digest = await own.digestOfRecord({number: "n", kind: "quote", body, device_at: "2026-03-10"});
            const seal = await own.digestOfSeal("g", [["b", digest], ["a", digest]]);
            return [digest, seal, own.shortCode(seal)];
        }""",
        body,
    )
    digest = digest_of_record("n", "quote", body, "2026-03-10")
    seal = digest_of_seal("g", [("a", digest), ("b", digest)])
    assert found == [digest, seal, short_code(seal)]


def test_everything_else_that_a_room_gives(tablet, gathering):
    begin(tablet, gathering)
    go(tablet, f"requirement/{ITEMS[0]}/mixed")
    tap(tablet, "Unclear to me", 2)
    go(tablet, f"requirement/{ITEMS[1]}/agreed")
    tablet.get_by_role("button", name="The room agreed").click()
    tablet.wait_for_selector("text=Noted: the room agreed")
    go(tablet, "saying/room_note")
    tablet.fill("textarea", "Two left early.")
    tablet.get_by_role("button", name="Keep", exact=True).click()
    tablet.wait_for_url("**/*#sayings")
    go(tablet, "interviews")
    tablet.get_by_role("button", name="Begin").click()
    tablet.wait_for_url("**/*#person/*")
    tablet.get_by_label("Cannot support").check()
    tablet.get_by_label("Why, in their own words").fill("Hakuna maji.")
    tablet.get_by_role("button", name="Next").click()
    tablet.wait_for_selector(f"code:has-text('{ITEMS[1]}')")
    tablet.get_by_label("Support as written").check()
    tablet.get_by_role("button", name="This person has finished").click()
    wait_for(tablet, "safe", 5)
    mixed, agreed = Contribution.objects.filter(kind="tally").order_by("-tally__has_counts")
    assert (mixed.tally.group, mixed.tally.unclear, agreed.tally.has_counts) == (None, 2, False)
    alone = Contribution.objects.filter(kind="position").order_by("position")
    assert [(row.position, row.text) for row in alone] == [("as_written", ""), ("cannot", "Hakuna maji.")]
    assert len({row.participant_id for row in alone}) == 1
    go(tablet, "sayings")
    tablet.get_by_text("Two left early.").click()
    tablet.get_by_role("button", name="The speaker takes it back").click()
    tablet.wait_for_selector("text=Nothing yet.")
    tablet.wait_for_function("() => document.querySelector('[data-where=here] strong').textContent === '0'")
    wait_for(tablet, "safe", 5)
    assert not Contribution.objects.filter(kind="room_note").exists()


def test_more_people_than_the_room_holds_is_said_and_not_blocked(tablet, gathering):
    begin(tablet, gathering)
    go(tablet, "attendance")
    tap(tablet, "Men", 2)
    go(tablet, f"requirement/{ITEMS[0]}/diggers")
    tap(tablet, "Support as written", 3)
    tablet.wait_for_selector("text=Room total 2, you counted 3.")
    wait_for(tablet, "safe", 1)
    go(tablet, "")
    wait_for(tablet, "safe", 2)


def test_an_update_of_the_app_loses_no_queued_entry(tablet, gathering, monkeypatch):
    begin(tablet, gathering)
    tablet.context.route("**/records", lambda route: route.abort())  # online, but nothing gets through
    record_a_morning(tablet)
    wait_for(tablet, "here", 6)
    before = tablet.evaluate("caches.keys()")
    newer = worker_text().replace('const VERSION = "', 'const VERSION = "newer')
    monkeypatch.setattr("ladder.consultation.views.capture.worker_text", lambda: newer)
    tablet.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    tablet.wait_for_function(
        "() => caches.keys().then((names) => names.filter((name) => name.startsWith('gathering-files-')).every("
        "(name) => name.startsWith('gathering-files-newer')))"
    )
    assert tablet.evaluate("caches.keys()") != before
    tablet.context.set_offline(True)
    open_again(tablet, gathering)
    wait_for(tablet, "here", 6)
    tablet.context.unroute("**/records")
    tablet.context.set_offline(False)
    wait_for(tablet, "safe", 6)
    rows_of_the_morning()


def test_a_second_tab_and_a_full_device_are_said(tablet, gathering):
    begin(tablet, gathering)
    other = tablet.context.new_page()
    other.goto(address_of(gathering))
    other.wait_for_selector("text=This gathering is open in another tab")
    other.close()
    tablet.evaluate(
        "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    go(tablet, "attendance")
    tap(tablet, "Men")
    tablet.wait_for_selector("text=This device is full")


@pytest.mark.parametrize("language", ["en", "fr", "zh-hans", "sw"])
def test_every_screen_fits_a_phone_and_axe_finds_nothing(tablet, gathering, language):
    begin(tablet, gathering, language)
    found = []
    ways = ("", "attendance", "requirements", f"requirement/{ITEMS[0]}/diggers", f"requirement/{ITEMS[0]}/agreed",
            "sayings", "saying/quote", "interviews", "side", "back", "entries")  # fmt: skip
    for way in ways:
        go(tablet, way) if way else tablet.evaluate("location.hash = ''")
        tablet.wait_for_timeout(100)
        beyond = tablet.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"{way}: {beyond} px wider than the phone"] if beyond > 0 else []
        for violation in Axe().run(tablet).response["violations"]:
            where = "; ".join(str(node["target"]) for node in violation["nodes"][:3])
            found.append(f"{way}: axe {violation['id']}: {violation['help']} at {where}")
    assert found == []
    assert tablet.said == []
