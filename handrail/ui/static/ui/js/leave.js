// Quick exit. A plain script, first in the head, so that it works when everything else fails.
// The button, or Shift pressed three times on its own within 5 seconds.
(() => {
  const root = document.documentElement;
  const told = (name) => root.getAttribute(`data-leave-${name}`) || "";
  const installed = () => matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;

  // Some browsers close storage altogether; leaving must work there too.
  function withStorage(act) {
    try { return act(); } catch (closed) { return console.debug("Storage is closed.", closed.name); }
  }
  function forget() {
    navigator.serviceWorker?.controller?.postMessage({ say: "forget" });
    withStorage(() => { sessionStorage.clear(); localStorage.setItem("left", "yes"); });
  }

  function leave() {
    root.hidden = true;                                // blank first, go second
    document.title = told("title");
    if (told("beacon")) navigator.sendBeacon(told("beacon"));
    forget();
    location.replace(installed() && told("local") ? told("local") : told("to"));
  }

  // Without signal the beacon is lost, so the first page after leaving ends the session before it shows.
  function finishLeaving() {
    if (!told("beacon") || withStorage(() => localStorage.getItem("left")) !== "yes") return;
    root.hidden = true;
    fetch(told("beacon"), { method: "POST" }).then(() => {
      localStorage.removeItem("left");
      location.reload();
    }, () => { root.hidden = false; });
  }
  finishLeaving();

  let presses = 0, alone = false, timer;
  function say(left) {
    const place = document.querySelector(".leave-keys");
    if (place) place.textContent = left ? place.getAttribute(`data-${left}`) : "";
  }
  function count() {
    presses += 1;
    clearTimeout(timer);
    if (presses >= 3) return leave();
    say(presses === 1 ? "two" : "one");
    timer = setTimeout(() => { presses = 0; say(""); }, 5000);
  }
  addEventListener("keydown", (e) => {
    alone = e.key === "Shift" && !e.repeat;
    if (!alone) { presses = 0; say(""); }
  });
  addEventListener("keyup", (e) => { if (e.key === "Shift" && alone) count(); });
  addEventListener("click", (e) => {
    if (!e.target.closest?.("[data-leave]")) return;
    e.preventDefault();
    leave();
  }, true);

  // Coming back with the Back button must not show the page from memory.
  addEventListener("pageshow", (e) => { if (e.persisted && root.hidden) location.reload(); });
})();
