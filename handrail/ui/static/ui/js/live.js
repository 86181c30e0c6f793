// Keeps a part of the page fresh: on the server's word, or every 30 seconds (data-live-every, in ms) when there is no stream.
// <div data-live="stream address" data-live-url="fragment address" data-live-tag="its ETag" data-live-lost="words">
// The fragment's first element says what to announce in data-live-say; [data-live-status] is where.
import { patch } from "./patch.js";

const part = document.querySelector("[data-live-url]");
const status = document.querySelector("[data-live-status]");
const EVERY = Number(part?.dataset.liveEvery) || 30000, GATHER = 200;
let stream, timer, tag = part?.dataset.liveTag, asking = false, again = false, stale = false;

function announce(words) {
  if (status && words && status.textContent !== words) status.textContent = words;
}

function draw(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const next = page.querySelector("[data-live-url]") || page.body;
  const say = page.querySelector("[data-live-say]")?.dataset.liveSay;
  const before = document.activeElement, top = before?.getBoundingClientRect().top;
  stale = patch(part, next);
  if (part.contains(before)) scrollBy(0, before.getBoundingClientRect().top - top);
  announce(say);
}

async function ask() {
  const headers = tag ? { "If-None-Match": tag } : {};
  const answer = await fetch(part.dataset.liveUrl, { headers, cache: "no-store", redirect: "manual" });
  if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) return stop(part.dataset.liveLost);
  if (answer.status !== 200) return;
  tag = answer.headers.get("ETag");
  draw(await answer.text());
}

// Many words in a burst are one question, so it waits a moment for those that follow; a word during it is one more.
async function refresh() {
  if (asking) { again = true; return; }
  asking = true;
  do {
    await new Promise((go) => setTimeout(go, GATHER));
    again = false;
    await ask().catch((why) => console.info("The page could not be refreshed.", why.name));
  } while (again);
  asking = false;
}

function stop(words) {
  stream?.close();
  stream = undefined;
  clearInterval(timer);
  announce(words);
}

function start() {
  stop();
  timer = setInterval(() => { if (stream?.readyState !== EventSource.OPEN) refresh(); }, EVERY);
  if (!part.dataset.live || !window.EventSource) return;
  stream = new EventSource(part.dataset.live);
  stream.onopen = refresh;                             // what was said while we were away
  stream.onmessage = (e) => { if (e.data !== "open") refresh(); };
}

if (part) {
  start();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return stop();
    refresh();
    return start();
  });
  addEventListener("pagehide", () => stop());
  part.addEventListener("focusout", () => setTimeout(() => {
    if (!stale || part.contains(document.activeElement)) return;
    tag = undefined;
    refresh();
  }));
}
