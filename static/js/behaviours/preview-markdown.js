// The text as it will look, a moment after one stops typing: beside the field where there is room, else below it, and the
// button goes there and back to the same place in the text.
const PAUSE = 700;
const wide = matchMedia("(min-width: 70rem)");

export default function previewMarkdown(form) {
  const preview = document.getElementById("preview");
  const shown = preview.querySelector("[data-preview]");
  const field = form.elements.namedItem("source");
  let waiting = 0;
  let place = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE);
  });
  form.querySelector("[name=preview]").addEventListener("click", async (event) => {
    event.preventDefault();
    place = scrollY;
    await show();
    preview.focus({ preventScroll: true });
    preview.scrollIntoView({ block: "nearest" });
    if (!wide.matches) preview.scrollIntoView();
  });
  preview.querySelector("[data-back]").addEventListener("click", (event) => {
    event.preventDefault();
    field.focus({ preventScroll: true });
    if (place) scrollTo({ top: place });
    else field.scrollIntoView();
  });
  if (wide.matches && preview.hidden && field.value.trim()) show();

  async function show() {
    const body = new FormData(form);
    body.delete("idempotency_key"); // looking is no request that is done once
    body.set("preview", "1");
    try {
      const answer = await fetch(location.pathname, { method: "POST", body });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-preview]");
      if (!answer.ok || !now) return;
      shown.replaceChildren(...now.childNodes);
      preview.hidden = false;
    } catch {
      // without a connection the preview stays as it is
    }
  }
}
