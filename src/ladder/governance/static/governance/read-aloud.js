// Reads the page aloud where the browser can speak, each part in its own language. Without it the button stays hidden.
const button = document.querySelector("[data-read-aloud]");
const page = document.querySelector("[data-read]");
const speech = window.speechSynthesis;
const PARTS = "h2, h3, p, dt, dd";

function languageOf(element) {
  const holder = element.closest("[lang]");
  return holder ? holder.lang : document.documentElement.lang;
}

function partsToSay() {
  return [...page.querySelectorAll(PARTS)].filter(
    (part) => !part.closest("[data-silent]") && part.innerText.trim() !== "" && part.offsetParent !== null
  );
}

function sentenceOf(part) {
  const copy = part.cloneNode(true);
  copy.querySelectorAll("[data-silent]").forEach((silent) => silent.remove());
  const sentence = new SpeechSynthesisUtterance(copy.textContent.replace("→", "").trim());
  sentence.lang = languageOf(part);
  sentence.rate = 0.9;
  return sentence;
}

function show(isReading, words) {
  button.setAttribute("aria-pressed", String(isReading));
  button.textContent = isReading ? button.dataset.stop : words;
}

if (button && page && speech && window.SpeechSynthesisUtterance) {
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", () => {
    const wasReading = button.getAttribute("aria-pressed") === "true";
    speech.cancel();
    show(!wasReading, words);
    if (wasReading) return;
    const sentences = partsToSay().map(sentenceOf);
    if (sentences.length === 0) return show(false, words);
    sentences[sentences.length - 1].addEventListener("end", () => show(false, words));
    sentences.forEach((sentence) => speech.speak(sentence));
  });
  window.addEventListener("pagehide", () => speech.cancel());
}
