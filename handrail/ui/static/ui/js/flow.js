// One question after another without the network. A form with data-flow holds the first question and
// the rest as templates; without script each answer is posted and the server asks the next.
const form = document.querySelector("form[data-flow]");

function answered(name) {
  return form.querySelector(`input[type=hidden][name="${CSS.escape(name)}"]`);
}

function remember(name, value) {
  const kept = answered(name) || form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
  kept.value = value;
}

// All questions in order: the one on the page and those still in templates.
function questions() {
  const found = [...form.querySelectorAll("[data-question]")];
  return found.map((part) => (part.matches("template") ? part.content.firstElementChild : part));
}

let all = [], at = 0;

function marks() {
  const bar = document.querySelector("[data-flow-steps]");
  if (!bar) return;
  const marked = [...bar.children], now = marked.length - all.length + at;  // earlier ones were answered on the server
  marked.forEach((mark, k) => { mark.className = k < now ? "done" : k === now ? "now" : ""; });
  bar.setAttribute("aria-label", bar.dataset.words.replace("%at", now + 1).replace("%of", marked.length));
}

function show(index, focus = true) {
  all[at].replaceWith(all[index]);
  at = index;
  marks();
  const heading = all[at].querySelector("h1, h2, legend");
  if (!heading || !focus) return;
  heading.tabIndex = -1;
  heading.focus();
}

function onwards(e) {
  const button = e.submitter;
  if (!button?.name || button.name !== all[at]?.dataset.question) return;
  if (at === all.length - 1) {                         // a real submit: the outbox has it
    answered(button.name)?.remove();
    return;
  }
  remember(button.name, button.value);
  e.preventDefault();
  history.pushState({ at: at + 1 }, "");
  show(at + 1);
}

// Today's question is answered on Today; its answer comes along in the address.
function begin() {
  all = questions();
  const given = new URLSearchParams(location.search);
  let first = 0;
  while (first < all.length - 1 && given.has(all[first].dataset.question)) {
    remember(all[first].dataset.question, given.get(all[first].dataset.question));
    first += 1;
  }
  history.replaceState({ at: first }, "");
  if (first) show(first, false);
  else marks();
}

if (form) {
  begin();
  form.addEventListener("submit", onwards);
  document.querySelector("[data-flow-back]")?.addEventListener("click", (e) => {
    if (!at || history.length < 2) return;
    e.preventDefault();
    history.back();
  });
  addEventListener("popstate", (e) => { if (Number.isInteger(e.state?.at)) show(e.state.at); });
}
