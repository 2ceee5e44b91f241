// While the page is open the others learn that one is here and whether one types, and one sees who else is.
import { UNATTENDED } from "../unattended.js";

const EVERY = 8_000;

export default function beHere(form) {
  const others = document.querySelector("[data-others]");
  let typed = false;
  form.addEventListener("input", () => (typed = true));

  function send(said, options = {}) {
    const body = new FormData();
    body.set("csrf_token", form.elements.namedItem("csrf_token").value);
    if (said) body.set(said, "1");
    return fetch(form.dataset.to, { method: "POST", body, ...options });
  }

  const tell = async () => {
    if (document.hidden) return;
    try {
      const answer = await (typed ? send("typing") : send("", { headers: UNATTENDED }));
      typed = false;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-others]");
      if (now && now.textContent !== others.textContent) others.replaceChildren(...now.childNodes);
    } catch {
      // without a connection nobody knows who is here; the next time may
    }
  };
  tell();
  setInterval(tell, EVERY);
  addEventListener("pagehide", () => send("gone", { keepalive: true }).catch(() => {}));
}
