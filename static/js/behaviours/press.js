// A word by one press, without leaving the place: what the page says now stands in the place of what it said.
// One press goes out at a time; who presses faster than the site answers has the last word all the same.
export default function press(form) {
  let before = Promise.resolve(true);
  form.addEventListener("submit", (event) => {
    const { submitter } = event;
    if (!submitter) return;
    event.preventDefault();
    const { name, value } = submitter;
    before = before.then((isHere) => isHere && carriedOut(form, name, value));
  });
}

// Whether the page still stands here afterwards.
async function carriedOut(form, name, value) {
  const now = await answered(form, name, value);
  if (!now) return sentWithout(form, name, value);
  form.replaceChildren(...now.childNodes);
  form.querySelector(`button[value="${value}"]`)?.focus();
  return true;
}

// What the page that answers says in this place, or null where there is none.
async function answered(form, name, value) {
  const said = new FormData(form);
  said.set(name, value);
  try {
    const answer = await fetch(form.action, { method: "POST", body: said });
    const page = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    return page?.getElementById(form.id) ?? null;
  } catch {
    return null;
  }
}

// Sent as without a script, the error page says what is the matter.
function sentWithout(form, name, value) {
  const said = document.createElement("input");
  Object.assign(said, { type: "hidden", name, value });
  form.append(said);
  form.submit();
  return false;
}
