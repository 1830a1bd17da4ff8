/**
 * Visits and day sheets of this browser. An entry has its key before it is first
 * saved. States: draft, here (finished, waits to be sent), going, safe. What is safe keeps one line, not its content.
 */

import { change, readAll, readFiles } from "./database.js";
import { digestOf, seal, sealBytes, unseal, unsealBytes } from "./sealing.js";

export class Entries {
  /** @param {CryptoKey} key */
  constructor(key) {
    Object.assign(this, { key, all: new Map(), listeners: new Set() });
  }

  /** @param {CryptoKey} key */
  static async open(key) {
    const entries = new Entries(key);
    await entries.takeUp();
    return entries;
  }

  /** Take up what this browser keeps and is not among them yet. */
  async takeUp() {
    for (const row of (await readAll("entries")).filter(({ id }) => !this.all.has(id))) {
      const state = row.state === "going" ? "here" : row.state; // whether it arrived is not known: it is asked again
      this.all.set(row.id, { id: row.id, state, ...(await unseal(this.key, row.sealed)) });
    }
    this.tell();
  }

  /** Call back after every change. @param {() => void} listener @returns {() => void} stops it */
  watch(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell() {
    for (const listener of this.listeners) listener();
  }

  list() {
    return [...this.all.values()].sort((one, other) => (one.begun_at < other.begun_at ? 1 : -1));
  }

  usedForms() {
    return this.list().map((entry) => entry.form);
  }

  /** Save what was answered so far, with its files. @param {object} entry @param {string} xml @param {File[]} files */
  async save(entry, xml, files) {
    const before = new Map((entry.files ?? []).map((file) => [file.name, file]));
    const fresh = await Promise.all(files.filter((file) => !before.has(file.name)).map((file) => this.sealFile(entry, file)));
    const added = new Map(fresh.map(({ told }) => [told.name, told]));
    const kept = files.map((file) => before.get(file.name) ?? added.get(file.name));
    const gone = [...before.keys()].filter((name) => !files.some((file) => file.name === name));
    Object.assign(entry, { xml, files: kept, title: titleOf(xml) || entry.title });
    this.all.set(entry.id, entry);
    await this.put(entry, { files: fresh.map(({ row }) => row) }, { files: gone.map((name) => `${entry.id}/${name}`) });
  }

  async sealFile(entry, file) {
    const bytes = await file.arrayBuffer();
    const told = { name: file.name, type: file.type, size: bytes.byteLength, sha256: await digestOf(bytes) };
    return { told, row: { id: `${entry.id}/${file.name}`, entry: entry.id, name: file.name, sealed: await sealBytes(this.key, bytes) } };
  }

  /** Write an entry and what belongs to it, one write after the other. */
  put(entry, put = {}, gone = {}) {
    const work = (entry.writing ?? Promise.resolve()).then(async () => {
      const { id, state, writing, ...inside } = entry;
      const row = { id, state, sealed: await seal(this.key, inside) };
      await change({ put: { ...put, entries: [row] }, gone });
    });
    entry.writing = work.catch(() => {});
    this.tell();
    return work;
  }

  /** The files of an entry, opened. @returns {Promise<File[]>} */
  async filesOf(entry) {
    const rows = new Map((await readFiles(entry.id)).map((row) => [row.name, row]));
    return Promise.all((entry.files ?? []).map(async ({ name, type }) => new File([await unsealBytes(this.key, rows.get(name).sealed)], name, { type })));
  }

  /** Note where an entry stands. @param {object} entry @param {string} state */
  async mark(entry, state) {
    entry.state = state;
    await this.put(entry);
  }

  /** The server has called it safe: words and files leave this browser, one line stays. @param {object} entry */
  async forget(entry) {
    const names = (entry.files ?? []).map(({ name }) => `${entry.id}/${name}`);
    Object.assign(entry, { state: "safe", xml: "", files: [], count: names.length, safe_on: new Date().toISOString().slice(0, 10) });
    await this.put(entry, {}, { files: names });
  }

  /** Remove an entry because the person said so. @param {object} entry */
  async remove(entry) {
    await entry.writing;
    this.all.delete(entry.id);
    await change({ gone: { entries: [entry.id], files: (entry.files ?? []).map(({ name }) => `${entry.id}/${name}`) } });
    this.tell();
  }
}

/** What the form calls this record (its instanceName), if it does. @param {string} xml */
function titleOf(xml) {
  const found = new DOMParser().parseFromString(xml, "text/xml").getElementsByTagNameNS("*", "instanceName")[0];
  return found?.textContent.trim() ?? "";
}
