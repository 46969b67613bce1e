// Makes the check of figures lighter to use: drop a file, see that it works, keep the file for the downloads.
// Without this script the form does the same with a page of its own for each step.

const form = document.getElementById("figure-check");
const answer = document.getElementById("answer");
const text = form.elements.text;
const file = form.elements.file;
const drop = document.getElementById("drop");
const status = form.querySelector(".figure-form__status");
const button = form.querySelector("button[type=submit]");

const holdsFiles = (event) => event.dataTransfer.types.includes("Files");

function say(words, isWorking = false) {
  status.textContent = words;
  status.classList.toggle("is-working", isWorking);
  button.disabled = isWorking;
}

// Dropping: anywhere on the form counts, so that nobody loses the page by missing the field.

form.querySelector(".drop__hint").hidden = false;
for (const kind of ["dragenter", "dragover"]) {
  form.addEventListener(kind, (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    drop.classList.add("is-over");
  });
}
form.addEventListener("dragleave", (event) => {
  if (!form.contains(event.relatedTarget)) drop.classList.remove("is-over");
});
form.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  drop.classList.remove("is-over");
  if (!event.dataTransfer.files.length) return;
  file.files = event.dataTransfer.files;
  file.dispatchEvent(new Event("change", { bubbles: true }));
});
file.addEventListener("change", () => say(isTooLarge() ? form.dataset.tooLarge : ""));
text.addEventListener("input", () => {
  file.value = ""; // who types means the text
  say("");
});

function isTooLarge() {
  return Boolean(file.files[0]) && file.files[0].size > Number(form.dataset.mostBytes);
}

// Sending: the answer comes into this page, so that the text and the file stay in the form.

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (isTooLarge()) {
    say(form.dataset.tooLarge);
    file.focus();
    return;
  }
  say(form.dataset.working, true);
  try {
    const response = await fetch(form.action, { method: "POST", body: new FormData(form) });
    show(new DOMParser().parseFromString(await response.text(), "text/html"));
    say("");
  } catch {
    say(form.dataset.failed);
  }
});

function show(page) {
  const found = page.getElementById("answer");
  const parts = found ? found.childNodes : page.querySelector(".page-header").childNodes;
  answer.replaceChildren(...[...parts].map((part) => document.importNode(part, true)));
  const title = page.getElementById("form-title");
  if (title) document.getElementById("form-title").replaceWith(document.importNode(title, true));
  const token = page.querySelector("#figure-check [name=csrfmiddlewaretoken]");
  if (token) form.elements.csrfmiddlewaretoken.value = token.value;
  keepFile();
  const heading = document.getElementById("result") ?? answer;
  heading.focus({ preventScroll: true });
  answer.scrollIntoView();
}

function keepFile() {
  const again = answer.querySelector(".downloads__again");
  if (!again || !file.files.length) return;
  const copy = new DataTransfer();
  copy.items.add(file.files[0]);
  again.querySelector("input").files = copy.files;
  again.hidden = true;
}

// What a link leads to may be folded away.

function unfold() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  const fold = target && target.closest("details:not([open])");
  if (!fold) return;
  fold.open = true;
  target.scrollIntoView();
}
addEventListener("hashchange", unfold);
