// The dots of a hill, moved by pointer and keyboard. What is moved waits in the form below until it is saved, one dot at a time.
export default function hill(root) {
  const form = root.querySelector("[data-hill-form]");
  const moved = { dot: null, from: 0 };
  root.querySelector("[data-hill-help]").hidden = false;
  for (const dot of root.querySelectorAll("[data-strand]")) {
    dot.dataset.start = dot.getAttribute("transform");
    dot.addEventListener("pointerdown", (event) => {
      const taken = nearest(event, dot);
      drag(event, taken, (at) => put(taken, at), () => form.elements.note.focus());
    });
    dot.addEventListener("keydown", (event) => press(event, dot));
  }
  root.querySelector("[data-hill-back]").addEventListener("click", () => back(true));
  form.addEventListener("keydown", (event) => event.key === "Escape" && back(true));

  function put(dot, wanted) {
    if (moved.dot !== dot) {
      back(false);
      Object.assign(moved, { dot, from: now(dot) });
      dot.classList.add("is-moved");
    }
    const at = Math.min(100, Math.max(0, Math.round(wanted)));
    const words = say(root.dataset, at);
    dot.setAttribute("transform", `translate(${place(dot, at).join(" ")})`);
    dot.setAttribute("aria-valuenow", at);
    dot.setAttribute("aria-valuetext", words);
    offer(dot, at, words);
  }

  function offer(dot, at, words) {
    const source = document.querySelector(`[data-move="${dot.dataset.strand}"]`);
    form.action = source.action;
    form.elements.version.value = source.elements.version.value;
    form.elements.reached.value = at;
    form.querySelector("[data-hill-name]").textContent = dot.getAttribute("aria-label");
    form.querySelector("[data-hill-words]").textContent = words;
    form.hidden = false;
  }

  function back(focus) {
    const { dot, from } = moved;
    form.hidden = true;
    moved.dot = null;
    if (!dot) return;
    dot.classList.remove("is-moved");
    dot.setAttribute("transform", dot.dataset.start);
    dot.setAttribute("aria-valuenow", from);
    dot.setAttribute("aria-valuetext", say(root.dataset, from));
    if (focus) dot.focus();
  }

  function press(event, dot) {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10, Home: -100, End: 100 }[event.key];
    if (step) put(dot, now(dot) + step);
    else if (event.key === "Enter" && moved.dot === dot) form.elements.note.focus();
    else if (event.key === "Escape" && moved.dot === dot) back(true);
    else return;
    event.preventDefault();
  }
}

const now = (dot) => Number(dot.getAttribute("aria-valuenow"));

// What a finger means where the areas of two dots lie on each other.
function nearest({ clientX, clientY }, dot) {
  const far = (one) => {
    const { x, y, width, height } = one.querySelector("circle").getBoundingClientRect();
    return Math.hypot(clientX - x - width / 2, clientY - y - height / 2);
  };
  return [...dot.ownerSVGElement.querySelectorAll("[data-strand]")].reduce((a, b) => (far(b) < far(a) ? b : a));
}

// The line of the hill as collab/projects/hill.py draws it.
function place(dot, at) {
  const [left, right, foot, peak] = dot.ownerSVGElement.dataset.hill.split(" ").map(Number);
  return [left + ((right - left) * at) / 100, foot - ((foot - peak) * (1 - Math.cos((2 * Math.PI * at) / 100))) / 2];
}

function say({ foot, up, top, down, end }, at) {
  if (at === 0) return foot;
  if (at === 100) return end;
  if (at === 50) return top;
  return (at < 50 ? up : down).replace("{n}", at);
}

function drag(event, dot, put, done) {
  const svg = dot.ownerSVGElement;
  const [left, right] = svg.dataset.hill.split(" ").map(Number);
  const start = event.clientX;
  let far = false;
  const move = ({ clientX, clientY }) => {
    far ||= Math.abs(clientX - start) > 3;
    if (!far) return;
    const point = new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());
    put(((point.x - left) * 100) / (right - left));
  };
  const end = () => {
    dot.removeEventListener("pointermove", move);
    if (far) done();
  };
  dot.setPointerCapture(event.pointerId);
  dot.addEventListener("pointermove", move);
  dot.addEventListener("pointerup", end, { once: true });
  dot.addEventListener("pointercancel", end, { once: true });
}
