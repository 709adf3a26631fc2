// Passkeys: asks the browser to make one or to use one, and posts what it answers with the form around the button.
// What to ask for stands in a JSON element of the page, or is fetched when the button is pressed.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const withBytes = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

const WORDS = {
  NotAllowedError: "Nothing was done. Press the button to try again, or choose another way.",
  InvalidStateError: "This device has a passkey for you already.",
  SecurityError: "Passkeys do not work at this address.",
};
const OTHER_WORDS = "That did not work on this device. Please choose another way.";

function forTheBrowser(options) {
  const asked = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
  if (asked.user) asked.user = { ...asked.user, id: bytes(asked.user.id) };
  if (asked.excludeCredentials) asked.excludeCredentials = withBytes(asked.excludeCredentials);
  if (asked.allowCredentials) asked.allowCredentials = withBytes(asked.allowCredentials);
  return { publicKey: asked };
}

function forTheServer(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

class Passkey extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.said = this.querySelector("[data-said]");
    const button = this.querySelector("button[data-passkey]");
    if (!window.PublicKeyCredential) return this.say("This browser has no passkeys. Please choose another way.");
    this.querySelector("[data-needs-scripts]")?.remove();
    button.hidden = false;
    // Enter in a box of the form asks for the passkey too, as the button does.
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask(button);
    });
  }

  say(words) {
    this.querySelector("[data-needs-scripts]")?.remove();
    this.said.textContent = words;
  }

  async options() {
    if (!this.dataset.optionsAt) return JSON.parse(document.getElementById(this.dataset.options).textContent);
    const answer = await fetch(this.dataset.optionsAt, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no options");
    return answer.json();
  }

  async ask(button) {
    button.disabled = true;
    this.said.textContent = "";
    try {
      const options = await this.options();
      const credential = options.creation_options
        ? await navigator.credentials.create(forTheBrowser(options.creation_options))
        : await navigator.credentials.get(forTheBrowser(options.request_options));
      this.form.querySelector("input[name=credential]").value = forTheServer(credential);
      this.form.submit();
    } catch (problem) {
      this.say(WORDS[problem.name] || OTHER_WORDS);
      button.disabled = false;
    }
  }
}
customElements.define("gt-passkey", Passkey);
