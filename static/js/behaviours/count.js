// How much room is left in a field, where it is little (with data-near: very little), and how many words it has, where
// data-words says it. Spoken only when somebody pauses near the end, so that it never talks over typing.
const NEAR = 0.9;
const LITTLE = 1000;

export default function count(field) {
  const limit = Number(field.dataset.limit);
  const words = document.getElementById(`${field.id}-count`);
  if (!words || !limit) return;
  let pause = 0;
  const show = () => {
    const left = limit - [...field.value].length;
    const near = "near" in words.dataset ? limit * (1 - NEAR) : LITTLE;
    const room = left < near ? (left < 0 ? words.dataset.over : words.dataset.left).replace("{n}", Math.abs(left)) : "";
    words.textContent = [field.dataset.words?.replace("{n}", wordsIn(field.value)), room].filter(Boolean).join(". ");
    words.hidden = "near" in words.dataset && !words.textContent;
    words.classList.toggle("is-over", left < 0);
    clearTimeout(pause);
    if (field.value.length > limit * NEAR) pause = setTimeout(() => words.setAttribute("role", "status"), 800);
    else words.removeAttribute("role");
  };
  field.addEventListener("input", show);
  show();
}

// Near to what the server counts: marks of Markdown and addresses are no words.
function wordsIn(text) {
  return text.replace(/\]\([^)]*\)/g, "]").split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
