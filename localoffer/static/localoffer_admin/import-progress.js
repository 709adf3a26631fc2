// Fetches the import's progress again every two seconds until it is finished, then opens the whole page once.
// Without scripts the page asks for itself again, and has a link that does the same.

const EVERY = 2000;

async function fetchAgain() {
  const part = document.getElementById("import-progress");
  const address = part && part.dataset.fetchAgain;
  if (!address) return;
  try {
    const response = await fetch(address, { credentials: "same-origin" });
    if (!response.ok) throw new Error(String(response.status));
    const fresh = new DOMParser()
      .parseFromString(await response.text(), "text/html")
      .getElementById("import-progress");
    if (!fresh.dataset.fetchAgain) {
      window.location.reload();
      return;
    }
    part.replaceWith(fresh);
  } catch {
    // The next try may reach the server again.
  }
  window.setTimeout(fetchAgain, EVERY);
}

window.setTimeout(fetchAgain, EVERY);
