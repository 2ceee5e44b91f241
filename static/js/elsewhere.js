// What the same person has typed in another window, beside a text that is not that one: nothing is saved by itself any
// more before they have said what is to become of the two.
export function showElsewhere(form, page, resume) {
  const [box, now] = [form, page].map((where) => where.querySelector("[data-elsewhere]"));
  if (!box || !now || now.hidden) return;
  box.replaceChildren(...now.childNodes);
  box.hidden = false;
  form.elements.namedItem("draft_key").value = page.querySelector("[name=draft_key]").value;
  alone(form, resume);
}

export function alone(form, resume) {
  const button = form.querySelector("[data-alone]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    form.elements.namedItem("draft_key").value = button.dataset.key;
    button.closest("[data-elsewhere]").hidden = true;
    resume();
  });
}
