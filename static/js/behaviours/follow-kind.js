// What the form asks follows what is told of: its options say what the text is called and what helps to write it. What only
// a report needs is folded away where the kind does without it, unless it holds something or something is wrong with it.
export default function followKind(select) {
  const { form } = select;
  const [label, help] = [`label[for="${select.dataset.text}"]`, `#${select.dataset.text}-hint`].map((where) => form.querySelector(where));
  const fold = document.getElementById(select.dataset.fold);
  let told = null;
  const follow = () => {
    if (select.value === told) return;
    told = select.value;
    const { asks, help: helps, alone } = select.selectedOptions[0].dataset;
    label.textContent = asks;
    help.textContent = helps;
    fold.open = alone === undefined || holdsAnything(fold);
  };
  form.addEventListener("input", follow);
  follow();
}

function holdsAnything(fold) {
  return Boolean(fold.querySelector(".has-error")) || [...fold.querySelectorAll("input")].some(({ type, checked, value }) => (type === "radio" ? checked : value.trim()));
}
