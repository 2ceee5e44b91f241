// While a feed is looked at it says when there is something newer; it is shown when somebody asks for it, so nothing moves.
import { UNATTENDED } from "../unattended.js";

const EVERY = 60_000;

export default function newer(bar) {
  const link = bar.querySelector("a");
  const look = async () => {
    if (document.hidden) return;
    const words = await said(bar.dataset);
    if (!words || link.textContent === words) return;
    link.textContent = words;
    link.hidden = false;
  };
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}

// How many there are, in words; nothing where there are none, or where nobody can be asked.
async function said({ asks, since }) {
  try {
    const address = new URL(asks, location.href);
    address.searchParams.set("since", since);
    const answer = await fetch(address, { headers: UNATTENDED });
    return answer.status === 200 && !answer.redirected ? (await answer.json()).words : "";
  } catch {
    return "";
  }
}
