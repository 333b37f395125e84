// Small conveniences. Every page works without them.

// An open menu closes on Escape and on a click elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// Nobody leaves words behind that are not saved, unless they say so to the browser.
const changed = (field) => {
  if (field.options) {
    const first = [...field.options].some((each) => each.defaultSelected) ? null : field.options[0];
    return [...field.options].some((each) => each.selected !== (each.defaultSelected || each === first));
  }
  if (["checkbox", "radio"].includes(field.type)) return field.checked !== field.defaultChecked;
  return !["hidden", "file", "submit", "button"].includes(field.type) && field.value !== field.defaultValue;
};
const WRITTEN_IN = 'form[method="post"]:has(textarea, input[type="date"])';
/** The forms inside `part` that hold words which are not saved. `data-unsaved` marks one that came back unsaved. */
globalThis.unsaved = (part = document) =>
  [...part.querySelectorAll(WRITTEN_IN)].filter(
    (form) => "unsaved" in form.dataset || [...form.elements].some(changed),
  );
let sent = null;
document.addEventListener("submit", (event) => {
  sent = event.target;
  setTimeout(() => event.defaultPrevented && (sent = null));
});
addEventListener("pageshow", () => (sent = null));
addEventListener("beforeunload", (event) => {
  if (unsaved().some((form) => form !== sent)) event.preventDefault();
});

// After a form was refused, the reader starts at what is the matter.
document.querySelector("[data-focus]")?.focus();
