// The editor of a report: islands in open blocks, keeping what is typed, and who writes on the other blocks.

import { mount } from "./island.js";
import { keep } from "./keeping.js";

const LOOK_EVERY = 15000;
const SIGN_OF_LIFE = 120000;
const page = document.getElementById("editor");
const open = new Map();
let current = null;

const jsonOf = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "{}");

function dress(article) {
  const form = article.querySelector(".block-form");
  if (!form || open.has(form)) return;
  const pk = article.id.replace("block-", "");
  const keeper = keep(form, { unsaved: page.dataset.unsaved, signedOut: page.dataset.signedOut });
  // A form that the server answers with holds what was typed; only one that was just opened may lack something.
  const found = form.dataset.fresh ? keeper.restore() : null;
  const known = { labels: jsonOf(`labels-${pk}`), names: jsonOf(`names-${pk}`) };
  if (found) {
    for (const [name, value] of found) {
      const field = form.elements.namedItem(name);
      if (field && "value" in field) field.value = value;
    }
    form.querySelector(".block-form__state").textContent = page.dataset.foundHere;
  }
  const islands = [...form.querySelectorAll("textarea.block-text")].map((field) => mount(field, known));
  for (const island of islands) island.view.dom.addEventListener("focus", () => (current = island));
  current = islands[0] ?? null;
  open.set(form, { keeper, islands });
  if (!form.dataset.fresh || found) keeper.pulse();
  article.querySelector(".field__help")?.setAttribute("hidden", "");
  article.querySelector(".mark-numeral")?.removeAttribute("hidden");
  islands[0]?.view.focus();
}

function undress() {
  for (const [form, { islands }] of open) {
    if (form.isConnected) continue;
    for (const island of islands) island.view.destroy();
    open.delete(form);
  }
}

const dressAll = () => {
  undress();
  for (const article of document.querySelectorAll(".editor-block--open")) dress(article);
  for (const button of document.querySelectorAll(".figure-hit[hidden]")) button.hidden = false;
};

document.addEventListener("click", (event) => {
  const hit = event.target.closest(".figure-hit");
  if (hit && current) current.insert(hit.dataset.token, hit.dataset.label, hit.dataset.name);
  const mark = event.target.closest("[data-mark]");
  if (mark && current) current.mark(mark.closest("section").querySelector("select").value);
});

// What the server refuses is shown as it answers: faults, a conflict.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig, pathInfo } = event.detail;
  const form = requestConfig.elt.closest?.(".block-form");
  if (new URL(xhr.responseURL || location.href).pathname !== pathInfo.requestPath) {
    event.detail.shouldSwap = false; // led to the sign-in
    tell(form, page.dataset.signedOut);
    return;
  }
  if (xhr.status === 400 || xhr.status === 409) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  } else if (xhr.status === 200 && form) {
    const saved = requestConfig.triggeringEvent?.submitter?.value === "save";
    const left = requestConfig.elt.hasAttribute("data-leave");
    if (saved || left) open.get(form)?.keeper.forget();
  }
});
for (const name of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(name, (event) => {
    const { xhr, requestConfig } = event.detail;
    tell(requestConfig.elt.closest?.(".block-form"), xhr.status === 403 ? page.dataset.signedOut : page.dataset.unsaved);
  });
}
document.addEventListener("htmx:configRequest", (event) => {
  const fresh = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (fresh) event.detail.headers["X-CSRFToken"] = fresh;
});
document.addEventListener("htmx:afterSettle", dressAll);

function tell(form, words) {
  const state = form?.querySelector(".block-form__state");
  if (!state) return;
  state.textContent = words;
  state.classList.add("block-form__state--fault");
}

window.addEventListener("beforeunload", (event) => {
  if ([...open.values()].some(({ keeper }) => keeper.isUnkept())) event.preventDefault();
});

async function look() {
  try {
    const answer = await fetch(page.dataset.presence, { redirect: "manual" });
    if (!answer.ok) return;
    const { held, versions } = await answer.json();
    for (const article of document.querySelectorAll(".editor-block[data-block]")) {
      const { block, version, url } = article.dataset;
      const place = article.querySelector(".editor-block__held");
      if (place && place.textContent.trim() !== (held[block] ?? "")) place.textContent = held[block] ?? "";
      if (block in versions && String(versions[block]) !== version && !article.contains(document.activeElement)) {
        htmx.ajax("GET", url, { target: `#block-${block}`, swap: "outerHTML show:none" });
      }
    }
  } catch {
    // the next look tells
  }
}

if (page) {
  dressAll();
  if (document.querySelector(".editor-block[data-block]")) setInterval(look, LOOK_EVERY);
  setInterval(() => {
    for (const { keeper } of open.values()) if (!document.hidden) keeper.pulse();
  }, SIGN_OF_LIFE);
}
