// A word by one press, without leaving the place: what the page says now stands in the place of what it said.
export default function press(form) {
  form.addEventListener("submit", async (event) => {
    const { submitter } = event;
    if (!submitter) return;
    event.preventDefault();
    const now = await answered(form, submitter);
    if (!now) return sentWithout(form, submitter);
    form.replaceChildren(...now.childNodes);
    const button = form.querySelector(`button[value="${submitter.value}"]`);
    const around = button?.closest("details");
    if (around) around.open = true;
    button?.focus();
  });
}

// What the page that answers says in this place, or null where there is none.
async function answered(form, submitter) {
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form, submitter) });
    const page = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    return page?.getElementById(form.id) ?? null;
  } catch {
    return null;
  }
}

// Sent as without a script, the error page says what is the matter.
function sentWithout(form, { name, value }) {
  const said = document.createElement("input");
  Object.assign(said, { type: "hidden", name, value });
  form.append(said);
  form.submit();
}
