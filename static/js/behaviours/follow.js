// Follows something that is under way: fetches the page again and again and shows what it tells now.
// Bound to a region of a page with [data-told], in it or elsewhere; when the page has no such region any more,
// it is opened anew.
import { UNATTENDED } from "../unattended.js";

const EVERY = 2000;
const LONGEST = 30_000;

export default function follow(region) {
  const told = region.querySelector("[data-told]");
  let pause = EVERY;
  const look = async () => {
    const next = await fetched();
    if (next && !next.querySelector("[data-behaviour~=follow]")) return location.reload();
    if (next) tell([...document.querySelectorAll("[data-told]")], [...next.querySelectorAll("[data-told]")]);
    else if (told.textContent !== region.dataset.gone) told.textContent = region.dataset.gone;
    pause = next ? EVERY : Math.min(2 * pause, LONGEST);
    return setTimeout(look, pause);
  };
  setTimeout(look, pause);
}

// What is told otherwise now is replaced, each by the one in its place; the rest is left alone, so as not to be read aloud again.
function tell(shown, news) {
  news.forEach((said, at) => {
    if (shown[at] && shown[at].innerHTML !== said.innerHTML) shown[at].replaceChildren(...said.childNodes);
  });
}

// The page as it is now, or null when it cannot be had.
async function fetched() {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store", headers: UNATTENDED });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}
