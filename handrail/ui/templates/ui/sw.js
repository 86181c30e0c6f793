{% comment %}
Served at /sw.js with scope /.  Context  files: addresses of hashed static files, kept first;
pages: addresses kept for no signal, the first of them (help) also stands in for any other page;
lost: from where forms are sent to, to the kept page that says it was not sent;
chosen: addresses that somebody chose to keep on this device, and can take off it again
note: what a note says that came without words; opens: where it leads
version: changes whenever files or pages change
{% endcomment %}{% load ui %}// Keeps help, the check-in and Today's shell on the phone. No other page with somebody's name is kept,
// but for those they chose to keep on this device.
const FILES = {{ files|as_json }};
const PAGES = {{ pages|as_json }};
const LOST = {{ lost|as_json }};
const CHOSEN = {{ chosen|as_json }};
const PLAN = "own-plan";
const SHARED = "shared-" + {{ version|as_json }};
const OWN = "own-" + {{ version|as_json }};

// What says how something stands right now is cut out of what is kept: offline it would say so for ever.
const NOW = /<!--now-->[^]*?<!--\/now-->/g;
const lasting = async (answer) => new Response((await answer.text()).replace(NOW, ""), { headers: answer.headers });
const whole = (answer) => answer.ok && !answer.redirected && answer.type === "basic";

// What is not kept is let go of at once: an answer nobody reads holds its connection, of which there are six.
async function asked(page, credentials) {
  const answer = await fetch(page, { credentials, cache: "no-store", redirect: "manual" });
  if (!whole(answer)) await answer.body?.cancel();
  return answer;
}

// The public form of each page: as somebody sees it who is not signed in. Pages that need sign-in stay out.
async function keepShared() {
  const cache = await caches.open(SHARED);
  await cache.addAll(FILES);
  await Promise.all(PAGES.map(async (page) => {
    const answer = await asked(page, "omit");
    if (whole(answer)) await cache.put(page, answer);
  }));
}

// The person's own form, while signed in.
async function keepOwn() {
  const cache = await caches.open(OWN);
  await Promise.all(PAGES.map(async (page) => {
    const answer = await asked(page, "same-origin");
    if (whole(answer)) await cache.put(page, await lasting(answer));
    else await cache.delete(page);                     // somebody else's copy, or none for this person
  }));
}

// What somebody chose to keep on a device of their own.
async function keepPlan() {
  const cache = await caches.open(PLAN);
  const answers = await Promise.all(CHOSEN.map((page) => asked(page, "same-origin")));
  await Promise.all(answers.map((answer, n) => whole(answer) && cache.put(CHOSEN[n], answer)));
}

async function forget() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("own-")).map((name) => caches.delete(name)));
}

async function tidy() {
  const names = await caches.keys();
  const old = names.filter((name) => ![SHARED, OWN, PLAN].includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
  if (old.some((name) => name.startsWith("own-"))) await keepOwn();
  await self.clients.claim();
}

async function kept(path) {
  for (const name of [OWN, PLAN, SHARED]) {
    const hit = await (await caches.open(name)).match(path, { ignoreVary: true });
    if (hit) return hit;
  }
  return undefined;
}

async function renew(path, answer) {
  if (PAGES.includes(path) && whole(answer) && (await caches.has(OWN))) {
    await (await caches.open(OWN)).put(path, await lasting(answer));
  } else if (CHOSEN.includes(path) && whole(answer) && (await caches.has(PLAN))) {
    await (await caches.open(PLAN)).put(path, answer);
  }
}

// Pages: the newest first; without signal the kept copy, and help when there is none.
async function page(e) {
  const { pathname, search } = new URL(e.request.url);
  try {
    const answer = await fetch(e.request);
    if (!search) e.waitUntil(renew(pathname, answer.clone()));
    return answer;
  } catch (lost) {
    const copy = (await kept(pathname)) || (await kept(PAGES[0]));
    if (copy) return copy;
    throw lost;
  }
}

// What was sent and could not go out: some addresses have a kept page that says so.
async function post(request) {
  try {
    return await fetch(request);
  } catch (lost) {
    const told = LOST[new URL(request.url).pathname];
    const copy = told && (await kept(told));
    if (copy) return copy;
    throw lost;
  }
}

async function file(request) {
  const cache = await caches.open(SHARED);
  return (await cache.match(request, { ignoreVary: true })) || fetch(request);
}

self.addEventListener("install", (e) => e.waitUntil(keepShared().then(() => self.skipWaiting())));
self.addEventListener("activate", (e) => e.waitUntil(tidy()));
self.addEventListener("message", (e) => {
  if (e.data?.say === "forget") e.waitUntil(forget());
  if (e.data?.say === "keep-plan") e.waitUntil(keepPlan().then(() => e.source?.postMessage({ plan: "kept" })));
  if (e.data?.say === "drop-plan") e.waitUntil(caches.delete(PLAN).then(() => e.source?.postMessage({ plan: "gone" })));
  if (e.data?.say === "keep") e.waitUntil(keepOwn());
});
// A note says a time, or that there is one; what it is about waits behind the sign-in. A newer one takes its place.
self.addEventListener("push", (e) => {
  const words = e.data?.text() || {{ note|as_json }};
  e.waitUntil(self.registration.showNotification(words, { tag: "note", renotify: true }));
});
self.addEventListener("notificationclick", (e) => {
  e.notification.close();
  e.waitUntil(self.clients.openWindow({{ opens|as_json }}));
});
self.addEventListener("fetch", (e) => {
  const { pathname, origin } = new URL(e.request.url);
  if (origin !== self.location.origin) return;
  if (e.request.method === "POST" && e.request.mode === "navigate") e.respondWith(post(e.request));
  if (e.request.method !== "GET") return;
  if (e.request.mode === "navigate") e.respondWith(page(e));
  else if (FILES.includes(pathname)) e.respondWith(file(e.request));
});
