// Small things the pages are better with and work without.

// A form being sent says so, keeps its button's width, and is not sent twice.
document.addEventListener("submit", (e) => {
  const button = e.submitter;
  if (e.defaultPrevented || !button?.dataset.busy || e.target.method === "dialog") return;
  if (button.getAttribute("aria-busy") === "true") { e.preventDefault(); return; }
  const label = button.querySelector("[data-label]") || button;
  button.style.minInlineSize = `${button.offsetWidth}px`;
  button.setAttribute("aria-busy", "true");
  button.dataset.rest = label.textContent;
  label.textContent = button.dataset.busy;
});
// A page brought back from memory must not still say that it is being sent.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("[aria-busy=true][data-rest]")) {
    (button.querySelector("[data-label]") || button).textContent = button.dataset.rest;
    button.removeAttribute("aria-busy");
  }
});

document.addEventListener("click", (e) => {
  const opens = e.target.closest("[data-opens]");
  if (opens) document.getElementById(opens.dataset.opens)?.showModal();
  if (e.target.closest("[data-print]")) print();
  for (const menu of document.querySelectorAll("details.more[open]")) {
    if (!menu.contains(e.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (e) => {
  const menu = e.key === "Escape" && document.querySelector("details.more[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// On a narrow screen a chart is wider than the page: begin at its most recent end.
for (const chart of document.querySelectorAll("[data-scroll-end]")) chart.scrollLeft = chart.scrollWidth;
