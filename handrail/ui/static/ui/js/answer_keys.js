// Questions by keyboard: a digit answers, Enter goes on, the left arrow goes back. Only while the focus is in a
// question, so that no key does anything elsewhere; whoever switched single keys off has none here either.
const question = document.querySelector("section.question");

function wanted() {
  try { return localStorage.getItem("keys") !== "off"; } catch { return true; }
}

// Answers that show a number are meant by it, others by their place.
function answerOf(part, digit) {
  const all = [...part.querySelectorAll("button.choice, input[type=radio], input[type=checkbox]")];
  const numbered = part.querySelector(".places, .place") || /^\s*\d+ ·/.test(part.querySelector("label")?.textContent || "");
  return numbered ? all.find((one) => one.value === digit) : all[digit - 1];
}

// On a page with all questions the next one is at hand once this one is answered.
function onwards(field) {
  const fields = [...field.closest("form").querySelectorAll(".field")];
  const next = fields[fields.indexOf(field) + 1];
  (next?.querySelector("input:checked") || next?.querySelector("input, textarea"))?.focus();
}

function digit(e) {
  const part = e.target.closest("section.question, fieldset.field");
  const found = part && answerOf(part, e.key);
  if (!found) return false;
  found.click();
  if (found.type === "radio") onwards(part);
  return true;
}

const click = (selector) => {
  const found = document.querySelector(selector);
  found?.click();
  return Boolean(found);
};

function pressed(e) {
  if (/^[0-9]$/.test(e.key)) return digit(e);
  if (!question?.contains(e.target)) return false;
  if (e.key === "ArrowLeft" || e.key === "Backspace") return click(".backlink");
  return e.key === "Enter" && !e.target.closest("button, a") && click("section.question .btn-main");
}

addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.repeat || e.defaultPrevented || !wanted()) return;
  if (e.target.closest?.("textarea, select, input:not([type=radio], [type=checkbox])")) return;
  if (pressed(e)) e.preventDefault();
});

if (question && wanted() && matchMedia("(hover: hover) and (pointer: fine)").matches) {
  question.dataset.keyed = "yes";
  const first = question.querySelector("textarea, h1");
  if (first.matches("h1")) first.tabIndex = -1;
  if (document.activeElement === document.body) first.focus({ preventScroll: true });
}
