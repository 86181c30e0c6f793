// Keyboard first, and always possible to switch off. Single keys work only outside fields.
const sheet = document.getElementById("keys");
const box = sheet?.querySelector("[data-keys-on]");
const rows = () => [...document.querySelectorAll("[data-row]")];
const here = () => document.activeElement?.closest("[data-row]");

function chosen() {
  try { return localStorage.getItem("keys") !== "off"; } catch { return true; }
}
function choose(on) {
  try { localStorage.setItem("keys", on ? "on" : "off"); } catch (closed) { console.info("The choice lasts for this page only.", closed.name); }
}
if (box) {
  box.checked = chosen();
  box.addEventListener("change", () => choose(box.checked));
}

function move(by) {
  const all = rows(), at = all.indexOf(here());
  const to = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + by))];
  to?.focus();
  to?.scrollIntoView({ block: "nearest" });
}

// A shortcut belongs to the row in focus; outside rows to the page, never to some other row.
function shortcut(key) {
  const inside = here();
  const all = [...(inside || document).querySelectorAll(`[data-shortcut="${CSS.escape(key)}"]`)];
  const target = all.find((one) => inside || !one.closest("[data-row]"));
  target?.click();
  return Boolean(target);
}

function find() {
  const field = document.querySelector("[data-find]");
  field?.focus();
  return Boolean(field);
}

function open() {
  if (document.activeElement !== here()) return false; // a link or button in the row has its own Enter
  here()?.querySelector("a[href]")?.click();
  return Boolean(here());
}

const does = { "/": find, "?": () => { sheet?.showModal(); return true; }, j: () => { move(1); return true; }, k: () => { move(-1); return true; }, Enter: open };

addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.repeat || e.defaultPrevented || !(box?.checked ?? chosen())) return;
  if (e.target.closest?.("input, textarea, select, dialog, [contenteditable]")) return;
  const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
  if ((does[key] || (() => key.length === 1 && shortcut(key)))()) e.preventDefault();
});

// A row of places that is wider than the screen begins at the one that is open.
for (const row of document.querySelectorAll("[data-scroll-current]")) {
  const open = row.querySelector("[aria-current]");
  if (open) row.scrollLeft = open.offsetLeft - row.offsetLeft - (row.clientWidth - open.offsetWidth) / 2;
}
