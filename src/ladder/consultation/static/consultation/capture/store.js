/**
 * The entries of one gathering on this device.
 *
 * An entry has its number before it is first saved. It is a draft while it is being made (saved at every touch), then
 * frozen with its digest; a change is a new version of the same slot. States: draft, here, going, safe.
 */

import { cleanText, digestOfRecord } from "./canonical.js";
import { seal, unseal } from "./cipher.js";
import { read, readEntries, replace, write } from "./database.js";

const COMMON = ["device", "place", "corrects"];

export class Store {
  /** @param {string} gathering @param {object} vault @param {CryptoKey} key */
  constructor(gathering, vault, key) {
    Object.assign(this, { gathering, vault, key, entries: new Map(), remembered: {}, listeners: new Set() });
  }

  /** Everything that is here, opened. @param {string} gathering @param {object} vault @param {CryptoKey} key */
  static async open(gathering, vault, key) {
    const store = new Store(gathering, vault, key);
    for (const row of await readEntries(gathering)) {
      const { slot, record, answer, tried } = await unseal(key, row.sealed);
      const state = row.state === "going" ? "here" : row.state; // whether it arrived is not known: sent again
      store.entries.set(row.number, { slot, record, answer, tried, state });
    }
    store.remembered = vault.remembered ? await unseal(key, vault.remembered) : {};
    return store;
  }

  /** Call back after every change. @param {() => void} listener @returns {() => void} stops it */
  watch(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell() {
    for (const listener of this.listeners) listener();
  }

  /** @returns {object[]} entries in the order of slots and versions */
  all() {
    return [...this.entries.values()];
  }

  versions(slot) {
    return this.all().filter((entry) => entry.slot === slot).sort((one, other) => placeOf(one) - placeOf(other));
  }

  /** The newest version of a slot, draft or not. @param {string} slot */
  latest(slot) {
    return this.versions(slot).at(-1);
  }

  /** The newest of every slot of a kind. @param {string} kind */
  standing(kind) {
    const slots = new Set(this.all().filter((entry) => entry.record.kind === kind).map((entry) => entry.slot));
    return [...slots].map((slot) => this.latest(slot));
  }

  draft(slot) {
    const last = this.latest(slot);
    return last?.state === "draft" ? last : undefined;
  }

  drafts() {
    return this.all().filter((entry) => entry.state === "draft");
  }

  /** What the newest version says, without what only the machine needs. @param {string} slot */
  said(slot) {
    const last = this.latest(slot);
    return last && without(last.record.body, COMMON);
  }

  sealEntry() {
    return this.latest("seal:");
  }

  get isSealed() {
    return Boolean(this.sealEntry() ?? this.vault.sealCode);
  }

  /** After the seal only what corrects something, side notes, and what is taken back. @param {string} slot */
  mayWrite(slot) {
    const isBeside = slot.startsWith("side_note:") || slot.startsWith("withdrawal:");
    return !this.isSealed || isBeside || Boolean(this.latest(slot) ?? this.remembered[slot]);
  }

  /** Save what is being made, at every touch. @param {string} slot @param {string} kind @param {object} said */
  async saveDraft(slot, kind, said) {
    if (!this.mayWrite(slot)) return;
    const entry = this.draft(slot) ?? this.begin(slot, kind);
    entry.record.body = { ...pick(entry.record.body, COMMON), ...clean(said) };
    await this.put(entry);
  }

  begin(slot, kind) {
    const last = this.latest(slot);
    const before = last ? { place: placeOf(last), number: last.record.number } : this.remembered[slot];
    const body = { device: this.vault.device, place: (before?.place ?? 0) + 1 };
    if (this.isSealed && before) body.corrects = before.number;
    const record = { number: crypto.randomUUID(), kind, body, device_at: today() };
    const entry = { slot, record, state: "draft", tried: false };
    this.entries.set(record.number, entry);
    return entry;
  }

  /** Freeze a draft; nothing where it says what stands already. @param {string} slot */
  async finish(slot) {
    const entry = this.draft(slot);
    if (!entry) return;
    const before = this.versions(slot).at(-2);
    if (before && same(before.record.body, entry.record.body)) {
      await this.discard(slot);
      return;
    }
    entry.record.digest = await digestOfRecord(entry.record);
    entry.state = "here";
    await this.put(entry);
  }

  /** Freeze every draft of these slots. @param {string[]} slots */
  async finishAll(slots) {
    for (const slot of slots) await this.finish(slot);
  }

  async discard(slot) {
    const entry = this.draft(slot);
    if (!entry) return;
    await entry.writing;
    this.entries.delete(entry.record.number);
    await replace("entries", [], [entry.record.number]);
    this.tell();
  }

  /** Save a whole entry at once. @param {string} slot @param {string} kind @param {object} said */
  async add(slot, kind, said) {
    await this.saveDraft(slot, kind, said);
    await this.finish(slot);
  }

  /** Take back a slot with all its versions: the words go at once, here and, when it is told, on the server. */
  async takeBack(slot) {
    const gone = this.versions(slot);
    const told = gone.filter((entry) => entry.state !== "draft").map((entry) => entry.record.number);
    if (told.length) await this.add(`withdrawal:${told[0]}`, "withdrawal", { of: told });
    await Promise.all(gone.map((entry) => entry.writing));
    for (const entry of gone) this.entries.delete(entry.record.number);
    await replace("entries", [], gone.map((entry) => entry.record.number));
    this.tell();
  }

  /** Note where entries stand with the server. @param {object[]} entries */
  async mark(entries, state) {
    for (const entry of entries) entry.state = state;
    await Promise.all(entries.map((entry) => this.put(entry)));
  }

  /** Write an entry, one write after the other. */
  put(entry) {
    const before = entry.writing ?? Promise.resolve();
    entry.writing = before.then(async () => {
      const { slot, record, answer, tried, state } = entry;
      const sealed = await seal(this.key, { slot, record, answer, tried });
      await write("entries", { number: record.number, gathering: this.gathering, state, sealed });
    });
    const written = entry.writing;
    entry.writing = written.catch(() => {});
    this.tell();
    return written;
  }

  count() {
    const number = { draft: 0, here: 0, going: 0, safe: 0, look: 0 };
    for (const entry of this.entries.values()) {
      number[entry.state] += 1;
      if (["conflict", "refused"].includes(entry.answer?.state)) number.look += 1;
    }
    return number;
  }

  /** Whether everything that was made is safe with the server. */
  get isAllSafe() {
    return this.entries.size > 0 && this.all().every((entry) => entry.state === "safe");
  }

  /** Remove what is safe from this device; versions are remembered so that later ones follow on. */
  async wipe() {
    if (!this.isAllSafe) return;
    for (const entry of this.all()) {
      const known = this.remembered[entry.slot];
      if (!known || known.place < placeOf(entry)) {
        this.remembered[entry.slot] = { place: placeOf(entry), number: entry.record.number };
      }
    }
    const sealing = this.sealEntry();
    this.vault.removed = (this.vault.removed ?? 0) + this.entries.size;
    this.vault.sealCode ??= sealing?.record.body.code;
    this.vault.remembered = await seal(this.key, this.remembered);
    await write("vaults", this.vault);
    await replace("entries", [], this.all().map((entry) => entry.record.number));
    this.entries.clear();
    this.tell();
  }
}

/** The lock of a gathering on this device. @param {string} gathering */
export const readVault = (gathering) => read("vaults", gathering);

/** A new vault. @param {string} gathering @param {object} lock */
export async function makeVault(gathering, lock) {
  const vault = { id: gathering, device: crypto.randomUUID(), lock };
  await write("vaults", vault);
  return vault;
}

const placeOf = (entry) => entry.record.body.place;
const pick = (body, names) => Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name)));
const without = (body, names) => Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
const same = (one, other) => JSON.stringify(sorted(without(one, COMMON))) === JSON.stringify(sorted(without(other, COMMON)));
const sorted = (body) => Object.entries(body).sort(([one], [other]) => (one < other ? -1 : 1));
const clean = (said) =>
  Object.fromEntries(Object.entries(said).map(([name, value]) => [name, typeof value === "string" ? cleanText(value) : value]));

/** Today by this device's clock: no hour is kept of what people said. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
