// Whoever was signed out before they sent something reads that this browser has kept it for them, where it has.
import { isKept } from "../typed.js";

export default function sayKept(words) {
  if (isKept(location.pathname)) words.textContent = words.dataset.kept;
}
