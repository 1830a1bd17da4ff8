/** A day means the same to whoever types it and to what is sent. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { calendarIn } from "../src/field/capture/calendar.js";

const say = (sentence) => `<${sentence}>`;

test("French and Swahili write the day first, English and Chinese in the order that is read one way only", () => {
  const orders = ["fr", "sw", "en", "zh"].map((language) => calendarIn(language, say).dateFormat);
  assert.deepEqual(orders, ["dd/mm/yy", "dd/mm/yy", "yy-mm-dd", "yy-mm-dd"]);
});

test("names begin with Sunday and January, as PrimeVue counts them, in the reader's language", () => {
  const french = calendarIn("fr", say);
  assert.deepEqual([french.dayNames[0], french.dayNames[1], french.dayNames.length], ["dimanche", "lundi", 7]);
  assert.deepEqual([french.monthNames[0], french.monthNames[7], french.monthNames.length], ["janvier", "août", 12]);
  assert.equal(calendarIn("sw", say).monthNames[10], "Novemba");
  assert.equal(calendarIn("zh", say).dayNamesMin[3], "周三");
  assert.equal(new Set(french.monthNamesShort).size, 12);
});

test("every word of its own is said in the reader's language", () => {
  const { today, clear, prevMonth, chooseYear } = calendarIn("fr", say);
  assert.deepEqual([today, clear, prevMonth, chooseYear], ["<Today>", "<Clear>", "<Month before>", "<Choose the year>"]);
});
