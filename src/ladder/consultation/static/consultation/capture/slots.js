/** The names of what entries are about; the server names them the same (device_bodies.py). */

export const attendanceSlot = (group) => `attendance:${group}`;
export const tallySlot = (item, group) => `tally:${item}:${group}`;
export const threadSlot = (kind, thread) => `${kind}:${thread}`;
export const positionSlot = (person, item) => `position:${person}:${item}`;
export const SEAL_SLOT = "seal:";

export const POSITIONS = ["as_written", "with_change", "cannot", "unclear"];
export const HEADS = ["women", "men", "unsaid"];
export const CONSENTS = ["quote_with_role", "quote_without_role", "paraphrase", "committee_only"];

/** People of a group who are there, as counted. @param {import("./store.js").Store} store @param {string} group */
export function peopleOf(store, group) {
  const said = store.said(attendanceSlot(group));
  return said ? HEADS.reduce((sum, head) => sum + said[head], 0) : 0;
}

/** People counted in a tally. @param {object | undefined} said */
export const countedIn = (said) => (said?.has_counts ? POSITIONS.reduce((sum, one) => sum + said.counts[one], 0) : 0);
