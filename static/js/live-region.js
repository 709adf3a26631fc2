// Parts of a page that change by themselves. One socket a page says only that a thing changed; the part is
// then fetched through the view that rendered it. Without this script the page is a page like any other.
const TRIES_BEFORE_ASKING = 3; // lost sockets in a row before the page asks by itself now and then
const ASK_EVERY = 30_000;
const LONGEST_PAUSE = 60_000;
const HEARTBEAT = 60_000;
const ANSWER_WITHIN = 10_000;
const FINGER_GONE = 400;
const SPREAD = 300;
const PART_UPDATED = "A part of this page has just been updated.";
const PARTS_UPDATED = "Parts of this page have just been updated.";
const TYPED = "textarea, select, input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image])";
const KEEPS_ITS_VALUE = new Set(["value", "checked", "selected"]);

const jitter = (most) => most * (0.5 + Math.random() / 2);
const nameIn = (token) => token.split(":")[0];

// ---- Putting fresh content in without losing what the reader does there

const keyOf = (node) => {
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.id) return `#${node.id}`;
  if (node.dataset.key) return `=${node.dataset.key}`;
  if (!node.matches(TYPED) || !node.name) return "";
  return `${node.localName} ${node.name} ${/radio|checkbox/.test(node.type) ? node.getAttribute("value") : ""}`;
};

const keysIn = (node) => {
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  return [node, ...node.querySelectorAll("*")].map(keyOf).filter(Boolean);
};

const isTypedIn = (field) => {
  if (/radio|checkbox/.test(field.type)) return field.checked !== field.defaultChecked;
  if (field.type === "file") return field.files.length > 0;
  if (field.localName !== "select") return field.value !== field.defaultValue;
  const options = [...field.options];
  if (!options.some((option) => option.defaultSelected)) return field.selectedIndex > 0;
  return options.some((option) => option.selected !== option.defaultSelected);
};

// Fields that the reader is in or has filled in: nothing may be put over them.
const heldIn = (part) =>
  [...part.querySelectorAll(TYPED)].filter((field) => field === document.activeElement || isTypedIn(field));

const isSameKind = (old, fresh) => old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName;

const partnerOf = (fresh, candidates, wanted) => {
  const keys = new Set(keysIn(fresh));
  const alike = candidates.filter((old) => isSameKind(old, fresh));
  const own = keyOf(fresh);
  return (
    (own && alike.find((old) => keyOf(old) === own)) ||
    (keys.size && alike.find((old) => (!keyOf(old) || !own) && keysIn(old).some((key) => keys.has(key)))) ||
    // Something with a name that comes later on is not spent on something else.
    alike.find((old) => !own && !keyOf(old) && !keysIn(old).some((key) => wanted.has(key)))
  );
};

const morphChildren = (part, source, held) => {
  const left = [...part.childNodes];
  const wanted = new Set(keysIn(source));
  let at = part.firstChild;
  for (const fresh of [...source.childNodes]) {
    const old = partnerOf(fresh, left, wanted);
    if (!old) {
      part.insertBefore(document.importNode(fresh, true), at);
      continue;
    }
    left.splice(left.indexOf(old), 1);
    // What has the focus would lose it by being moved: then the others move round it.
    while (at && at !== old && old.contains(document.activeElement)) {
      const next = at.nextSibling;
      part.append(at);
      at = next;
    }
    if (at === old) at = old.nextSibling;
    else part.insertBefore(old, at);
    morph(old, fresh, held);
  }
  for (const old of left) old.remove();
};

const morphAttributes = (old, fresh, held) => {
  const stays = (name) =>
    name === "style" || (name === "open" && old.localName === "details") || (held.has(old) && KEEPS_ITS_VALUE.has(name));
  for (const { name } of [...old.attributes]) if (!stays(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes)
    if (!stays(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
};

const morph = (old, fresh, held) => {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  morphAttributes(old, fresh, held);
  if (!held.has(old)) morphChildren(old, fresh, held);
};

// What is being read stays where it is on the screen, whatever grows or shrinks above it.
const steadily = (change) => {
  const root = document.documentElement;
  const focused = document.activeElement?.closest("main") ? document.activeElement : null;
  const points = [0.3, 0.5, 0.7].map((share) => document.elementFromPoint(innerWidth / 2, innerHeight * share));
  const places = [focused, ...points]
    .filter((element) => element && element !== root && element !== document.body)
    .map((element) => ({ element, top: element.getBoundingClientRect().top }))
    .filter(({ top }) => top >= 0 && top < innerHeight);
  root.style.overflowAnchor = "none"; // the browser's own way of doing this would do it twice
  change();
  const kept = places.find(({ element }) => element.isConnected);
  const moved = kept ? kept.element.getBoundingClientRect().top - kept.top : 0;
  if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
  requestAnimationFrame(() => (root.style.overflowAnchor = ""));
};

let finger = 0; // when the last finger or button went up; Infinity while it is down
const quietly = { capture: true, passive: true };
// A finger that scrolls cancels its pointer and is still down: only the end of the touch tells.
for (const start of ["pointerdown", "touchstart"]) addEventListener(start, () => (finger = Infinity), quietly);
for (const end of ["pointerup", "touchend", "touchcancel", "dragend"])
  addEventListener(end, () => (finger = performance.now()), quietly);

// ---- What the reader hears and sees of it: one polite line, one notice

const box = document.createElement("div");
box.className = "gt-live";
box.setAttribute("role", "status");
const line = document.createElement("p");
line.className = "gt-visually-hidden";
const notice = document.createElement("div");
notice.className = "gt-live__notice";
notice.hidden = true;
box.append(line, notice);
document.body.append(box);

const updates = new Set();
let news = "";
const sayTogether = () => {
  const changed = updates.size > 1 ? PARTS_UPDATED : [...updates][0];
  const words = [news, changed].filter(Boolean).join(" ");
  updates.clear();
  news = "";
  line.textContent = "";
  setTimeout(() => (line.textContent = words), 50);
};
const say = (words, isNews) => {
  if (!updates.size && !news) setTimeout(sayTogether, 500);
  if (isNews) news = words;
  else updates.add(words);
};

const show = (kind, words, link) => {
  if (notice.dataset.kind === kind) return;
  const text = document.createElement("p");
  text.textContent = words;
  notice.replaceChildren(text, link);
  notice.dataset.kind = kind;
  notice.hidden = false;
};
const hide = (kind) => {
  if (notice.dataset.kind !== kind) return;
  notice.hidden = true;
  notice.dataset.kind = "";
  notice.replaceChildren();
};
const linkTo = (href, words) => {
  const link = document.createElement("a");
  link.className = "gt-button gt-button--secondary";
  link.href = href;
  link.textContent = words;
  return link;
};
const sayOlder = () =>
  show("older", "We cannot reach the site just now. What you see here may be older.", linkTo(location.href, "See the newest"));

const saySignedOut = (address) => {
  const link = linkTo(address, "Sign in again (opens in a new tab)");
  link.target = "_blank";
  link.rel = "noopener";
  show("signed-out", "You have been signed out. What you typed is still here. Sign in again, then come back to this page.", link);
};

// After signing in again the forms of this page still carry the secret of before.
const renewForms = async () => {
  const answer = await fetch(location.href, { cache: "no-store", redirect: "manual" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const secret = page.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  if (!secret) return;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = secret;
};

// ---- One socket a page

const regions = new Set();
let socket = null;
let lost = 0; // sockets lost in a row
let refusedFetches = 0;
let reconnecting = 0;
let asking = 0;
let answerDue = 0;
let joinSoon = false;
let isSignedOut = false;

const named = (name) => [...regions].filter((region) => region.name === name);
// Not all open pages at the same moment, and one that nobody looks at only when somebody does again.
const refreshAll = (names = []) => {
  for (const region of names.flatMap(named)) {
    if (document.hidden) region.isStale = true;
    else setTimeout(() => region.refresh(), Math.random() * SPREAD);
  }
};
const isOpen = () => socket?.readyState === WebSocket.OPEN;

const connect = () => {
  clearTimeout(reconnecting);
  reconnecting = 0;
  if (!regions.size || (socket && socket.readyState <= WebSocket.OPEN)) return;
  try {
    socket = new WebSocket(`${location.protocol.replace("http", "ws")}//${location.host}/ws/live/`);
  } catch {
    return again();
  }
  const mine = socket;
  mine.addEventListener("open", () => mine === socket && join());
  mine.addEventListener("message", (event) => mine === socket && hear(JSON.parse(event.data)));
  mine.addEventListener("close", () => mine === socket && again());
};

const again = () => {
  socket = null;
  clearTimeout(answerDue);
  answerDue = 0;
  lost += 1;
  if (lost >= TRIES_BEFORE_ASKING && !asking) ask();
  reconnecting ||= setTimeout(connect, jitter(Math.min(LONGEST_PAUSE, 1000 * 2 ** Math.min(lost - 1, 6))));
};

// Joins everything the page shows, or asks after it once more: the answer names what changed meanwhile.
const join = () => {
  joinSoon = false;
  if (!isOpen()) return connect();
  if (!regions.size) return socket.close();
  const wanted = new Map([...regions].map((region) => [region.name, [region.token, region.version]]));
  socket.send(JSON.stringify({ join: [...wanted.values()] }));
  answerDue ||= setTimeout(() => {
    const dead = socket; // a line that went dead in silence may take minutes to say that it is closed
    again();
    dead?.close();
  }, ANSWER_WITHIN);
};
const joinTogether = () => {
  if (joinSoon) return;
  joinSoon = true;
  queueMicrotask(join);
};

const hear = (message) => {
  clearTimeout(answerDue);
  answerDue = 0;
  if (message.joined) {
    lost = 0;
    for (const region of message.joined.flatMap(named)) region.renewals = 0;
    clearTimeout(asking);
    asking = 0;
    hide("older");
    if (message.signedIn && isSignedOut) signedIn();
  }
  refreshAll(message.changed);
  // A token that grew old or was taken back: the part is fetched, and with it comes a new one or "not here".
  for (const region of (message.renew || []).flatMap(named)) region.renew();
  if (message.signedOut) signedOut();
};

const signedOut = () => {
  const address = [...regions].find((region) => region.hasAttribute("sign-in"))?.getAttribute("sign-in");
  if (isSignedOut || !address) return;
  isSignedOut = true;
  saySignedOut(address);
};

const signedIn = () => {
  isSignedOut = false;
  hide("signed-out");
  renewForms().catch(() => {});
  for (const region of regions) region.refresh();
  say("You are signed in again. What you typed is still here.", true);
};

// Where no socket gets through, the page asks by itself now and then, while somebody looks at it.
const ask = () => {
  asking = setTimeout(ask, jitter(ASK_EVERY) + ASK_EVERY / 2);
  if (!document.hidden && !isSignedOut) for (const region of regions) region.refresh();
};

// Awake, back online, or back on this tab: ask at once, and do not trust a socket that stays silent.
const wake = () => {
  if (document.hidden || !regions.size) return;
  for (const region of regions) if (region.isStale) region.refresh();
  if (isSignedOut) {
    socket?.close();
    socket = null;
  }
  if (isOpen()) return join();
  lost = Math.min(lost, TRIES_BEFORE_ASKING);
  connect();
};
addEventListener("online", wake);
addEventListener("focus", () => isSignedOut && wake());
addEventListener("pageshow", (event) => event.persisted && wake());
document.addEventListener("visibilitychange", wake);
let ticked = Date.now();
setInterval(() => {
  const asleep = Date.now() - ticked > 3 * HEARTBEAT;
  ticked = Date.now();
  if (asleep || isOpen()) wake();
}, HEARTBEAT);

class LiveRegion extends HTMLElement {
  connectedCallback() {
    this.token = this.getAttribute("topic");
    this.name = nameIn(this.token);
    this.version = this.getAttribute("version") || "";
    regions.add(this);
    joinTogether();
  }

  disconnectedCallback() {
    regions.delete(this);
    clearTimeout(this.trying);
    if (isOpen() && !named(this.name).length) socket.send(JSON.stringify({ leave: [this.name] }));
  }

  // Fetches once however often it is asked; asked while it fetches, it fetches once more.
  async refresh() {
    if (this.fetching) return (this.fetchAgain = true);
    this.fetching = true;
    try {
      do {
        this.fetchAgain = this.isStale = false;
        await this.fetchOnce();
      } while (this.fetchAgain && this.isConnected);
      refusedFetches = 0;
    } catch {
      refusedFetches += 1;
      if (refusedFetches > 1) sayOlder();
      clearTimeout(this.trying);
      this.trying = setTimeout(() => this.isConnected && this.refresh(), jitter(Math.min(LONGEST_PAUSE, 2000 * 2 ** Math.min(refusedFetches, 5))));
    } finally {
      this.fetching = false;
    }
  }

  async fetchOnce() {
    const headers = this.etag ? { "If-None-Match": this.etag } : {};
    const answer = await fetch(this.getAttribute("src"), { headers, cache: "no-store", redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 401) return signedOut();
    if (answer.status === 404 || answer.status === 410) return this.gone();
    if (!answer.ok && answer.status !== 304) throw new Error(`${answer.status}`);
    hide("older");
    const body = answer.status === 304 ? null : new DOMParser().parseFromString(await answer.text(), "text/html").body;
    this.take(answer.headers);
    if (body) this.put(body.querySelector(":scope > live-region") || body);
  }

  take(headers) {
    this.etag = headers.get("ETag");
    this.version = headers.get("Live-Version") || this.version;
    this.token = headers.get("Live-Token") || this.token;
    if (this.renewing) joinTogether();
    this.renewing = false;
  }

  // Once, and again only after the socket let it in: a part that is always refused stays as it is.
  renew() {
    if (this.renewals > 1) return;
    this.renewals = (this.renewals || 0) + 1;
    this.renewing = true;
    this.refresh();
  }

  // Not while a finger is down or somebody would lose what they typed: then as soon as that is over.
  put(fresh) {
    this.fresh = fresh;
    const held = heldIn(this);
    const comes = new Set(keysIn(fresh));
    const wait = held.some((field) => !comes.has(keyOf(field)));
    const soon = performance.now() - finger < FINGER_GONE;
    if (wait || soon) return this.later(wait);
    this.fresh = null;
    const before = this.textContent;
    const focused = this.contains(document.activeElement) ? document.activeElement : null;
    steadily(() => morphChildren(this, fresh, new Set(held)));
    if (focused && !focused.isConnected) this.focusNear();
    if (this.textContent.trim() !== before.trim()) say(this.getAttribute("says") || PART_UPDATED);
  }

  // What had the focus is gone: the next thing in this part takes it, so that nobody is thrown to the top.
  focusNear() {
    const next = this.querySelector("a[href], button, input, select, textarea, summary") || this.firstElementChild;
    if (next?.tabIndex < 0) next.tabIndex = -1;
    next?.focus({ preventScroll: true });
  }

  later(isTyping) {
    clearTimeout(this.trying);
    this.trying = setTimeout(() => this.fresh && this.isConnected && this.put(this.fresh), isTyping ? 2000 : FINGER_GONE);
  }

  // What may no longer be seen, or is no longer there, does not stay on the screen.
  gone() {
    const words = document.createElement("p");
    words.textContent = "This part is no longer here.";
    steadily(() => this.replaceChildren(words));
    regions.delete(this);
    say(words.textContent);
  }
}
customElements.define("live-region", LiveRegion);
