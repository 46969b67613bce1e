// The form of a unit: keeps trying to save what could not be saved, lets nobody leave with something unsaved, and
// moves with Enter from field to field.
"use strict";
(() => {
  const form = document.querySelector(".submission");
  if (!form) return;
  const waiting = new Set();
  const RETRY_AFTER = 5000;
  const LOOK_AGAIN_AFTER = 50;
  let leaving = false;

  // Signing in again changes the token, while the page still holds the old one.
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

  const stateOf = (cell) => document.querySelector(cell.getAttribute("hx-target") || "#none");

  const tell = (cell, words, tone) => {
    const state = stateOf(cell);
    if (!state) return;
    const line = document.createElement("p");
    line.className = tone;
    line.textContent = words;
    state.replaceChildren(line);
  };

  const keep = (cell, words) => {
    waiting.add(cell);
    delete cell.dataset.sent;
    tell(cell, words, "answer__fault");
  };

  const cellOf = (element) => (element.hasAttribute("hx-target") ? element : element.closest("[hx-target]"));

  // Typing and leaving a field both save: what was sent already is not sent again.
  form.addEventListener("htmx:configRequest", (event) => {
    const { elt, parameters, headers } = event.detail;
    if (token()) headers["X-CSRFToken"] = token();
    if (elt !== cellOf(elt) || elt.tagName === "BUTTON") return;
    const said = JSON.stringify(Object.entries(parameters).filter(([name]) => !name.endsWith("-version")));
    if (elt.dataset.sent === said && !waiting.has(elt)) event.preventDefault();
    elt.dataset.sent = said;
  });
  form.addEventListener("htmx:beforeRequest", (event) => {
    const { elt } = event.detail;
    if (elt.tagName !== "BUTTON" && cellOf(elt)) tell(elt, form.dataset.saving, "answer__saved");
  });
  form.addEventListener("htmx:sendError", (event) => {
    const cell = cellOf(event.detail.elt);
    if (cell) keep(cell, form.dataset.unsaved);
  });
  form.addEventListener("htmx:responseError", (event) => {
    const cell = cellOf(event.detail.elt);
    if (cell) keep(cell, event.detail.xhr.status === 403 ? form.dataset.signedOut : form.dataset.unsaved);
  });
  form.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, pathInfo, requestConfig } = event.detail;
    const cell = cellOf(requestConfig.elt);
    if (!cell || !xhr.responseURL) return;
    if (new URL(xhr.responseURL).pathname !== pathInfo.requestPath) {
      event.detail.shouldSwap = false; // led somewhere else: to the sign-in
      keep(cell, form.dataset.signedOut);
      return;
    }
    if (xhr.status === 200) waiting.delete(cell);
  });

  const again = () => {
    for (const cell of [...waiting]) {
      waiting.delete(cell);
      htmx.trigger(cell, "change");
    }
  };
  setInterval(again, RETRY_AFTER);
  window.addEventListener("online", again);
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && (waiting.size || form.querySelector(".htmx-request, .answer__fault"))) event.preventDefault();
  });

  // What is on its way arrives before the page is left.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const { target, submitter } = event;
    const held = target.elements.namedItem("csrfmiddlewaretoken");
    if (held && token()) held.value = token();
    if (!form.querySelector(".htmx-request")) {
      leaving = target.id === "all"; // it takes everything with it
      return;
    }
    event.preventDefault();
    if (target.dataset.held) return;
    target.dataset.held = "yes";
    const look = () => {
      if (form.querySelector(".htmx-request")) {
        setTimeout(look, LOOK_AGAIN_AFTER);
        return;
      }
      delete target.dataset.held;
      target.requestSubmit(submitter);
    };
    look();
  });

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches(".answer__value, .answer__note")) return;
    event.preventDefault();
    const fields = [...form.querySelectorAll(".answer__value")];
    const row = event.target.closest("tr").querySelector(".answer__value");
    const next = fields[fields.indexOf(row) + (event.shiftKey ? -1 : 1)];
    if (next) {
      next.focus();
      next.select();
    } else {
      event.target.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
})();
