/** Starts the app: pack, service worker, passphrase, then one screen at a time. */

import { WrongPassphrase } from "./cipher.js";
import { h, notice } from "./elements.js";
import { fetchPack, keepPage, keepStorage, readPack, startWorker } from "./pack.js";
import { statusBar, topBar } from "./shell.js";
import { language, say, speak } from "./words.js";
import { showAttendance } from "./screens/attendance.js";
import { showDoor } from "./screens/door.js";
import { showEntries } from "./screens/entries.js";
import { showHome } from "./screens/home.js";
import { showInterviews, showPerson } from "./screens/interviews.js";
import { showItem } from "./screens/item.js";
import { showItems } from "./screens/items.js";
import { showReadBack } from "./screens/readback.js";
import { showSaying, showSayings } from "./screens/sayings.js";
import { showSideNote } from "./screens/sidenote.js";

const SCREENS = {
  "": showHome,
  attendance: showAttendance,
  requirements: showItems,
  requirement: showItem,
  sayings: showSayings,
  saying: showSaying,
  interviews: showInterviews,
  person: showPerson,
  side: showSideNote,
  back: showReadBack,
  entries: showEntries,
};
const root = document.getElementById("capture");
const app = {
  gathering: root.dataset.gathering,
  packAddress: root.dataset.pack,
  language: localStorage.getItem("gathering-language") ?? root.dataset.language,
  pack: undefined,
  store: undefined,
  sync: undefined,
  warning: "",
  storageWarning: "",
  leave: async () => {},
  go: (...way) => {
    const address = `#${way.map(encodeURIComponent).join("/")}`;
    if (location.hash === address || (!way.length && !location.hash)) render();
    else location.hash = address;
  },
  swap: (...way) => {
    history.replaceState(null, "", `#${way.map(encodeURIComponent).join("/")}`);
    return render();
  },
  render: () => render(),
};

/** Where we are: the screen and its parameters. */
const here = () => location.hash.slice(1).split("/").map(decodeURIComponent);

async function render() {
  await app.leave();
  app.leave = async () => {};
  document.title = app.pack ? `${app.pack.title} · Cobalt Ladder` : document.title;
  document.documentElement.lang = language() === "zh" ? "zh-Hans" : language();
  const [name, ...parameters] = here();
  const show = app.store ? (SCREENS[name] ?? showHome) : showDoor;
  const content = h("main", { id: "content", tabindex: "-1" });
  content.append(...(await show(app, ...parameters)).filter(Boolean));
  root.replaceChildren(topBar(app, Boolean(app.store && name)), ...(app.store ? [statusBar(app)] : []), content);
  content.querySelector("h1")?.focus();
  scrollTo(0, 0);
}

function stop(sentence) {
  root.replaceChildren(topBar(app, false), h("main", { id: "content" }, h("h1", {}, say("This cannot go on")), notice(sentence, "bad")));
}

/** Say what failed where it would otherwise be lost in silence. */
function guard(fault) {
  if (fault instanceof WrongPassphrase || !fault) return;
  const isFull = fault.name === "QuotaExceededError";
  app.warning = isFull
    ? say("This device is full: the last entry is not saved. Free some space, or export to a file.")
    : say("Something failed on this device. What was saved is still here. Reload the page.");
  app.store?.tell();
}

async function start() {
  addEventListener("unhandledrejection", (event) => guard(event.reason));
  addEventListener("hashchange", () => render());
  app.pack = await readPack(app.gathering);
  app.pack = (await fetchPack(app)) ?? app.pack;
  if (!app.pack) return stop(root.dataset.once);
  speak(app.pack.words, app.language);
  if (!globalThis.isSecureContext || !crypto.subtle) {
    return stop(say("This page needs a secure address (https) to keep entries on this device."));
  }
  app.storageWarning = await keepStorage();
  app.isReady = startWorker(root.dataset.worker, root.dataset.scope).then((ready) => ready && keepPage());
  app.isReady.then((ready) => {
    app.worksOffline = ready;
    root.dataset.ready = ready ? "yes" : "no";
    app.store?.tell();
  });
  return onlyTab(render);
}

/** One tab at a time, so that two never make the same version. */
function onlyTab(act) {
  if (!navigator.locks) return act();
  return navigator.locks.request(`gathering-${app.gathering}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return stop(say("This gathering is open in another tab of this browser. Go on there, or close it and reload."));
    await act();
    return new Promise(() => {}); // held until the tab is closed
  });
}

start();
