// New content into a living page without touching the row that somebody is in.
// Rows are [data-row][data-key]; the groups they stand in carry a data-key too.
const keyed = (key) => `[data-key="${CSS.escape(key)}"]`;

// A row is in use when it has the focus or its menu is open.
function inUse(live) {
  const focus = document.activeElement;
  if (focus !== live && live.contains(focus)) return focus.closest("[data-row]") || focus;
  return live.querySelector("[data-row] details[open]")?.closest("[data-row]");
}

// A row that is gone from the new content stays until it is let go: in its group, or in a copy of it.
function stand(row, next) {
  const twin = document.createElement(row.tagName);
  const group = row.parentElement.closest("[data-key]");
  const there = group && next.querySelector(keyed(group.dataset.key));
  const list = there?.querySelector("[data-row]")?.parentElement;
  if (list) {
    list.insertBefore(twin, list.children[[...row.parentElement.children].indexOf(row)] || null);
    return twin;
  }
  if (!group) return next.appendChild(twin);
  const copy = group.cloneNode(true);
  for (const other of copy.querySelectorAll("[data-row]")) {
    if (other.dataset.key === row.dataset.key) other.replaceWith(twin);
    else other.remove();
  }
  next.prepend(copy);
  return twin;
}

function path(from, to) {
  const steps = [];
  for (let step = from; step && step !== to; step = step.parentElement) steps.unshift(step);
  return steps;
}

// Everything beside the way down to the row is new; the way itself stays in the document.
function weave(live, next, kept, fresh) {
  let above = live, source = next;
  kept.forEach((keep, depth) => {
    const nodes = [...source.childNodes], cut = nodes.indexOf(fresh[depth]);
    for (const node of [...above.childNodes]) if (node !== keep) node.remove();
    keep.before(...nodes.slice(0, cut));
    keep.after(...nodes.slice(cut + 1));
    above = keep;
    source = fresh[depth];
  });
}

// Puts next's content into live; true when something in use was left as it was.
export function patch(live, next) {
  const row = inUse(live);
  if (!row) {
    live.replaceChildren(...next.childNodes);
    return false;
  }
  if (row.dataset.key === undefined) return true;
  const twin = next.querySelector(keyed(row.dataset.key)) || stand(row, next);
  const kept = path(row, live), fresh = path(twin, next);
  if (kept.length === fresh.length) weave(live, next, kept, fresh);
  return true;
}
