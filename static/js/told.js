// What was typed into a field, behind what the field is called, for whoever is to recognise it.
export function isChoice({ type }) {
  return /^(checkbox|radio)$/.test(type);
}

// Of several choices, one of which holds, it tells enough which one was chosen.
export function isToldOf([field, was]) {
  return field.type !== "radio" || was.checked;
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
