// One kept item to the server, and what its answer means.
const PATIENCE = 15000;                                // milliseconds until a weak signal counts as none

// Django's own token, from its cookie: the one in a kept page may be old.
function token() {
  const found = document.cookie.match(/(?:^|; )(?:__Host-)?csrf=([^;]+)/);
  return found ? found[1] : "";
}

function ask(item) {
  return fetch(item.url, {
    method: "POST",
    body: new URLSearchParams([...item.body, ["key", item.key], ["made_at", item.made_at]]),
    headers: { "X-CSRFToken": token(), "X-Outbox-Owner": item.owner, Accept: "application/json" },
    redirect: "manual",
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE),
  });
}

// A hotel's sign-in page also answers 200: only our own words about this very item count.
async function told(response, item) {
  const words = await response.json().catch(() => ({}));
  return words?.key === item.key ? words : null;
}

// → {state: "delivered" | "sign-in" | "refused" | "kept", stop: no way through at all, next, message}
export async function deliver(item) {
  let response;
  try {
    response = await ask(item);
  } catch {
    return { state: "kept", stop: true };
  }
  if (response.type === "opaqueredirect" || [401, 403].includes(response.status)) {
    return { state: "sign-in", stop: true };
  }
  const words = await told(response, item);
  if (words && response.ok) return { state: "delivered", next: words.next };
  if (words && [400, 409, 422].includes(response.status)) return { state: "refused", message: words.message };
  return { state: "kept" };
}
