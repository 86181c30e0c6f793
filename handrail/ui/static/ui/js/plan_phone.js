// The plan on this phone, if somebody chose it: nothing is kept by itself, and one tap takes it off again.
const section = document.querySelector("[data-keep-plan]");
const PLAN = "own-plan";

async function show() {
  const kept = await caches.has(PLAN);
  section.querySelector("[data-keep]").hidden = kept;
  section.querySelector("[data-drop]").hidden = !kept;
  section.querySelector("[data-kept]").hidden = !kept;
  section.hidden = false;
}

async function start() {
  const ready = await navigator.serviceWorker.ready;
  const say = (words) => ready.active?.postMessage({ say: words });
  navigator.serviceWorker.addEventListener("message", (e) => { if (e.data?.plan) show(); });
  section.querySelector("[data-keep]").addEventListener("click", () => say("keep-plan"));
  section.querySelector("[data-drop]").addEventListener("click", () => say("drop-plan"));
  await show();
}

if (section && "serviceWorker" in navigator && "caches" in window) {
  start().catch((why) => console.info("Nothing can be kept on this device.", why.name));
}
