// A scale filled in with somebody: an answer that cannot wait says so where it stands, before anything is saved,
// and what was marked is not lost by a slip. Without script the same stands in the answer to Save.
const form = document.querySelector("form[data-pressing]");
const says = form?.querySelector("[data-cannot-wait]");
const pressing = form ? JSON.parse(form.dataset.pressing) : {};
let changed = false;

const pressed = () => [...form.querySelectorAll("input:checked")].find((one) => pressing[one.name]?.includes(one.value));

function look() {
  const found = pressed();
  if (found && says.hidden) found.closest("fieldset").after(says);
  says.hidden = !found;
}

form?.addEventListener("change", () => { changed = true; look(); });
form?.addEventListener("submit", () => { changed = false; });
addEventListener("beforeunload", (e) => { if (changed) e.preventDefault(); });
if (form) look();
