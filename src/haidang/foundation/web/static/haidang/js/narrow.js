// Narrows a list to what somebody types, marks and case aside; what is ticked stays. A list that says how many come
// first (data-first) shows no more on a phone until it is asked for. Without this the list is whole.
"use strict";
(() => {
  const folded = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().replace(/đ/g, "d");
  const phone = window.matchMedia("(max-width: 40rem)");
  for (const input of document.querySelectorAll("input[data-narrows]")) {
    const list = document.getElementById(input.dataset.narrows);
    if (!list || input.dataset.ready) continue;
    input.dataset.ready = "yes";
    const items = [...list.querySelectorAll(input.dataset.items)].map((item) => [item, folded(item.textContent)]);
    const told = input.parentElement.querySelector("output");
    const more = document.querySelector(`[data-shows-all="${list.id}"]`);
    let most = Number(input.dataset.first || Infinity);
    const narrow = () => {
      const words = folded(input.value).split(/\s+/).filter(Boolean);
      const limit = phone.matches && !words.length ? most : Infinity;
      let shown = 0;
      for (const [item, text] of items) {
        const fits = words.every((word) => text.includes(word)) && shown < limit;
        const stays = fits || item.querySelector("input:checked") !== null;
        item.hidden = !stays;
        shown += stays;
      }
      if (more) more.hidden = limit >= items.length;
      if (told) told.textContent = words.length ? `${shown} / ${items.length}` : "";
    };
    input.closest("[hidden]")?.removeAttribute("hidden");
    input.addEventListener("input", narrow);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    more?.addEventListener("click", () => {
      most = Infinity;
      narrow();
    });
    phone.addEventListener("change", narrow);
    narrow();
  }
})();
