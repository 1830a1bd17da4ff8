/** One form, filled in with ODK Web Forms; every answer is saved before it can be lost. */

import { createApp, h } from "vue";
import { OdkWebForm, webFormsPlugin } from "@getodk/web-forms";
import { calendarIn } from "./calendar.js";
import { takeTypedNumbers } from "./numbers.js";

const PAUSE_MS = 400;
const EVERY_MS = 5_000;
const INSTANCE = "xml_submission_file";
const TOUCHES = ["input", "change", "click", "keyup"];

/**
 * Show a form in an element.
 * @param {HTMLElement} place
 * @param {{form: object, draft?: {xml: string, files: File[]}, language: string, deviceId: string, save: (xml: string, files: File[]) => Promise<void>, finished: (xml: string, files: File[]) => Promise<void>, failed: (fault: Error) => void}} work
 * @returns {{save: () => Promise<void>, finish: () => void, close: () => Promise<void>}}
 */
export function showForm(place, work) {
  const saver = new Saver(work);
  globalThis.ladderField.opened = (root) => {
    saver.root = root;
    speakForm(root, work.language);
    saver.later();
  };
  const app = createApp({
    render: () => h(OdkWebForm, {
      formXml: work.form.xml,
      fetchFormAttachment: (address) => answerAttachment(work.form, address),
      missingResourceBehavior: "BLANK",
      preloadProperties: { deviceID: work.deviceId },
      editInstance: work.draft && { draft: { data: [dataOf(work.draft)] } },
      onSubmit: (payload) => saver.end(payload),
    }),
  });
  app.use(webFormsPlugin);
  Object.assign(app.config.globalProperties.$primevue.config.locale, calendarIn(work.language, globalThis.ladderField.say));
  app.mount(place);
  takeTypedNumbers(place);
  for (const touch of TOUCHES) place.addEventListener(touch, saver.later);
  return {
    save: () => saver.save(),
    finish: () => finish(place),
    close: async () => {
      await saver.stop();
      app.unmount();
    },
  };
}

/** Let the engine look whether it is complete; where it is not, go to the first question that it marks. @param {HTMLElement} place */
function finish(place) {
  place.querySelector(".footer button")?.click();
  setTimeout(() => place.querySelector(".question-container.highlight")?.scrollIntoView({ block: "center" }), PAUSE_MS);
}

class Saver {
  constructor(work) {
    this.work = work;
    this.later = this.later.bind(this);
    this.ticking = setInterval(() => this.save(), EVERY_MS);
    this.hide = () => this.save();
    addEventListener("pagehide", this.hide);
    document.addEventListener("visibilitychange", this.hide);
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.save(), PAUSE_MS);
  }

  /** Save where something changed since the last time; one save after the other. */
  save() {
    if (!this.root || this.isDone) return Promise.resolve();
    const work = (this.saving ?? Promise.resolve()).then(() => this.saveNow());
    this.saving = work.catch(this.work.failed);
    return this.saving;
  }

  async saveNow() {
    if (this.isDone) return;
    const { xml, files } = await contentOf(await this.root.prepareInstancePayload({ payloadType: "monolithic" }));
    const said = withoutClock(xml) + files.map((file) => file.name).join("/");
    if (said === this.said) return;
    await this.work.save(xml, files);
    this.said = said;
  }

  /** The form was found complete by its engine: freeze it. */
  async end(payload) {
    await this.saving;
    this.isDone = true;
    const { xml, files } = await contentOf(payload);
    await this.work.finished(xml, files);
  }

  async stop() {
    await this.save();
    this.isDone = true;
    clearInterval(this.ticking);
    clearTimeout(this.waiting);
    removeEventListener("pagehide", this.hide);
    document.removeEventListener("visibilitychange", this.hide);
  }
}

/** The clock at the end of a form runs on; it alone is no reason to save. @param {string} xml */
const withoutClock = (xml) => xml.replace(/<end>[^<]*<\/end>/, "");

async function contentOf(payload) {
  const [data] = payload.data;
  const parts = [...data.entries()];
  const files = parts.filter(([name]) => name !== INSTANCE).map(([, file]) => file);
  return { xml: await data.get(INSTANCE).text(), files };
}

function dataOf({ xml, files }) {
  const data = new FormData();
  data.set(INSTANCE, new File([xml], INSTANCE, { type: "text/xml" }));
  for (const file of files) data.set(file.name, file);
  return data;
}

/** A list or picture that the form names, from what this browser holds. */
async function answerAttachment(form, address) {
  const name = decodeURIComponent(String(address).split("/").at(-1));
  const text = form.files[name];
  if (text === undefined) return new Response("", { status: 404 });
  const type = name.endsWith(".csv") ? "text/csv" : "application/octet-stream";
  return new Response(text, { status: 200, headers: { "Content-Type": type } });
}

/** Open the form in the reader's language where it has it. @param {object} root @param {string} language */
function speakForm(root, language) {
  const found = root.languages.find((one) => codeOf(one) === language);
  if (found) root.setLanguage(found);
}

/** "Français (fr)" and "zh-Hans" are "fr" and "zh". */
function codeOf({ language = "", locale }) {
  const inside = /\(([A-Za-z-]+)\)\s*$/.exec(language)?.[1] ?? String(locale ?? language);
  return inside.split("-")[0].toLowerCase();
}
