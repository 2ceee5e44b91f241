// Stars without an account: kept in this browser, shown with aria-pressed and in every [data-star-count].
// Bound to an element that holds the buttons [data-star]; [data-star-item] can be narrowed to the chosen ones by [data-star-only].
const KEY = "collab-stars";

export default function stars(root) {
  const chosen = new Set(remembered());
  const buttons = root.querySelectorAll("[data-star]");
  const show = () => {
    for (const button of buttons) {
      button.hidden = false;
      button.setAttribute("aria-pressed", chosen.has(button.dataset.star));
    }
    for (const count of root.querySelectorAll("[data-star-count]")) count.textContent = chosen.size;
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const key = button.dataset.star;
      if (!chosen.delete(key)) chosen.add(key);
      remember(chosen);
      show();
    });
  }
  bindNarrowing(root, chosen);
  show();
}

function bindNarrowing(root, chosen) {
  const only = root.querySelector("[data-star-only]");
  if (!only) return;
  only.hidden = false;
  only.addEventListener("click", () => {
    const on = only.getAttribute("aria-pressed") !== "true";
    only.setAttribute("aria-pressed", on);
    for (const item of root.querySelectorAll("[data-star-item]")) item.hidden = on && !chosen.has(item.dataset.starItem);
  });
}

// A browser may refuse to keep anything; then the stars last as long as the page.
function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

function remember(chosen) {
  try {
    localStorage.setItem(KEY, JSON.stringify([...chosen]));
  } catch {
    // Nothing to do: the page still shows the choice.
  }
}
