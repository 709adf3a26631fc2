// A print button where there is a browser that can print from a script; without scripts words stand in its place.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
for (const words of document.querySelectorAll("[data-print-words]")) words.hidden = true;
