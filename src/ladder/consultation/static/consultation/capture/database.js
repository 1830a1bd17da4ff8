/** The device's own database: packs, locks, entries. A promise is kept only once the disk has it. */

const NAME = "ladder-gatherings";
const VERSION = 1;
let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("packs", { keyPath: "id" });
      request.result.createObjectStore("vaults", { keyPath: "id" });
      request.result.createObjectStore("entries", { keyPath: "number" }).createIndex("gathering", "gathering");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/** Run one transaction; settled when it is durable. @param {string} name @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest | void} act */
async function transact(name, mode, act) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, mode, { durability: "strict" });
    const request = act(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

/** @param {string} name @param {string} key */
export const read = (name, key) => transact(name, "readonly", (store) => store.get(key));
/** @param {string} name @param {object} row */
export const write = (name, row) => transact(name, "readwrite", (store) => store.put(row));
/** @param {string} gathering */
export const readEntries = (gathering) =>
  transact("entries", "readonly", (store) => store.index("gathering").getAll(gathering));
/** Several rows at once, all or none. @param {string} name @param {object[]} rows @param {string[]} gone */
export const replace = (name, rows, gone) =>
  transact(name, "readwrite", (store) => {
    for (const key of gone) store.delete(key);
    for (const row of rows) store.put(row);
  });
