// The summary of what to put right takes focus when the page opens, so that it is read first.
const summary = document.querySelector(".gt-error-summary");
if (summary && summary.dataset.disableAutoFocus !== "true") {
  summary.setAttribute("tabindex", "-1");
  summary.focus();
}
