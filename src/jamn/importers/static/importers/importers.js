// The preview shows where words stand; files can be dropped. Every page works without this.

document.documentElement.classList.add("has-script");
for (const each of document.querySelectorAll("[data-with-script]")) each.hidden = false;
for (const each of document.querySelectorAll("[data-without-script]")) each.hidden = true;

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const reveal = (element, block = "center") =>
  element.scrollIntoView({ block, inline: "nearest", behavior: calm.matches ? "auto" : "smooth" });

// --------------------------------------------------- words that are being written are not lost
const spoken = document.querySelector("[data-spoken]");
const say = (why) => {
  spoken.textContent = spoken.dataset[why];
  spoken.hidden = false;
};

/** Stop what would wipe out words in `part` that are not saved, other than those of the form it is done in. */
function keepWords(event, part, own) {
  const form = unsaved(part).find((each) => each !== own);
  if (!form || !spoken) return;
  event.preventDefault();
  say("saveFirst");
  form.querySelector("textarea, input:not([type=hidden])").focus();
}
document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, target } = event.detail;
  if (spoken) spoken.hidden = true;
  if (!elt.getAttribute("hx-swap")?.startsWith("beforeend")) keepWords(event, target, elt.closest("form"));
});
document.addEventListener("submit", (event) => {
  if (!event.target.hasAttribute("hx-post")) keepWords(event, document, event.target);
});

/** A part of a page that cannot come: show the page as it is by now, unless words would be lost with it. */
function startAnew(why) {
  if (spoken && unsaved().length) say(why);
  else location.reload();
}
document.addEventListener("htmx:responseError", (event) => {
  startAnew(event.detail.xhr.status === 403 ? "signedOut" : "refused");
});
document.addEventListener("htmx:sendError", () => spoken && say("noContact"));
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, pathInfo } = event.detail;
  const asked = new URL(pathInfo.finalRequestPath ?? pathInfo.requestPath, location).pathname;
  if (!xhr.responseURL || new URL(xhr.responseURL).pathname === asked) return;
  event.detail.shouldSwap = false; // led elsewhere, as to the sign-in
  startAnew("signedOut");
});

// Escape leaves a form in which nothing was written; whoever leaves one stands where they came from.
document.addEventListener("keydown", (event) => {
  const form = event.key === "Escape" && event.target.closest(".value.editing form");
  if (form && !unsaved(form.parentElement).length) form.querySelector("[data-cancel]").click();
});
document.addEventListener("htmx:afterSettle", (event) => {
  const link = event.detail.requestConfig?.elt.closest("[data-cancel]");
  if (!link) return;
  const box = document.getElementById(link.closest(".value").id);
  const around = document.querySelector(link.getAttribute("hx-target"));
  (box?.querySelector("a.tool[hx-get]") ?? around?.querySelector("details.more > summary"))?.focus();
});

// ----------------------------------------------------- the two sides, and what stands where
const pane = document.getElementById("source");
const sides = document.querySelector("[data-sides]");

function turnTo(side) {
  if (!sides) return;
  document.querySelector(".side-by-side").dataset.side = side;
  for (const link of sides.children) {
    if (link.hash === `#${side}-side`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
sides?.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  turnTo(link.hash.slice(1, -5));
});
turnTo("result");

function mark(anchor) {
  for (const each of pane.querySelectorAll(".is-shown")) each.classList.remove("is-shown");
  for (const each of document.querySelectorAll(".value.is-chosen")) each.classList.remove("is-chosen");
  document.getElementById(anchor)?.classList.add("is-shown");
  for (const each of document.querySelectorAll(`.value[data-anchor="${anchor}"]`)) each.classList.add("is-chosen");
}

async function show(link) {
  const anchor = link.hash.slice(1);
  if (!document.getElementById(anchor)) {
    await htmx.ajax("GET", link.href.split("#")[0], { target: pane, swap: "innerHTML" });
  }
  mark(anchor);
  turnTo("source");
  const found = document.getElementById(anchor);
  if (found) reveal(found);
}

document.addEventListener("click", (event) => {
  if (!pane || event.target.closest("a:not(.show), button, summary, textarea, input, select, label")) return;
  const link = event.target.closest("a.show") ?? event.target.closest(".value[data-anchor]")?.querySelector("a.show");
  if (link && pane.closest(".side-by-side")) {
    if (event.target.closest("a.show")) event.preventDefault();
    else if (sides.offsetParent || String(document.getSelection())) return; // a tap on a narrow page stays there
    show(link);
    return;
  }
  const said = event.target.closest(".document [id]");
  const value = said && document.querySelector(`.value[data-anchor="${said.id}"]`);
  if (value) {
    mark(said.id);
    turnTo("result");
    reveal(value);
  }
});

// ----------------------------------------------------------------- the next value to check
document.addEventListener("click", (event) => {
  const next = event.target.closest("[data-next-unsure]");
  if (!next) return;
  const unsure = [...document.querySelectorAll(".value.unsure, .says-nothing, .column-choice.unknown")];
  if (!unsure.length) return; // it is on another page: follow the link
  event.preventDefault();
  turnTo("result");
  const here = unsure.findIndex((each) => each.classList.contains("is-next"));
  const value = unsure[(here + 1) % unsure.length];
  for (const each of unsure) each.classList.toggle("is-next", each === value);
  openAround(value);
  const anchor = value.querySelector("a.show")?.hash.slice(1);
  if (anchor && document.getElementById(anchor)) {
    mark(anchor);
    if (!sides.offsetParent) reveal(document.getElementById(anchor));
  }
  reveal(value);
  value.querySelector("button, a, select")?.focus({ preventScroll: true });
});

function openAround(element) {
  const fold = element?.closest("details");
  if (fold) fold.open = true;
}
document.addEventListener("click", (event) => {
  const link = event.target.closest('.result-side a[href^="#"]');
  if (link) openAround(document.getElementById(link.hash.slice(1)));
});
openAround(document.getElementById(location.hash.slice(1)));

// ------------------------------------------------------------------------------ drop files
const zone = document.querySelector("[data-drop-zone]");
if (zone) {
  const input = zone.querySelector("input[type=file]");
  const list = zone.querySelector("[data-chosen]");
  zone.classList.add("is-ready");
  const tell = () => {
    const all = [...input.files];
    const fits = (file) => file.size <= Number(zone.dataset.most);
    if (!all.every(fits)) { // those that fit are sent alone
      const sending = new DataTransfer();
      for (const file of all.filter(fits)) sending.items.add(file);
      input.files = sending.files;
    }
    list.replaceChildren(...all.map((file) => {
      const item = document.createElement("li");
      item.textContent = fits(file) ? file.name : `${file.name}: ${zone.dataset.tooBig}`;
      item.classList.toggle("too-big", !fits(file));
      return item;
    }));
  };
  input.addEventListener("change", tell);
  for (const type of ["dragenter", "dragover"]) {
    zone.addEventListener(type, () => zone.classList.add("is-over"));
  }
  for (const type of ["dragleave", "drop"]) {
    zone.addEventListener(type, () => zone.classList.remove("is-over"));
  }
  tell();
}

// ------------------------------------------------------------------ cut a text in two rows
for (const button of document.querySelectorAll("[data-cut]")) {
  const upper = document.getElementById(button.dataset.cut);
  const lower = document.getElementById(button.dataset.to);
  button.hidden = false;
  button.addEventListener("click", () => {
    const at = upper.selectionStart;
    const [stays, goes] = [upper.value.slice(0, at).trim(), upper.value.slice(at).trim()];
    if (!stays || !goes) return upper.focus(); // no place to cut has been chosen yet
    const there = lower.value.trim();
    lower.value = there && there !== upper.value.trim() ? `${goes}\n${there}` : goes;
    upper.value = stays;
    lower.focus();
  });
}
