// Somebody who goes back finds the text as it was typed, on a page that was made anew: the key must be the one that
// the text was sent with. Browsers restore what is typed, not what is hidden; the entry in the history remembers it.
// A form that holds nothing typed is as new as its page, and so is its key.
export default function keepKey(input) {
  const { form } = input;
  if (!form.querySelector("textarea, input:not([type=hidden])")) return;
  const place = `${input.name} ${form.action}`;
  const kept = history.state?.keys ?? {};
  if (kept[place]) input.value = kept[place];
  else history.replaceState({ ...history.state, keys: { ...kept, [place]: input.value } }, "");
}
