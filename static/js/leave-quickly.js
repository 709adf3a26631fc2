// Leave quickly: the neutral page takes this page's place, so that Back does not lead here. Esc three times does it
// too. The key is never taken away from whatever else it does, such as closing a list of suggestions.
const WITHIN = 1500; // milliseconds from the first of the three presses to the last
const PRESSES = 3;

class LeaveQuickly extends HTMLElement {
  presses = [];

  connectedCallback() {
    this.addEventListener("click", this.clicked);
    document.addEventListener("keydown", this.pressed);
    addEventListener("pageshow", this.shown);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.pressed);
    removeEventListener("pageshow", this.shown);
  }

  clicked = (event) => {
    event.preventDefault();
    this.leave();
  };

  pressed = (event) => {
    // A key held down is one press; one that ends the writing of a letter belongs to the keyboard.
    if (event.repeat || event.isComposing) return;
    if (event.key !== "Escape") {
      this.presses = [];
      return;
    }
    this.presses = [...this.presses, event.timeStamp].filter((time) => event.timeStamp - time <= WITHIN);
    if (this.presses.length >= PRESSES) this.leave();
  };

  // A browser that kept this page to show it again on Back asks the server instead.
  shown = (event) => event.persisted && location.reload();

  leave() {
    document.title = "";
    document.body.hidden = true; // nothing is seen while the other page is on its way
    location.replace(this.querySelector("a").href);
  }
}
customElements.define("gt-leave-quickly", LeaveQuickly);
