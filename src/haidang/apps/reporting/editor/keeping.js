// Keeps what is typed: on the server every few seconds, in this browser while the server cannot be reached.

const PAUSE = 1500;
const RETRY_AFTER = 5000;

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
const storageKey = (form) => `haidang:block:${form.dataset.key}`;

const contentOf = (form) => {
  const data = new FormData(form);
  for (const name of ["csrfmiddlewaretoken", "seen_version", "why"]) data.delete(name);
  return data;
};

const stored = (form) => {
  try {
    return JSON.parse(localStorage.getItem(storageKey(form)) ?? "null");
  } catch {
    return null;
  }
};

/** Watches a form; `texts` are the words of the page. Returns {isUnkept, forget, restore}. */
export function keep(form, texts) {
  const state = form.querySelector(".block-form__state");
  const csrf = form.elements.namedItem("csrfmiddlewaretoken");
  let timer = 0;
  let pending = false;
  let isLeft = false;
  let turn = 0;

  const say = (words, isFault) => {
    state.textContent = words;
    state.classList.toggle("block-form__state--fault", isFault);
  };
  const keepHere = () => {
    try {
      localStorage.setItem(storageKey(form), JSON.stringify([...contentOf(form)]));
    } catch {
      // a browser that keeps nothing still has the page
    }
  };
  const forget = () => {
    clearTimeout(timer);
    isLeft = true;
    pending = false;
    localStorage.removeItem(storageKey(form));
  };

  const send = async () => {
    if (isLeft || !form.isConnected) return;
    const mine = ++turn;
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST",
        body: contentOf(form),
        headers: { "X-CSRFToken": token() },
        redirect: "manual",
      });
      if (isLeft || mine !== turn) return;
      if (answer.ok || answer.status === 409) {
        const { said } = await answer.json();
        say(said, !answer.ok);
        pending = !answer.ok;
        if (answer.ok) localStorage.removeItem(storageKey(form));
        return;
      }
      say(answer.status === 0 || answer.status === 403 ? texts.signedOut : texts.unsaved, true);
    } catch {
      if (isLeft) return;
      say(texts.unsaved, true);
    }
    timer = setTimeout(send, RETRY_AFTER);
  };

  form.addEventListener("input", (event) => {
    if (event.target.name === "why") return;
    pending = true;
    keepHere();
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  });
  form.addEventListener("submit", () => {
    if (csrf && token()) csrf.value = token(); // signing in again changed it
  });
  window.addEventListener("online", () => pending && send());

  return {
    forget,
    isUnkept: () => pending && form.isConnected,
    /** What this browser kept and the server never got, by name of the field; null if nothing else than is shown. */
    restore() {
      const found = stored(form);
      return JSON.stringify(found) === JSON.stringify([...contentOf(form)]) ? null : found;
    },
    pulse: send,
  };
}
