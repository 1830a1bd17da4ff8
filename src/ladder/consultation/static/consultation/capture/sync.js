/**
 * Brings entries to the server. An entry is safe only once the server says so and names the digest that stands here.
 * Whatever is interrupted is sent again; the server answers the same again and stores nothing twice.
 */

import { digestOf } from "./canonical.js";

const MOST = 50;
const PATIENCE_MS = 30_000;
const EVERY_MS = 30_000;
const SOON_MS = 1_500;

export class Sync {
  /** @param {import("./store.js").Store} store @param {string} address */
  constructor(store, address) {
    Object.assign(this, { store, address, trouble: "", sentence: "", isSending: false });
    this.timer = setInterval(() => this.send(), EVERY_MS);
    this.wake = () => this.send();
    this.notice = () => this.store.tell();
    this.unwatch = store.watch(() => this.sendSoon());
    addEventListener("online", this.wake);
    addEventListener("offline", this.notice);
  }

  stop() {
    clearInterval(this.timer);
    clearTimeout(this.soon);
    this.unwatch();
    removeEventListener("online", this.wake);
    removeEventListener("offline", this.notice);
  }

  /** A moment after something was finished, as long as nothing is in the way. */
  sendSoon() {
    const isIdle = !this.isSending && !this.trouble && navigator.onLine;
    if (!isIdle || this.soon || !this.store.count().here) return;
    this.soon = setTimeout(() => {
      this.soon = undefined;
      this.send();
    }, SOON_MS);
  }

  /** Send what is here, in parts, until nothing is left or something stands in the way. */
  async send() {
    if (this.isSending || !navigator.onLine) return;
    this.isSending = true;
    try {
      while (await this.sendPart()) this.say("", "");
    } finally {
      this.isSending = false;
      this.store.tell();
    }
  }

  async sendPart() {
    const part = this.store.all().filter((entry) => entry.state === "here").slice(0, MOST);
    if (!part.length) return false;
    for (const entry of part) entry.tried = true;
    await this.store.mark(part, "going");
    const answers = await this.ask(part.map((entry) => entry.record));
    await this.settle(part, answers ?? []);
    return answers !== undefined && part.some((entry) => entry.state === "safe");
  }

  /** The server's answers; undefined where none came. @param {object[]} records */
  async ask(records) {
    const manifest = { count: records.length, digest: await digestOf(records.map((record) => record.digest)) };
    let response;
    try {
      response = await fetch(this.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": readCookie("csrftoken") },
        body: JSON.stringify({ records, manifest }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
    } catch {
      this.say("offline", "");
      return undefined;
    }
    return this.read(response);
  }

  async read(response) {
    const told = await response.json().catch(() => ({}));
    if (response.ok && Array.isArray(told.records)) {
      this.say("", "");
      return told.records;
    }
    const trouble = { 401: "door", 403: "door", 404: "stranger" }[response.status] ?? "refused";
    this.say(trouble, told.faults?.[0]?.sentence ?? "");
    return undefined;
  }

  async settle(part, answers) {
    const byNumber = new Map(answers.map((answer) => [answer.number, answer]));
    for (const entry of part) {
      const answer = byNumber.get(entry.record.number);
      const isSafe = Boolean(answer?.is_safe) && answer.digest === entry.record.digest;
      entry.answer = answer && { state: answer.state, sentence: answer.sentence };
      entry.state = isSafe ? "safe" : "here";
    }
    await Promise.all(part.filter((entry) => this.store.entries.has(entry.record.number)).map((entry) => this.store.put(entry)));
  }

  say(trouble, sentence) {
    Object.assign(this, { trouble, sentence });
    this.store.tell();
  }
}

function readCookie(name) {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}
