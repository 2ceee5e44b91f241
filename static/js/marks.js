// What a button of the toolbar makes of a text: which stretch of it (from, to) becomes which text, and what is chosen then.
// A mark that is there already is taken away again.
const ITEM = /^(\s*)(?:[-*+]|\d{1,9}[.)]|#{1,6})\s+/;

export function wrapped(value, start, end, { before, after, word }) {
  const [from, to] = trimmed(value, ...(start === end ? aroundCaret(value, start) : [start, end]));
  const chosen = value.slice(from, to);
  const target = before === "[" && value[from - 1] === "[" && value.slice(to).match(/^\]\([^)\n]*\)/);
  if (target) return made(from - 1, to + target[0].length, "", chosen, "");
  if (stands(value.slice(0, from), value.slice(to), before)) {
    return made(from - before.length, to + after.length, "", chosen, "");
  }
  if (chosen.length > before.length + after.length && stands(chosen, chosen, before, true)) {
    return made(from, to, "", chosen.slice(before.length, -after.length), "");
  }
  if (!chosen.includes("\n")) return made(from, to, before, chosen || word, after);
  const text = chosen.replace(/[^\n]+/g, (line) => (line.trim() ? `${begun(line)}${before}${rest(line)}${after}` : line));
  return made(from, to, "", text, "");
}

export function marked(value, start, end, { mark, word }) {
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const last = end > start && value[end - 1] === "\n" ? end - 1 : end;
  const next = value.indexOf("\n", last);
  const to = next < 0 ? value.length : next;
  const lines = value.slice(from, to).split("\n");
  const own = mark === "1. " ? /^\s*\d{1,9}[.)]\s+/ : mark === "- " ? /^\s*[-*+]\s+/ : /^\s*#\s+/;
  const full = lines.filter((line) => line.trim());
  if (full.length && full.every((line) => own.test(line))) {
    return made(from, to, "", lines.map((line) => line.replace(own, "")).join("\n"), "");
  }
  let number = 0;
  const sign = () => (mark === "1. " ? `${(number += 1)}. ` : mark);
  if (!full.length) return made(from, to, sign(), word, after(value, to));
  const text = lines.map((line) => (line.trim() ? sign() + line.replace(ITEM, "$1").trimStart() : line)).join("\n");
  return made(from, to, "", text, after(value, to));
}

// Lines of their own, with an empty one on both sides. What is chosen goes into them, unless it is lines itself.
export function inserted(value, start, end, { before, after: behind, word }) {
  const chosen = word && !value.slice(start, end).trim().includes("\n") ? value.slice(start, end).trim() : "";
  const from = chosen ? start : end;
  const gap = (text) => "\n\n".slice(Math.min(2, text.length));
  const head = value.slice(0, from);
  const above = head ? gap(head.match(/\n*$/)[0]) : "";
  return made(from, end, above + before, chosen || word, behind + gap(value.slice(end).match(/^\n*/)[0]));
}

function made(from, to, before, chosen, after) {
  const start = from + before.length;
  return { from, to, text: before + chosen + after, start, end: start + chosen.length };
}

// A line that follows at once would become part of the list.
function after(value, to) {
  const next = value.slice(to + 1).split("\n", 1)[0];
  return next.trim() && !ITEM.test(next) ? "\n" : "";
}

function trimmed(value, start, end) {
  const chosen = value.slice(start, end);
  const from = start + (chosen.length - chosen.trimStart().length);
  return chosen.trim() ? [from, from + chosen.trim().length] : [end, end];
}

function aroundCaret(value, at) {
  const back = value.slice(0, at).match(/[\p{L}\p{N}]+$/u)?.[0].length ?? 0;
  const on = value.slice(at).match(/^[\p{L}\p{N}]+/u)?.[0].length ?? 0;
  return back && on ? [at - back, at + on] : [at, at];
}

// Whether the marks stand on both sides: two stars are bold and one is italic, three are both.
function stands(head, tail, before, inside = false) {
  if (before === "[") return false;
  const left = (inside ? head.match(/^\*+/) : head.match(/\*+$/))?.[0].length ?? 0;
  const right = (inside ? tail.match(/\*+$/) : tail.match(/^\*+/))?.[0].length ?? 0;
  const stars = Math.min(left, right);
  return before === "**" ? stars >= 2 : stars === 1 || stars === 3;
}

function begun(line) {
  return line.match(ITEM)?.[0] ?? "";
}

function rest(line) {
  return line.slice(begun(line).length);
}
