/** The lock of this browser, what it was made ready for, and the forms and sites it holds. All of it stands sealed. */

import { change, read, readAll, write } from "./database.js";
import { makeLock, openLock, seal, unseal } from "./sealing.js";

const ID = "field";
const PATIENCE_MS = 30_000;

/** Somebody has to sign in before this can be done. */
export class SignInNeeded extends Error {}

/** @returns {Promise<object | undefined>} the lock as it stands, without its key */
export const readVault = () => read("vaults", ID);

export class Vault {
  /** @param {object} row @param {CryptoKey} key @param {object} inside */
  constructor(row, key, inside) {
    Object.assign(this, { row, key, inside, forms: new Map() });
  }

  /** Lock this browser for the person that is signed in. @param {string} passphrase @param {object} addresses */
  static async make(passphrase, addresses) {
    const pack = await fetchJson(addresses.pack);
    const credential = await fetchJson(addresses.credential, { method: "POST", headers: { "X-CSRFToken": readCookie("csrftoken") } });
    const { lock, key } = await makeLock(passphrase);
    const vault = new Vault({ id: ID, lock }, key, { ...credential, deviceId: crypto.randomUUID() });
    await vault.take(pack, []);
    return vault;
  }

  /** @param {object} row @param {string} passphrase */
  static async open(row, passphrase) {
    const key = await openLock(row.lock, passphrase);
    const vault = new Vault(row, key, await unseal(key, row.sealed));
    await vault.holdAll();
    return vault;
  }

  /** Every form that stands in this browser. */
  async holdAll() {
    for (const { sealed } of await readAll("forms")) this.hold(await unseal(this.key, sealed));
  }

  hold(form) {
    this.forms.set(form.key, form);
  }

  /** Forms to begin with, newest version first. */
  current() {
    return this.inside.current.map((key) => this.forms.get(key)).filter(Boolean);
  }

  /** Take in forms and sites; an older form stays as long as an entry was made with it. @param {object} pack @param {string[]} used */
  async take(pack, used) {
    const current = pack.forms.map((form) => form.key);
    const gone = [...this.forms.keys()].filter((key) => !current.includes(key) && !used.includes(key));
    for (const form of pack.forms) this.hold(form);
    for (const key of gone) this.forms.delete(key);
    this.inside = { ...this.inside, current, person: pack.person, taken_on: pack.on, home: pack.home };
    const rows = await Promise.all(pack.forms.map(async (form) => ({ id: form.key, sealed: await seal(this.key, form) })));
    this.row.sealed = await seal(this.key, this.inside);
    await change({ put: { forms: rows, vaults: [this.row] }, gone: { forms: gone } });
  }

  /** Bring newer forms and sites, for the same person only. @param {object} addresses @param {string[]} used */
  async renew(addresses, used) {
    const pack = await fetchJson(addresses.pack);
    if (pack.person !== this.inside.person) throw new SignInNeeded();
    await this.take(pack, used);
  }

  /** A new secret for sending, where the old one has run out or was withdrawn. */
  async renewCredential(addresses) {
    const credential = await fetchJson(addresses.credential, { method: "POST", headers: { "X-CSRFToken": readCookie("csrftoken") } });
    if (credential.person !== this.inside.person) throw new SignInNeeded();
    this.inside = { ...this.inside, ...credential };
    this.row.sealed = await seal(this.key, this.inside);
    await write("vaults", this.row);
  }

  /** What goes into the `Authorization` header of everything that is sent. */
  get authorization() {
    return `Basic ${btoa(`${this.inside.username}:${this.inside.secret}`)}`;
  }
}

async function fetchJson(address, options = {}) {
  const response = await fetch(address, { ...options, headers: { Accept: "application/json", ...options.headers }, redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
  if (response.type === "opaqueredirect" || [401, 403, 404].includes(response.status)) throw new SignInNeeded();
  if (!response.ok) throw new Error(`${response.status} at ${address}`);
  return response.json();
}

function readCookie(name) {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}
