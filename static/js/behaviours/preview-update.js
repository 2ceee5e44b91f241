// The update beside its form looks as it will look, while it is written.
export default function previewUpdate(form) {
  const preview = document.getElementById("preview");
  if (!preview) return;
  const value = (name) => new FormData(form).get(name)?.trim() ?? "";
  const show = () => {
    const [status, text, step] = [value("status"), value("text"), value("next_step")];
    for (const state of preview.querySelectorAll("[data-status]")) state.hidden = state.dataset.status !== status;
    preview.querySelector("[data-text]").textContent = text;
    preview.querySelector("[data-step]").textContent = step;
    preview.querySelector("[data-next]").hidden = !step;
    preview.hidden = !(status || text || step);
  };
  form.addEventListener("input", show);
  show();
}
