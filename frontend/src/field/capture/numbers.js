/**
 * Number questions for keyboards that press no keys.
 *
 * Many keyboards of phones, Chinese ones above all, send what is typed as text. The number box of Web Forms (PrimeVue)
 * takes key presses only and puts back what stood there before: the number would be lost without a word.
 */

const BOX = "input[role=spinbutton]";

/** Turn text that arrives in a number box of this element into the presses that the box takes. @param {HTMLElement} place */
export function takeTypedNumbers(place) {
  let before = "";
  place.addEventListener("beforeinput", (event) => {
    if (!isBox(event.target) || event.inputType !== "insertText" || !event.data) return;
    event.preventDefault();
    press(event.target, event.data);
  }, true);
  place.addEventListener("compositionstart", ({ target }) => {
    if (isBox(target)) before = target.value;
  }, true);
  place.addEventListener("compositionend", ({ target, data }) => {
    if (isBox(target) && data) setTimeout(() => put(target, before, data));
  }, true);
}

const isBox = (target) => target instanceof Element && target.matches(BOX);

/** What was composed stands in the box, or was put back, depending on who was faster. */
function put(box, before, text) {
  box.value = before;
  press(box, text);
}

/** @param {HTMLInputElement} box @param {string} text also with the wide digits of Chinese keyboards */
function press(box, text) {
  for (const key of text.normalize("NFKC")) {
    box.dispatchEvent(new KeyboardEvent("keypress", { key, bubbles: true, cancelable: true }));
  }
}
