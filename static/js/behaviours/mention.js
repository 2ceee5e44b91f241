// Typing @ and letters in a text offers people and teams in a list after the field: arrows, Enter, Tab and Escape, or a press.
import { write } from "../write.js";

const PAUSE = 150;
const NAMED = /(?:^|[^\p{L}\p{N}_@./-])@([\p{L}\p{N}._-]{1,40})$/u;
const REST = /^[\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+)*/u;

export default function mention(field) {
  const { names, offered, nobody } = field.dataset;
  const list = document.getElementById(`${field.id}-names`);
  const said = document.getElementById(`${field.id}-said`);
  let [pause, asked, at] = [0, 0, 0];
  let word = null; // what the list was asked for, and where it stands
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-haspopup", "listbox");
  field.setAttribute("aria-controls", list.id);
  if (location.hash === `#${field.id}`) field.setSelectionRange(field.value.length, field.value.length); // after who is answered

  function typed() {
    const { selectionStart: caret, selectionEnd, value } = field;
    const letters = caret === selectionEnd ? NAMED.exec(value.slice(0, caret))?.[1] : null;
    return letters ? { letters, start: caret - letters.length, end: caret + REST.exec(value.slice(caret))[0].length } : null;
  }

  function isTyped(wanted) {
    const now = typed();
    return Boolean(wanted && now) && ["letters", "start", "end"].every((part) => now[part] === wanted[part]);
  }

  function close() {
    asked += 1;
    clearTimeout(pause);
    word = null;
    list.hidden = true;
    list.replaceChildren();
    Object.assign(said, { textContent: "", className: "visually-hidden" });
    field.removeAttribute("aria-activedescendant");
  }

  function mark(number) {
    at = (number + list.children.length) % list.children.length;
    for (const [place, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(place === at));
    field.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function show(found, wanted) {
    word = wanted;
    list.replaceChildren(...found.map((one, place) => optionOf(one, `${list.id}-${place}`)));
    list.hidden = !found.length;
    said.textContent = found.length ? offered.replace("{n}", found.length) : nobody;
    said.className = found.length ? "visually-hidden" : "names names--none";
    if (found.length) mark(0);
  }

  async function look() {
    const wanted = typed();
    if (!wanted) return;
    const mine = (asked += 1);
    const readers = field.form.elements.visibility?.value ?? ""; // of an update, as it is chosen now
    const found = await matching(`${names}&q=${encodeURIComponent(wanted.letters)}&readers=${readers}`);
    const isOver = !found?.length && /[._-]$/.test(wanted.letters); // of a sentence that ends there nothing is said
    if (found && !isOver && mine === asked && isTyped(wanted)) show(found, wanted);
  }

  function take(option) {
    field.focus();
    field.setSelectionRange(word.start, word.end);
    write(field, `${option.dataset.handle} `);
    close();
  }

  field.addEventListener("input", ({ isComposing }) => {
    close(); // nobody takes what was found for other letters
    if (!isComposing && typed()) pause = setTimeout(look, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const does = {
      ArrowDown: () => mark(at + 1),
      ArrowUp: () => mark(at - 1),
      Enter: () => take(list.children[at]),
      Tab: () => take(list.children[at]),
      Escape: close,
    }[event.key];
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  });
  field.addEventListener("blur", close);
  document.addEventListener("selectionchange", () => word && !isTyped(word) && close()); // the caret has gone elsewhere
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", ({ target }) => target !== list && take(target.closest("[role=option]")));
}

async function matching(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return answer.ok && !answer.redirected ? await answer.json() : null;
  } catch {
    return null; // without a connection the handle can be typed by hand
  }
}

function optionOf({ handle, name, about }, id) {
  const option = document.createElement("li");
  Object.assign(option, { id, role: "option", className: "names__one" });
  option.dataset.handle = handle;
  for (const [css, words] of [["names__name", name], ["names__about", about], ["names__about", `@${handle}`]]) {
    const part = document.createElement("span");
    Object.assign(part, { className: css, textContent: words });
    option.append(part, " ");
  }
  return option;
}
