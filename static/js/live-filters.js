// htmx puts fresh filter groups in; those that the reader opened stay open, so nothing closes under a finger.
let open = new Set();
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  if (event.detail.target.id !== "filter-groups") return;
  open = new Set([...event.detail.target.querySelectorAll("details[open]")].map((group) => group.id));
});
document.addEventListener("htmx:oobAfterSwap", (event) => {
  if (event.detail.target.id !== "filter-groups") return;
  for (const group of document.querySelectorAll("#filter-groups details")) group.open = open.has(group.id);
});
// Back pressed twice: only the last page asked for may be put in, whichever answer comes first.
let asked;
document.addEventListener("htmx:historyCacheMiss", (event) => {
  asked?.abort();
  asked = event.detail.xhr;
});
