// Keeps the draft while somebody writes: the form is sent as "Save draft" sends it (to data-to where it has one), without
// its files, and the answer's own words say when it was saved. A form sent for real waits for one that saves itself,
// and goes on from the version that it made: nobody is told of somebody else who was oneself.
import { alone, showElsewhere } from "../elsewhere.js";
import { say, warn } from "../said.js";

const PAUSE = 3000;

export default function autosave(form) {
  const said = form.querySelector("[data-saved]");
  let waiting = 0;
  let halted = false;
  let saving = Promise.resolve();
  let underWay = 0;
  let pressed = false;
  let due = false;
  form.addEventListener("submit", (event) => {
    halted = true;
    clearTimeout(waiting);
    if (!underWay) return;
    event.preventDefault();
    if (!pressed) saving.then(() => ((pressed = false), form.requestSubmit(event.submitter)));
    pressed = true;
  });
  form.addEventListener("input", wait);
  addEventListener("pagehide", () => {
    if (!due || halted) return;
    const body = written(form);
    body.set("left", "1");
    send({ keepalive: true }, body).catch(() => {});
    form.dispatchEvent(new CustomEvent("left"));
  });
  alone(form, resume);
  if (form.querySelector("[data-elsewhere]:not([hidden])")) halted = true;
  else if (("unkept" in form.dataset && saysAnything(form)) || [...form.elements].some((field) => "defaultValue" in field && field.value !== field.defaultValue)) wait();

  function wait() {
    due = true;
    clearTimeout(waiting);
    if (!halted) waiting = setTimeout(() => (saving = saving.then(save)), PAUSE);
  }

  function resume() {
    halted = false;
    wait();
  }

  function send(options, body = written(form)) {
    return fetch(form.dataset.to ?? form.getAttribute("action") ?? location.href, { method: "POST", body, ...options });
  }

  async function save() {
    if (halted) return;
    const sent = written(form);
    due = false;
    underWay += 1;
    try {
      const answer = await send({}, sent);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (answer.status === 409) {
        halted = true;
        warn(said, said.dataset.overtaken);
        showElsewhere(form, page, resume);
      }
      const now = page.querySelector("[data-saved]");
      if (answer.status !== 409 && (!answer.ok || !now)) warn(said, whyNot(page, said.dataset));
      if (answer.ok && now) take(page, sent, answer.url);
      else due = true;
    } catch {
      due = true;
      warn(said, said.dataset.failed);
    } finally {
      underWay -= 1;
    }
  }

  function take(page, sent, url) {
    const now = page.querySelector("[data-saved]");
    const { elements } = now.closest("form");
    const [field, kept] = [form.elements.namedItem("source"), elements.namedItem("source")];
    const isTogether = field && sent.get("source").trim() && kept.value !== sent.get("source").replaceAll("\r\n", "\n");
    if (isTogether && field.value !== sent.get("source").replaceAll("\r\n", "\n")) return wait();
    if (isTogether) field.value = kept.value;
    say(said, ...(isTogether ? [said.dataset.together] : now.childNodes));
    for (const told of document.querySelectorAll("[data-told]")) told.replaceChildren(...(page.getElementById(told.id)?.childNodes ?? []));
    for (const name of ["version", "draft_key", "drafted"]) if (form.elements.namedItem(name)) form.elements.namedItem(name).value = elements.namedItem(name).value;
    if (isTogether) sent.set("source", field.value);
    form.setAttribute("action", url);
    history.replaceState(history.state, "", url);
    form.dispatchEvent(new CustomEvent("kept", { detail: sent }));
  }
}

// What the server cannot keep, a text that is too long or a day that is none, it names; else it has let nobody in.
function whyNot(page, { faulty, refused, failed }) {
  const faults = [...page.querySelectorAll("#errors li")].map(({ textContent }) => textContent.trim().replace(/\.?$/, "."));
  return faults.length ? `${faulty} ${faults.join(" ")}` : (refused ?? failed);
}

// A refused form that says nothing makes no draft of nothing.
function saysAnything(form) {
  return [...form.elements].some(({ type, value }) => /^text(area)?$/.test(type) && value.trim());
}

function written(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  data.delete("idempotency_key"); // a newer state of the draft, never the same request again
  data.set("draft", "itself");
  return data;
}
