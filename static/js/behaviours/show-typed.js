// Somebody may not open a page any more where they had written: what this browser keeps of it is theirs to copy.
import { found, pageOf } from "../typed.js";

export default function showTyped(box) {
  const [model] = box.querySelectorAll(".field");
  const kept = found(box.dataset.person, pageOf(box));
  const texts = kept.flatMap(({ fields, text }) => (fields ? fields.filter(isWritten).map(({ value }) => value) : [text]));
  model.remove();
  for (const [n, text] of [...new Set(texts)].entries()) {
    const field = model.cloneNode(true);
    const [label, area] = [field.querySelector("label"), field.querySelector("textarea")];
    area.id = `kept-${n}`;
    label.htmlFor = area.id;
    area.value = text;
    box.append(field);
  }
  box.hidden = !texts.length;
}

function isWritten({ type, value }) {
  return /^(textarea|text)$/.test(type) && value.trim();
}
