/**
 * Sends what is finished, one entry after the other: the form with its list of files first, so that what is urgent counts
 * at once, then each file in pieces that go on where they were cut. An entry leaves this browser only when the server's
 * receipt calls it safe, and says that it is this form and no other of the same number.
 */

import { Upload } from "tus-js-client";
import { digestOf } from "./sealing.js";
import { FIRST, afterArrival, afterLoss, capOf, pauseAfter } from "./pieces.js";

const DOOR = "/openrosa";
const PATIENCE_MS = 60_000;
const LISTEN_MS = 2_000;
const TRIES_FOR_SAFE = 30;

/** What stopped the sending: `offline`, `door` (the secret is no longer taken), `refused`, `busy`. */
export class Trouble extends Error {
  constructor(kind, sentence = "") {
    super(sentence || kind);
    Object.assign(this, { kind, sentence });
  }
}

export class Sender {
  /** @param {import("./entries.js").Entries} entries @param {import("./vault.js").Vault} vault */
  constructor(entries, vault) {
    Object.assign(this, { entries, vault, failures: 0, trouble: "", sentence: "", progress: new Map(), refused: new Map() });
    addEventListener("online", () => {
      this.failures = 0;
      this.start();
    });
  }

  /** Begin, or go on, also with what was refused; what is finished while it runs has its turn in the same run. */
  start() {
    clearTimeout(this.waiting);
    this.refused.clear();
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      this.entries.tell();
    });
    return this.running;
  }

  async run() {
    if (!navigator.onLine) return; // the event "online" begins again
    for (let entry = this.next(); entry; entry = this.next()) {
      try {
        await this.entries.mark(entry, "going");
        await this.send(entry);
        this.note("", "", 0);
      } catch (fault) {
        await this.entries.mark(entry, "here");
        if (fault.kind === "refused") this.refused.set(entry.id, fault.sentence);
        else return this.pause(fault.kind ?? "offline", fault.sentence ?? "");
      }
    }
  }

  /** The oldest that waits and was not refused in this run. */
  next() {
    return this.entries.list().filter(({ id, state }) => state === "here" && !this.refused.has(id)).at(-1);
  }

  /** Nothing can be sent now: it is tried again later, where nobody has to do anything first. */
  pause(trouble, sentence) {
    this.note(trouble, sentence, this.failures + 1);
    if (trouble !== "door") this.waiting = setTimeout(() => this.start(), pauseAfter(this.failures));
  }

  note(trouble, sentence, failures) {
    Object.assign(this, { trouble, sentence, failures });
    this.entries.tell();
  }

  async send(entry) {
    let receipt = await this.readReceipt(entry);
    if (!receipt || receipt.sha256 !== (await digestOf(new TextEncoder().encode(entry.xml)))) {
      await this.handIn(entry);
      receipt = await this.readReceipt(entry);
    }
    const files = new Map((await this.entries.filesOf(entry)).map((file) => [file.name, file]));
    const missing = () => entry.files.filter(({ name }) => !receipt?.files?.find((file) => file.name === name)?.is_here);
    this.count(entry, missing().length);
    this.cap = capOf(missing().reduce((sum, { size }) => sum + size, 0));
    for (const told of missing()) {
      await this.upload(entry, told, files.get(told.name));
      this.count(entry, this.progress.get(entry.id).left - 1);
    }
    if (missing().length) await this.handIn(entry);
    await this.waitUntilSafe(entry);
    await this.entries.forget(entry);
  }

  count(entry, left) {
    const all = entry.files.length + 1;
    this.progress.set(entry.id, { left, done: all - left, all });
    this.entries.tell();
  }

  async readReceipt(entry) {
    const response = await this.ask(`${DOOR}/receipts/${encodeURIComponent(entry.instance)}`);
    return response.status === 404 ? undefined : response.json();
  }

  /** The form and the list of its files with their digests. */
  async handIn(entry) {
    const body = new FormData();
    body.append("xml_submission_file", new File([entry.xml], "submission.xml", { type: "text/xml" }));
    const files = entry.files.map(({ name, size, sha256 }) => ({ name, size, sha256 }));
    body.append("manifest", JSON.stringify({ files }));
    await this.ask(`${DOOR}/submission`, { method: "POST", body, headers: { "X-OpenRosa-Version": "1.0" } });
    this.failures = 0; // something arrived: the pauses begin anew
  }

  upload(entry, told, file) {
    return new Promise((resolve, reject) => {
      let began = Date.now();
      const upload = new Upload(file, {
        endpoint: `${DOOR}/uploads/`,
        uploadUrl: told.upload,
        headers: { Authorization: this.vault.authorization },
        metadata: { filename: told.name, sha256: told.sha256, instanceID: entry.instance },
        chunkSize: Math.min(this.cap, told.piece ?? this.piece ?? FIRST),
        retryDelays: null,
        storeFingerprintForResuming: false,
        onUploadUrlAvailable: () => {
          told.upload = upload.url;
          this.entries.put(entry).catch(() => {}); // where it goes on after a reload; without it, from the start
        },
        onChunkComplete: () => {
          const now = Date.now();
          this.failures = 0;
          this.piece = told.piece = afterArrival(upload.options.chunkSize, now - began);
          upload.options.chunkSize = Math.min(this.cap, told.piece);
          began = now;
        },
        onSuccess: () => resolve(),
        onError: (fault) => {
          const status = fault.originalResponse?.getStatus() ?? 0;
          if (!status || status >= 500) this.piece = told.piece = afterLoss(upload.options.chunkSize);
          const isGone = [404, 409, 410, 460].includes(status);
          if (isGone) told.upload = undefined; // from the start
          reject(isGone ? new Trouble("busy") : troubleOf(status));
        },
      });
      upload.start();
    });
  }

  async waitUntilSafe(entry) {
    for (let tries = 0; tries < TRIES_FOR_SAFE; tries += 1) {
      const receipt = await this.readReceipt(entry);
      if (receipt?.state === "safe") return;
      if (receipt?.state === "incomplete" && tries > 1) throw new Trouble("busy");
      await new Promise((done) => setTimeout(done, LISTEN_MS * Math.min(tries, 5)));
    }
    throw new Trouble("busy");
  }

  async ask(address, options = {}) {
    const headers = { ...options.headers, Authorization: this.vault.authorization };
    let response;
    try {
      response = await fetch(address, { ...options, headers, credentials: "omit", cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
    } catch {
      throw new Trouble("offline");
    }
    if (response.ok || (response.status === 404 && !options.method)) return response;
    throw troubleOf(response.status, await sentenceOf(response));
  }
}

/** What a status means for the sending. @param {number} status @param {string} sentence */
function troubleOf(status, sentence = "") {
  if (!status) return new Trouble("offline");
  if (status === 401 || status === 403) return new Trouble("door", sentence);
  if (status >= 500 || [404, 408, 423, 429].includes(status)) return new Trouble("busy");
  return new Trouble("refused", sentence);
}

/** The sentence of an OpenRosa answer. @param {Response} response */
async function sentenceOf(response) {
  const text = await response.text().catch(() => "");
  return new DOMParser().parseFromString(text, "text/xml").querySelector("message")?.textContent ?? "";
}
