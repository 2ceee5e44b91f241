import { settle, sweep } from "./typed.js";

settle();
// Behaviours are small and optional: the page has said everything before they load.
// data-behaviour="count" binds behaviours/count.js, which exports one function that is given the element.
for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(" ")) {
    const { default: bind } = await import(`./behaviours/${name}.js`);
    bind(element);
  }
}
sweep();
