// Keeps the draft while somebody writes: the form is sent as "Save draft" sends it, without its files, and the
// answer's own words say when it was saved. A form sent for real is never raced by one that saves itself.
const PAUSE = 3000;

export default function autosave(form) {
  const said = form.querySelector("[data-saved]");
  let waiting = 0;
  let leaving = false;
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(waiting);
  });
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    if (!leaving) waiting = setTimeout(save, PAUSE);
  });

  async function save() {
    try {
      const answer = await fetch(form.getAttribute("action") ?? location.href, { method: "POST", body: written(form) });
      if (leaving) return;
      if (answer.status === 409) {
        leaving = true;
        said.textContent = said.dataset.overtaken;
      }
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-saved]");
      if (!now) return;
      said.replaceChildren(...now.childNodes);
      form.elements.namedItem("version").value = page.querySelector("form.post [name=version]").value;
      form.setAttribute("action", answer.url);
      history.replaceState(history.state, "", answer.url);
    } catch {
      said.textContent = said.dataset.failed;
    }
  }
}

function written(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  data.delete("idempotency_key"); // a newer state of the draft, never the same request again
  data.set("draft", "1");
  return data;
}
