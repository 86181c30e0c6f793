// Notes in this browser. <form data-push="the server's public key"> is shown where a browser can do it; nothing is
// asked of the browser until somebody sends the form.
const form = document.querySelector("form[data-push]");
const failed = form?.querySelector("[data-push-failed]");

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

async function subscribed(manager) {
  const options = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.push) };
  try {
    return await manager.subscribe(options);
  } catch (stopped) {
    if (stopped.name !== "InvalidStateError") throw stopped;
    await (await manager.getSubscription())?.unsubscribe();       // made for a key we had before
    return manager.subscribe(options);
  }
}

async function go() {
  failed.hidden = true;
  try {
    if ((await Notification.requestPermission()) !== "granted") throw new DOMException("", "NotAllowedError");
    const { endpoint, keys } = (await subscribed((await navigator.serviceWorker.ready).pushManager)).toJSON();
    Object.entries({ endpoint, point: keys.p256dh, secret: keys.auth }).forEach(([name, value]) => {
      form.elements[name].value = value;
    });
  } catch (stopped) {
    console.info("This browser takes no notes.", stopped.name);
    failed.hidden = false;
    return;
  }
  form.submit();
}

if (form && "PushManager" in window && "serviceWorker" in navigator && "Notification" in window) {
  form.hidden = false;
  form.addEventListener("submit", (e) => {
    if (!form.elements.agree.checked) return;                     // the server says what is missing
    e.preventDefault();
    go();
  });
}
