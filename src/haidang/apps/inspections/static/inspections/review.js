// Answers by one key: a button says which in aria-keyshortcuts. Without this the buttons do.
"use strict";
(() => {
  const buttons = new Map();
  for (const button of document.querySelectorAll("button[aria-keyshortcuts]")) {
    buttons.set(button.getAttribute("aria-keyshortcuts"), button);
  }
  const keys = document.getElementById("keys");
  if (!keys) return;
  keys.checked = sessionStorage.getItem("answer-by-keys") !== "no";
  keys.addEventListener("change", () => sessionStorage.setItem("answer-by-keys", keys.checked ? "yes" : "no"));
  let isSent = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isSent || !keys.checked) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    const button = buttons.get(event.key.toLowerCase());
    if (!button) return;
    event.preventDefault();
    isSent = true;
    button.click();
  });
})();
