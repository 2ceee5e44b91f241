// Whoever was signed out before they sent something reads that this browser has kept it for them, where it has.
import { isKept, pageOf } from "../typed.js";

export default function sayKept(words) {
  if (isKept(pageOf(words))) words.textContent = words.dataset.kept;
}
