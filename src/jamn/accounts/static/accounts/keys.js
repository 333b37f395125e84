// Passkeys and security keys. A form[data-key] asks the browser for one (`create` or `get`) before it is sent: the
// question comes from `data-options`, the answer goes into its field `credential`. Such a form is shown only where the
// browser knows keys; `data-without-keys` beside it is what others read.
const known = globalThis.webauthnJSON?.supported();

const ask = async (form) => {
  const address = new URL(form.dataset.options, location);
  for (const field of form.querySelectorAll("[name=passwordless]:checked")) {
    address.searchParams.set(field.name, field.value);
  }
  const answer = await fetch(address, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const credential = await globalThis.webauthnJSON[form.dataset.key](await answer.json());
  form.elements.credential.value = JSON.stringify(credential);
  form.submit();
};

for (const form of document.querySelectorAll("form[data-key]")) {
  form.hidden = !known;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-failed]");
    failed.hidden = true;
    // the browser has told the person itself what went wrong, or they chose to stop
    ask(form).catch(() => (failed.hidden = false));
  });
}
for (const words of document.querySelectorAll("[data-without-keys]")) words.hidden = known;
