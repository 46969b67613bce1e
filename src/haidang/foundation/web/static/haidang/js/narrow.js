// Narrows a list to what somebody types, marks and case aside; what is ticked stays. Without this the list is whole.
"use strict";
(() => {
  const folded = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().replace(/đ/g, "d");
  for (const input of document.querySelectorAll("input[data-narrows]")) {
    const list = document.getElementById(input.dataset.narrows);
    if (!list || input.dataset.ready) continue;
    input.dataset.ready = "yes";
    const items = [...list.querySelectorAll(input.dataset.items)].map((item) => [item, folded(item.textContent)]);
    const told = input.parentElement.querySelector("output");
    const narrow = () => {
      const words = folded(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [item, text] of items) {
        const stays = words.every((word) => text.includes(word)) || item.querySelector("input:checked") !== null;
        item.hidden = !stays;
        shown += stays;
      }
      if (told) told.textContent = words.length ? `${shown} / ${items.length}` : "";
    };
    input.closest("[hidden]")?.removeAttribute("hidden");
    input.addEventListener("input", narrow);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    narrow();
  }
})();
