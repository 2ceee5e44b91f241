// Writes over what is chosen in a field. Old as it is, execCommand alone lets Ctrl+Z take back what a script wrote, and
// what was typed before it.
export function write(field, text) {
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
