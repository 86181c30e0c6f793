// Passkeys. A form with data-passkey ("show" or "make") asks the server what to ask the browser, and sends its answer.
// Without a script, or in a browser without passkeys, the form stays hidden and codes do the same.
const can = window.PublicKeyCredential?.parseRequestOptionsFromJSON !== undefined;

async function asked(form) {
  const token = form.elements.csrfmiddlewaretoken.value;
  const answer = await fetch(form.dataset.asked, { method: "POST", headers: { "X-CSRFToken": token } });
  if (!answer.ok) throw new Error(`asked: ${answer.status}`);
  return (await answer.json()).publicKey;
}

async function credential(form) {
  const options = await asked(form);
  if (form.dataset.passkey === "make") {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

async function go(form) {
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify((await credential(form)).toJSON());
  } catch (stopped) {
    // Cancelled, too slow, or no passkey here: said on the page, and everything else stays possible.
    console.debug("No passkey was given.", stopped.name);
    failed.hidden = false;
    return;
  }
  const own = document.querySelector("input[name=own]");
  if (own && form.elements.own) form.elements.own.value = own.checked ? "on" : "";
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !can;
  form.addEventListener("submit", (e) => { e.preventDefault(); go(form); });
}
