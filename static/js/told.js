// What was typed into a field, behind what the field is called, for whoever is to recognise it.
export function isChoice({ type }) {
  return /^(checkbox|radio)$/.test(type);
}

// Whether anything was chosen or typed there.
export function isFilled([field, was]) {
  return isChoice(field) || was.value.trim();
}

// Of several choices, one of which holds, it tells enough which one was chosen; emptied fields tell something where
// there is nothing else.
export function worthTelling(changes) {
  const some = changes.filter(([field, was]) => field.type !== "radio" || was.checked);
  const filled = some.filter(isFilled);
  return filled.length ? filled : some;
}

// What was typed, behind what its field is called.
export function told([field, was]) {
  const label = plain(field.labels?.[0]) || field.name;
  if (isChoice(field)) return `${[plain(field.closest("fieldset")?.querySelector("legend")), label].filter(Boolean).join(", ")}: ${was.checked ? "✓" : "–"}`;
  const chosen = [...(field.options ?? [])].find(({ value }) => value === was.value);
  const value = chosen ? plain(chosen) : was.value || "–";
  return `${label}${/[?!:]$/.test(label) ? "" : ":"}${value.includes("\n") ? "\n" : " "}${value}`;
}

function plain(element) {
  return element?.textContent.trim().replace(/\s+/g, " ") ?? "";
}
