// Somebody who goes back finds the text as it was typed, on a page that was made anew: the key must be the one that
// the text was sent with, and the version that which it became when the page saved itself as it was left. Browsers
// restore what is typed, not what is hidden; the entry in the history remembers the key, the window the version.
// A form that holds nothing typed is as new as its page, and so is its key.
export default function keepKey(input) {
  const { form } = input;
  if (!form.querySelector("textarea, input:not([type=hidden])")) return;
  const { version } = form.elements;
  const place = `${input.name} ${form.action}`;
  const kept = history.state?.keys ?? {};
  if (kept[place] && isFoundAgain(form)) {
    input.value = kept[place];
    if (version) version.value = sessionStorage.getItem(leftAs(input)) ?? version.value;
  } else history.replaceState({ ...history.state, keys: { ...kept, [place]: input.value } }, "");
  form.addEventListener("left", () => {
    version.value = Number(version.value) + 1;
    sessionStorage.setItem(leftAs(input), version.value);
  });
}

function leftAs({ value }) {
  return `left ${value}`;
}

// Whoever goes back finds what was sent; whoever loads the page anew may find it empty.
function isFoundAgain(form) {
  const isBack = performance.getEntriesByType("navigation")[0].type === "back_forward";
  const isTyped = ({ type, value, defaultValue }) => type !== "hidden" && defaultValue !== undefined && value !== defaultValue;
  return isBack || [...form.elements].some(isTyped);
}
