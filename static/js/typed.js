// What was typed and has not reached the server: by person and page, and apart for every window, so that none of two
// takes away what the other keeps.
const MARK = "typed ";
const SENT = "sent";
const LONGEST = 7 * 24 * 60 * 60 * 1000;

export function place(person, path) {
  return `${MARK}${person} ${path}#${Math.random().toString(36).slice(2)}`;
}

// The page where something is written: a form that comes back from another address says it.
export function pageOf(element) {
  return (element.dataset.page ?? location.pathname).split("?")[0];
}

export function remember(key, typed) {
  try {
    localStorage.setItem(key, JSON.stringify({ ...typed, at: Date.now() }));
  } catch {
    // a browser that keeps nothing; the server's draft is there still
  }
}

export function found(person, path) {
  const mark = `${MARK}${person} ${path}`;
  const keys = Object.keys(localStorage).filter((key) => key === mark || key.startsWith(`${mark}#`));
  const kept = keys.map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }));
  return kept.sort((one, other) => other.at - one.at);
}

// Every page where something of the person's is kept, the latest first, by the title that it had.
export function pages(person) {
  const mark = `${MARK}${person} `;
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(mark));
  const kept = keys.map((key) => ({ path: pathOf(key), ...JSON.parse(localStorage.getItem(key)) }));
  const latest = kept.sort((one, other) => one.at - other.at).map((one) => [one.path, one]);
  return [...new Map(latest).values()].reverse();
}

// Whether anything is kept of that page, whoever typed it.
export function isKept(path) {
  return Object.keys(localStorage).some((key) => key.startsWith(MARK) && pathOf(key) === path);
}

function pathOf(key) {
  return key.slice(MARK.length).replace(/^[^ ]* /, "").replace(/#.*$/, "");
}

export function forget(key) {
  localStorage.removeItem(key);
}

// A form that is sent is not yet a form that is saved: the next page says it, and only then goes what was kept.
export function noteSent(key) {
  sessionStorage.setItem(SENT, key);
}

export function settle() {
  const key = sessionStorage.getItem(SENT);
  if (!key) return;
  sessionStorage.removeItem(SENT);
  const isSaid = document.querySelector(".notice--ok, [data-settled]") || new URLSearchParams(location.search).has("saved");
  if (isSaid || document.querySelector("[data-unkept]")) forget(key);
}

export function sweep() {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(MARK) && JSON.parse(localStorage.getItem(name)).at < Date.now() - LONGEST) localStorage.removeItem(name);
  }
}
