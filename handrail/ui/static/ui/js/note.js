// A draft keeps itself. What is in the boxes is never replaced; when saving fails it is tried again, and said.

const form = document.querySelector("form[data-autosave]");
const status = form?.querySelector("[data-status]");
let sent = form ? written() : "";
let waiting = 0;
let stopped = false;
let sending = null;

function written() {
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  data.delete("version");
  return JSON.stringify([...data]);
}

function showHints(hints) {
  const box = document.querySelector("[data-hints]");
  box.hidden = hints.length === 0;
  box.querySelector("[data-hint-list]").replaceChildren(...hints.map((hint) => {
    const item = document.createElement("li");
    const term = document.createElement("u");
    term.className = "wavy";
    term.textContent = hint.term;
    item.append(term, ` → ${hint.better}`);
    return item;
  }));
}

async function save() {
  waiting = 0;
  const now = written();
  if (stopped || sending || now === sent) return;
  try {
    const headers = { Accept: "application/json" };
    sending = fetch(form.action, { method: "POST", body: new FormData(form), headers, redirect: "error" });
    const answer = await sending;
    const said = await answer.json();
    if (answer.ok) {
      sent = now;
      form.elements.version.value = said.version;
      status.textContent = `${form.dataset.kept} ${said.saved}`;
      showHints(said.hints);
    } else {
      // Changed elsewhere, signed, or too long: a human decides. The next save by hand shows both.
      stopped = true;
      status.textContent = said.trouble || form.dataset.failed;
    }
  } catch {
    status.textContent = form.dataset.failed;
    later(10_000);
  } finally {
    sending = null;
  }
  if (!stopped && written() !== sent) later(2_000);
}

function later(after) {
  if (!waiting) waiting = setTimeout(save, after);
}

form?.addEventListener("input", () => later(2_000));
addEventListener("online", () => later(0));
addEventListener("beforeunload", (e) => { if (form && !form.dataset.leaving && written() !== sent) e.preventDefault(); });
// Sent by hand: wait for a save under way, so that the version is the newest.
form?.addEventListener("submit", (e) => {
  form.dataset.leaving = "yes";
  stopped = true;
  if (!sending) return;
  e.preventDefault();
  const button = e.submitter;
  sending.finally(() => setTimeout(() => {
    if (button?.formAction) form.action = button.formAction;
    form.submit();
  }));
});
