// Tells the site that a search found nothing, once its answer has stood for three seconds: no words are kept.
const STOOD = 3000;
const told = new Set();
let waiting;
const look = () => {
  clearTimeout(waiting);
  const shown = document.querySelector("[data-not-found]");
  const search = shown?.dataset.notFound;
  if (!search || told.has(search)) return;
  waiting = setTimeout(() => {
    told.add(search);
    fetch("/find-help/not-found/", { method: "POST", body: new URLSearchParams({ search }), keepalive: true }).catch(() => {});
  }, STOOD);
};
document.addEventListener("htmx:afterSettle", look);
look();
