// Buttons that write Markdown around what is chosen in a field, or take it away again; bold, italic and link have keys, too.
// One of the buttons is in the order of Tab, arrows go between them.
import { inserted, marked, wrapped } from "../marks.js";
import { write } from "../write.js";

const WAYS = { wrap: wrapped, mark: marked, insert: inserted };

export default function toolbar(bar) {
  const field = document.getElementById(bar.dataset.for);
  const buttons = [...bar.querySelectorAll("button")];
  bar.hidden = false;
  bar.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button?.dataset.way) return;
    const dialog = button.closest("dialog"); // while one is open the field behind it takes nothing
    if (dialog?.open) dialog.addEventListener("close", () => mark(field, button.dataset), { once: true });
    else mark(field, button.dataset);
  });
  field.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const button = buttons.find(({ dataset }) => dataset.key === event.key.toLowerCase());
    if (!button) return;
    event.preventDefault();
    mark(field, button.dataset);
  });
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement);
    const next = buttons[(at + step + buttons.length) % buttons.length];
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });
}

function mark(field, button) {
  const { from, to, text, start, end } = WAYS[button.way](field.value, field.selectionStart, field.selectionEnd, button);
  field.focus();
  field.setSelectionRange(from, to);
  write(field, text);
  field.setSelectionRange(start, end);
}
