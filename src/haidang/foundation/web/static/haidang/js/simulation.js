// The simulator: a slider beside every score, and the result as one moves. Without this the fields and "Tính" do.
"use strict";
(() => {
  const form = document.querySelector(".reckon__fields");
  if (!form) return;

  for (const field of form.querySelectorAll(".lever__number input")) {
    const slider = field.closest(".lever").querySelector("input[type=range]");
    const follow = () => {
      const number = Number(field.value.trim().replace(",", "."));
      if (field.value.trim() && Number.isFinite(number)) slider.value = String(number);
    };
    slider.addEventListener("input", () => {
      field.value = slider.value.replace(".", ",");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    field.addEventListener("input", (event) => {
      if (event.isTrusted) follow();
    });
    follow();
    slider.closest(".lever__slide").hidden = false;
  }
})();
