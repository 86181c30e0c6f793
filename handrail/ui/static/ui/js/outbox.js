// A check-in is kept on the phone until the server has it, and sent exactly once by its key.
// A form with data-outbox goes this way; without script it is an ordinary form.
import { all, put, remove } from "./store.js";
import { deliver } from "./delivery.js";

const owner = document.body.dataset.owner || "";
const place = document.querySelector("[data-outbox-status]");
const drop = place?.querySelector("[data-outbox-drop]");

function say(state, message = "") {
  if (!place) return;
  const words = place.getAttribute(`data-${state}`) || "";
  place.querySelector("[data-outbox-words]").textContent = [words, message].filter(Boolean).join(" ");
  place.dataset.state = state;
  place.hidden = false;
  drop.hidden = state !== "refused";
}

// randomUUID is missing where the address is not secure.
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// One flush at a time, over all tabs where the browser can hold a lock; the server knows the key anyway.
let turn = Promise.resolve();
function inTurn(work) {
  if (navigator.locks) return navigator.locks.request("outbox", work);
  turn = turn.then(work, work);
  return turn;
}

async function send(item) {
  const answer = await deliver(item);
  if (answer.state === "delivered") await remove(item.key);
  if (answer.state === "refused") await put({ ...item, refused: answer.message || "no" });
  return answer;
}

// Sends what waits, oldest first; stops when there is no way through to the server.
export const flush = () => inTurn(async () => {
  const outcomes = {};
  for (const item of await all(owner)) {
    if (item.refused) continue;
    outcomes[item.key] = await send(item);
    if (outcomes[item.key].stop) break;
  }
  return outcomes;
});

async function report() {
  const waiting = await all(owner);
  const refused = waiting.find((item) => item.refused);
  if (refused) say("refused", refused.refused === "no" ? "" : refused.refused);
  else if (waiting.length) say("kept");
  else if (["kept", "sign-in"].includes(place?.dataset.state)) say("sent");     // another tab has sent it
}

async function flushAndTell() {
  if (!owner) return;
  const states = Object.values(await flush()).map((answer) => answer.state);
  if (states.includes("sign-in")) say("sign-in");
  else if (states.length && states.every((state) => state === "delivered")) say("sent");
  else await report();
}

function itemOf(form, button) {
  const data = new FormData(form, button);
  for (const name of ["csrfmiddlewaretoken", "key", "made_at"]) data.delete(name);
  const body = [...data].filter(([, value]) => typeof value === "string");
  form.dataset.key ||= newKey();
  const url = new URL(form.action).pathname;
  return { key: form.dataset.key, owner, url, body, made_at: new Date().toISOString() };
}

function goTo(next) {
  const target = new URL(next || "/", location.href);
  if (target.origin === location.origin) location.assign(target);
}

// Words that came with the form, in its place.
function instead(form, name) {
  const words = form?.querySelector(`template[data-outbox-${name}]`);
  if (!words) return false;
  form.replaceChildren(words.content.cloneNode(true));
  form.dataset.instead = name;
  form.querySelector("h1[tabindex]")?.focus();
  return true;
}

function settle(form, answer, helped) {
  say(answer.state, answer.message);
  place?.scrollIntoView({ block: "nearest" });
  if (answer.state === "refused") return;              // the form stays, to be put right; its key too
  delete form.dataset.key;
  if (answer.state === "delivered") return goTo(answer.next);
  if (!helped && !instead(form, "after")) form.hidden = true;
  navigator.storage?.persist?.();
}

async function submit(form, button) {
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  const item = itemOf(form, button);
  try {
    await put(item);
  } catch {
    form.removeAttribute("data-outbox");              // no storage here: the ordinary way
    return form.requestSubmit(button);
  }
  const helped = button?.hasAttribute("data-help") && instead(form, "help");
  const outcomes = await flush();
  form.removeAttribute("aria-busy");
  settle(form, outcomes[item.key] || { state: "kept" }, helped);
}

document.addEventListener("submit", (e) => {
  if (!owner || e.defaultPrevented || !e.target.matches("form[data-outbox]")) return;
  e.preventDefault();
  submit(e.target, e.submitter);
});
// A page that comes back from memory is a new check-in.
addEventListener("pageshow", (e) => {
  if (e.persisted) for (const form of document.querySelectorAll("form[data-key]")) delete form.dataset.key;
});
drop?.addEventListener("click", async () => {
  for (const item of await all(owner)) if (item.refused) await remove(item.key);
  place.hidden = true;
});
addEventListener("online", flushAndTell);
document.addEventListener("visibilitychange", () => { if (!document.hidden) flushAndTell(); });
flushAndTell();
