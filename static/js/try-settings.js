// On How I use this site: a choice shows at once. Saving is still the form's own button.
class TrySettings extends HTMLElement {
  connectedCallback() {
    const form = document.querySelector(".gt-settings");
    form?.addEventListener("change", (event) => {
      const { name, value } = event.target;
      if (name) document.documentElement.setAttribute(`data-${name.replaceAll("_", "-")}`, value);
    });
    // Leaving without saving and coming back by the Back button shows what is saved.
    addEventListener("pageshow", (event) => event.persisted && location.reload());
  }
}
customElements.define("gt-try-settings", TrySettings);
