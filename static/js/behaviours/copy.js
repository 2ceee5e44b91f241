// A button that copies the field beside it; without a clipboard it stays hidden, and the field can be marked by hand.
export default function copy(root) {
  const button = root.querySelector("[data-copy]");
  if (!button || !navigator.clipboard) return;
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.copied;
  });
}
