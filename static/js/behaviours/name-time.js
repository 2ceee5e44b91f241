// The button says when what it sends goes out, once a time is chosen.
const DAYS = { sv: "sv-SE", en: "en-GB" };

export default function nameTime(input) {
  const button = input.form.elements.namedItem(input.dataset.button);
  const show = () => {
    const [day, time] = input.value.split("T");
    button.textContent = time ? said(day, time) : input.dataset.now;
  };
  const said = (day, time) => {
    const [hour, minute] = time.split(":");
    const on = new Date(`${day}T12:00`).toLocaleDateString(DAYS[document.documentElement.lang], { day: "numeric", month: "long" });
    return input.dataset.later.replace("{day}", on).replace("{hour}", hour).replace("{minute}", minute);
  };
  input.form.addEventListener("input", show);
}
