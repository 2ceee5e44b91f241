// What this browser keeps of the person's and may never have sent is offered where they come back, not only at its own form:
// a link to each page. Of what the page leads to already (data-told) nothing is said twice.
import { pages } from "../typed.js";

export default function unsent(box) {
  const told = new Set([...document.querySelectorAll(box.dataset.told)].map(({ pathname }) => pathname));
  const wanted = pages(box.dataset.person).filter(({ path }) => path.startsWith(box.dataset.under) && !told.has(path));
  box.querySelector("ul").append(...wanted.map(item));
  box.hidden = !wanted.length;
}

function item({ path, title }) {
  const [row, link] = [document.createElement("li"), document.createElement("a")];
  Object.assign(link, { href: path, textContent: title ?? path });
  row.append(link);
  return row;
}
