// How much room is left in a field. Spoken only when somebody pauses near the end, so that it never talks over typing.
const NEAR = 0.9;

export default function count(field) {
  const limit = Number(field.dataset.limit);
  const words = document.getElementById(`${field.id}-count`);
  if (!words || !limit) return;
  let pause = 0;
  const show = () => {
    const left = limit - [...field.value].length;
    words.textContent = (left < 0 ? words.dataset.over : words.dataset.left).replace("{n}", Math.abs(left));
    words.classList.toggle("is-over", left < 0);
    clearTimeout(pause);
    if (field.value.length > limit * NEAR) pause = setTimeout(() => words.setAttribute("role", "status"), 800);
    else words.removeAttribute("role");
  };
  field.addEventListener("input", show);
  show();
}
