import { settle, sweep } from "./typed.js";

settle();
// Behaviours are small and optional: the page has said everything before they load.
// data-behaviour="count" binds behaviours/count.js, which exports one function that is given the element.
// All are asked for at once, and bound in the order of the page: a slow network is waited for once.
const asked = [...document.querySelectorAll("[data-behaviour]")].flatMap((element) =>
  element.dataset.behaviour.split(" ").map((name) => ({ element, module: import(`./behaviours/${name}.js`) })),
);
for (const { element, module } of asked) (await module).default(element);
sweep();
