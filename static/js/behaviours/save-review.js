// Keeps a review while it is being written: sent as "Save draft" sends it, without points still being worded.
// A form that is sent for real waits for a save that is on its way, so that neither overtakes the other.
import { say, warn } from "../said.js";

const PAUSE = 3000;

export default function saveReview(form) {
  const said = form.querySelector("[data-saved]");
  let waiting = 0;
  let saving = null;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      saving = save().finally(() => (saving = null));
    }, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    if (!saving) return;
    event.preventDefault();
    const { submitter } = event;
    saving.then(() => form.requestSubmit(submitter));
  });

  async function save() {
    try {
      const answer = await fetch(location.pathname, { method: "POST", body: written(form) });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      form.elements.namedItem("seen").value = page.querySelector("[name=seen]").value;
      say(said, ...page.querySelector("[data-saved]").childNodes);
    } catch {
      warn(said, said.dataset.failed);
    }
  }
}

function written(form) {
  const data = new FormData(form);
  for (const name of [...data.keys()]) if (name.startsWith("new-")) data.delete(name);
  data.delete("idempotency_key"); // a newer state of the draft, never the same request again
  data.set("button", "save");
  return data;
}
