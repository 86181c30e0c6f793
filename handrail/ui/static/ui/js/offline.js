// The offline banner and the service worker. Everything on the page works without this file.
const { owner = "", probe, worker } = document.body.dataset;
const banner = document.querySelector("[data-offline]");

// navigator.onLine only knows about the radio: ask the server, past the service worker.
async function reachable() {
  if (!navigator.onLine) return false;
  return fetch(probe, { method: "HEAD", cache: "no-store" }).then(() => true, () => false);
}

async function look() {
  if (banner && probe) banner.hidden = await reachable();
}

// Asked once a visit and language: the phone's copies of the few pages that must work without signal.
async function keep(registration) {
  const mark = `kept:${owner}:${document.documentElement.lang}`;
  if (!owner || sessionStorage.getItem(mark) || !(await reachable())) return;
  sessionStorage.setItem(mark, "yes");
  registration.active?.postMessage({ say: "keep" });
}

async function start() {
  await navigator.serviceWorker.register(worker, { scope: "/" });
  await keep(await navigator.serviceWorker.ready);
}

addEventListener("online", look);
addEventListener("offline", look);
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
look();
if ("serviceWorker" in navigator && worker) {
  start().catch((why) => console.info("Pages are not kept on this device.", why.name));
}

// Signing out takes the copies with it.
document.addEventListener("submit", (e) => {
  if (!e.target.matches("[data-forget]")) return;
  sessionStorage.clear();
  navigator.serviceWorker?.controller?.postMessage({ say: "forget" });
}, true);
