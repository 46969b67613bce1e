// On a narrow screen the sources of a block are closed, so that the text can be read; without this they stay open.
"use strict";
(() => {
  const narrow = window.matchMedia("(max-width: 72rem)");
  const target = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));

  const arrange = () => {
    for (const margin of document.querySelectorAll(".margin:not(.margin--table)")) margin.open = !narrow.matches;
  };
  const show = () => {
    const note = target();
    const margin = note?.closest(".margin");
    if (!margin) return;
    margin.open = true;
    note.scrollIntoView({ block: "nearest" });
    note.querySelector("a")?.focus({ preventScroll: true });
  };

  arrange();
  show();
  narrow.addEventListener("change", arrange);
  window.addEventListener("hashchange", show);
})();
