// Time that passes: data-since is how many seconds it was when the server drew the page, by the server's clock.
const two = (n) => String(n).padStart(2, "0");

for (const clock of document.querySelectorAll("[data-since]")) {
  const drawn = performance.now(), before = Number(clock.dataset.since);
  const tell = () => {
    const s = Math.max(0, Math.floor(before + (performance.now() - drawn) / 1000));
    const hours = Math.floor(s / 3600), minutes = Math.floor((s % 3600) / 60);
    clock.textContent = hours ? `${hours}:${two(minutes)}:${two(s % 60)}` : `${minutes}:${two(s % 60)}`;
  };
  tell();
  setInterval(tell, 1000);
}

// Ctrl Enter sends what stands in a box; / goes to it.
document.addEventListener("keydown", (e) => {
  const box = document.querySelector("[data-send-keys]");
  if (!box) return;
  if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && e.target === box) box.form.requestSubmit();
});
