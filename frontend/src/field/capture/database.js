/** The browser's own database: lock, forms, entries, files. A promise is kept only once the disk has it. */

const NAME = "ladder-field";
const VERSION = 1;
let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("vaults", { keyPath: "id" });
      request.result.createObjectStore("forms", { keyPath: "id" });
      request.result.createObjectStore("entries", { keyPath: "id" });
      request.result.createObjectStore("files", { keyPath: "id" }).createIndex("entry", "entry");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/** One transaction over one or more tables; settled when it is durable. @param {string[]} names @param {IDBTransactionMode} mode @param {(transaction: IDBTransaction) => IDBRequest | void} act */
async function transact(names, mode, act) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(names, mode, { durability: "strict" });
    const request = act(transaction);
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

export const read = (name, key) => transact([name], "readonly", (work) => work.objectStore(name).get(key));
export const readAll = (name) => transact([name], "readonly", (work) => work.objectStore(name).getAll());
export const write = (name, row) => transact([name], "readwrite", (work) => work.objectStore(name).put(row));
export const readFiles = (entry) =>
  transact(["files"], "readonly", (work) => work.objectStore("files").index("entry").getAll(entry));

/** Several changes, all or none. @param {{put?: Record<string, object[]>, gone?: Record<string, string[]>}} changes */
export const change = ({ put = {}, gone = {} }) =>
  transact([...new Set([...Object.keys(put), ...Object.keys(gone)])], "readwrite", (work) => {
    for (const [name, keys] of Object.entries(gone)) for (const key of keys) work.objectStore(name).delete(key);
    for (const [name, rows] of Object.entries(put)) for (const row of rows) work.objectStore(name).put(row);
  });
