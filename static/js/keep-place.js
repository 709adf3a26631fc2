// Keeps the reader's place and what they had begun to fill in, on this tab only, until it is closed.
// Never passwords, files or hidden fields; never a form marked data-no-keep; nothing once a form was sent.
const KEEPS = "input:not([type=password], [type=file], [type=hidden], [type=submit]), textarea, select";

class KeepPlace extends HTMLElement {
  connectedCallback() {
    this.key = `place:${location.pathname}${location.search}`;
    this.forms = [...document.querySelectorAll("form[method=post]:not([data-no-keep])")];
    this.restore();
    addEventListener("pagehide", () => this.keep());
    document.addEventListener("visibilitychange", () => document.hidden && this.keep());
    document.addEventListener("submit", (event) => (this.sent = this.sent || this.forms.includes(event.target)));
  }

  answers(form) {
    return [...form.querySelectorAll(KEEPS)].map((field) =>
      field.matches("[type=checkbox], [type=radio]") ? field.checked : field.value,
    );
  }

  keep() {
    const place = { top: Math.round(scrollY), forms: this.sent ? [] : this.forms.map((form) => this.answers(form)) };
    try {
      sessionStorage.setItem(this.key, JSON.stringify(place));
    } catch {
      // No room, or storage is off: the page works as it does for everyone else.
    }
  }

  read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  restore() {
    const place = this.read();
    if (!place) return;
    // What the server sent back with its errors is newer than what we kept.
    if (!document.querySelector(".gt-error-summary")) this.forms.forEach((form, at) => this.fill(form, place.forms?.[at]));
    if (!location.hash && place.top) addEventListener("load", () => scrollTo({ top: place.top, behavior: "instant" }));
  }

  fill(form, kept) {
    const fields = [...form.querySelectorAll(KEEPS)];
    if (!kept || kept.length !== fields.length) return;
    fields.forEach((field, at) => {
      if (typeof kept[at] === "boolean") field.checked = kept[at];
      else field.value = kept[at];
    });
  }
}
customElements.define("gt-keep-place", KeepPlace);
