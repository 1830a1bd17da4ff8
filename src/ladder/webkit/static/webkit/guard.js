// What was typed is not lost by a click beside it: the browser asks before it leaves a form that was changed.

for (const form of document.querySelectorAll("form[data-guarded]")) {
  let isChanged = form.dataset.guarded === "changed"; // shown again because something in it is wrong
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isChanged = false; });
  addEventListener("beforeunload", (leaving) => { if (isChanged) leaving.preventDefault(); });
}
