// What is typed stays in this browser, for this person alone, until the server has it: offline, signed out, or after a
// crash it is offered on return. Nothing that the server has kept stays here; what it never got is gone after seven days.
import { say, warn } from "../said.js";
import { isChoice, isFilled, told, worthTelling } from "../told.js";
import { forget, found, noteSent, pageOf, place, remember } from "../typed.js";

const NEVER_KEPT = new Set(["csrf_token", "idempotency_key", "window", "answers", "readers", "drafted"]);

export default function keepTyped(form) {
  const { person } = form.dataset;
  let key = place(person, pageOf(form));
  const said = form.querySelector("[data-saved]");
  offerLatest(form, found(person, pageOf(form)));

  const keep = () => remember(key, { fields: stateOf(form), title: titleOfPage() });
  form.addEventListener("input", () => {
    keep();
    if (said?.dataset.here) say(said, said.dataset.here);
  });
  if ("unkept" in form.dataset) keep();
  form.addEventListener("kept", ({ detail }) => {
    forget(key);
    key = place(person, pageOf(form));
    if (written(form, detail) !== written(form, new FormData(form))) keep();
  });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return noteSent(key);
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.submitter?.name !== "draft" && said.dataset.unsent) said.dataset.failed = said.dataset.unsent;
    warn(said, said.dataset.failed);
  });
}

// What the page is called where it is offered from another one.
function titleOfPage() {
  const words = ["h1", ".back"].map((where) => document.querySelector(where)?.textContent.trim());
  return words.filter(Boolean).join(", ");
}

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && !NEVER_KEPT.has(field.name) && !/^(submit|button|file|password)$/.test(field.type));
}

// What of the form, as it was sent or is now, somebody has filled in.
function written(form, data) {
  const names = fieldsOf(form).filter(({ type }) => type !== "hidden").map(({ name }) => name);
  return JSON.stringify([...new Set(names)].map((name) => data.getAll(name)));
}

function stateOf(form) {
  return fieldsOf(form).map((field) => ({ name: field.name, type: field.type, value: field.value, checked: isChoice(field) ? field.checked : null }));
}

// The field of the page that a kept one belongs to; choices with one name differ by what they stand for.
function same(form, kept) {
  return fieldsOf(form).find((field) => field.name === kept.name && (!isChoice(field) || field.value === kept.value));
}

function differing(form, kept) {
  const isOther = (field, was) => (isChoice(field) ? field.checked !== was.checked : field.value !== was.value);
  return kept.fields.map((was) => [same(form, was), was]).filter(([field, was]) => field && field.type !== "hidden" && isOther(field, was));
}

// A text that is nothing but emptied fields is none that anybody would miss.
function says(changes) {
  return changes.some(isFilled);
}

// Whether a draft that the page leads to has every word of it, or what the person has said there already: it is not
// offered once more, although the answer that it had come through may have been lost.
function isKnown({ fields }) {
  const typed = wordsOf(fields.filter(({ type }) => /^text(area)?$/.test(type)).map(({ value }) => value));
  return typed && [...document.querySelectorAll("[data-has]")].some(({ dataset }) => wordsOf([dataset.has]) === typed);
}

function wordsOf(texts) {
  return texts.join(" ").trim().split(/\s+/).join(" ");
}

// What is taken up again may stand in something that is folded away.
function reveal(field) {
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

function offerLatest(form, all) {
  const box = form.querySelector("div[data-offered]");
  const texts = all.map((kept) => (kept.fields ? kept : { ...kept, fields: [{ name: "source", value: kept.text }, { name: "version", value: kept.version }] }));
  const [latest, ...older] = texts.filter((kept) => (says(differing(form, kept)) && !isKnown(kept)) || (forget(kept.key), false));
  box.hidden = !latest;
  if (!latest) return;
  const changes = differing(form, latest);
  box.querySelector("[data-typed]").textContent = worthTelling(changes).map(told).join("\n");
  box.querySelector("[data-take]").onclick = () => {
    for (const was of latest.fields) {
      const field = same(form, was);
      if (!field) continue;
      if (isChoice(field)) field.checked = was.checked;
      else field.value = was.value;
    }
    for (const [field] of changes) reveal(field);
    changes[0][0].dispatchEvent(new Event("input", { bubbles: true }));
    next();
    changes[0][0].focus();
  };
  box.querySelector("[data-drop]").onclick = next;

  function next() {
    forget(latest.key);
    offerLatest(form, older);
  }
}
