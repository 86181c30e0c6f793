// A timed practice: one cue after another. Nothing moves and nothing sounds until somebody asks for it.
// Without this file the cues are pages with Back and Next.
const place = document.querySelector("[data-timed]");

const find = (name) => place.querySelector(`[data-timed-${name}]`);
const TICK = 1000;
let cues = [], at = 0, left = 0, clock = 0;

function say(words) {
  find("said").textContent = words;
}

function draw() {
  cues.forEach((cue, k) => { cue.hidden = k !== at; });
  const shown = cues[at].querySelector("[data-left]");
  shown.textContent = left ? shown.dataset.words.replace("#n", left) : "";
}

function show(index) {
  at = Math.max(0, Math.min(index, cues.length - 1));
  left = Number(cues[at].dataset.seconds);
  draw();
  say(cues[at].querySelector("b").textContent);
}

function label() {
  const go = find("go");
  go.querySelector("[data-label]").textContent = clock ? go.dataset.pause : go.dataset.go;
  go.setAttribute("aria-pressed", clock ? "true" : "false");
}

function stop() {
  clearInterval(clock);
  clock = 0;
  label();
}

// A cue without seconds waits for whoever practises; so does the last one.
function tick() {
  if (left > 1) { left -= 1; draw(); return; }
  if (at === cues.length - 1 || !left) { left = 0; draw(); stop(); return; }
  show(at + 1);
}

function go() {
  if (clock) return stop();
  if (at === cues.length - 1 && !left) show(0);
  clock = setInterval(tick, TICK);
  label();
}

function step(by) {
  return (e) => {
    e.preventDefault();
    show(at + by);
  };
}

// Back and Next stay: everybody has their own pace.
function own(name, by) {
  find(name)?.addEventListener("click", step(by));
}

function water() {
  const button = find("move");
  button.hidden = matchMedia("(prefers-reduced-motion: reduce)").matches;
  button.addEventListener("click", () => {
    const moves = document.body.classList.toggle("moving");
    button.setAttribute("aria-pressed", String(moves));
  });
}

if (place) {
  cues = [...place.querySelectorAll("[data-seconds]")];
  at = Math.max(0, cues.findIndex((cue) => !cue.hidden));
  left = Number(cues[at].dataset.seconds);
  own("back", -1);
  own("next", 1);
  find("go").hidden = false;
  find("go").addEventListener("click", go);
  water();
  document.addEventListener("visibilitychange", () => { if (document.hidden && clock) stop(); });
}
