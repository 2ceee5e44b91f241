// What becomes of what is typed, in the live region that says it: quietly while all is well, as a warning when it is not.
const QUIET = ["soft", "small"];
const LOUD = ["notice", "notice--warn"];

export function say(place, ...words) {
  look(place, QUIET, LOUD);
  place.replaceChildren(...words);
}

export function warn(place, words) {
  const icon = document.querySelector("template[data-warning]")?.content.cloneNode(true);
  const sentence = document.createElement("span");
  sentence.textContent = words;
  look(place, LOUD, QUIET);
  place.replaceChildren(...(icon ? [icon] : []), sentence);
}

function look(place, wanted, unwanted) {
  place.classList.add(...wanted);
  place.classList.remove(...unwanted);
}
