// The reading ruler: a band of colour that follows the finger, the mouse or the keyboard's focus.
class ReadingRuler extends HTMLElement {
  connectedCallback() {
    this.dataset.ready = "true";
    this.moveTo(window.innerHeight * 0.4);
    document.addEventListener("pointermove", this.follow, { passive: true });
    document.addEventListener("pointerdown", this.follow, { passive: true });
    document.addEventListener("focusin", this.focused);
  }

  disconnectedCallback() {
    document.removeEventListener("pointermove", this.follow);
    document.removeEventListener("pointerdown", this.follow);
    document.removeEventListener("focusin", this.focused);
  }

  follow = (event) => this.moveTo(event.clientY);

  focused = (event) => {
    const box = event.target.getBoundingClientRect();
    this.moveTo(box.top + box.height / 2);
  };

  moveTo(middle) {
    const half = this.offsetHeight / 2;
    const top = Math.max(0, Math.min(middle - half, window.innerHeight - half * 2));
    this.style.transform = `translateY(${Math.round(top)}px)`;
  }
}
customElements.define("gt-reading-ruler", ReadingRuler);
