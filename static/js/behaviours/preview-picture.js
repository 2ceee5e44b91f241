// Shows the chosen picture as lists will crop it (3:2 out of the middle), and its file name.
// Drawn on a canvas, since the content security policy lets no picture in from elsewhere, blob addresses included.
export default function previewPicture(group) {
  const file = group.querySelector('input[type="file"]');
  const row = group.querySelector("[data-preview]");
  if (!file || !row) return;
  const described = group.querySelector("[data-described]");
  const ask = () => (described.hidden = !file.files.length && !isKept(group) && !saysAnything(described));
  let isLetGo = false;
  file.form?.addEventListener("submit", () => isLetGo && say(file));
  const meet = async () => {
    ask();
    const [chosen] = file.files;
    if (chosen) forgive(file);
    row.hidden = !chosen;
    isLetGo = Boolean(chosen) && chosen.size > Number(group.dataset.limit);
    if (!chosen) return;
    const isTooLarge = isLetGo;
    row.querySelector("[data-name]").textContent = isTooLarge ? group.dataset.tooLarge : chosen.name;
    row.toggleAttribute("data-refused", isTooLarge);
    row.querySelector("[data-name]").role = isTooLarge ? "alert" : null;
    if (isTooLarge) file.value = "";
    const canvas = row.querySelector("canvas");
    const kept = row.querySelector("img");
    if (kept) kept.hidden = true;
    canvas.hidden = isTooLarge || !(await drawn(chosen, canvas));
    row.querySelector("[data-cropped]").hidden = canvas.hidden;
  };
  file.addEventListener("change", meet);
  file.form?.addEventListener("input", ask);
  ask();
  if (file.files.length) meet(); // It may have been chosen before this was loaded, on a slow network.
}

// What was wrong with the file before is no longer so of another one.
function forgive(file) {
  document.getElementById(`${file.id}-error`)?.remove();
  file.removeAttribute("aria-invalid");
}

// What a picture shows is asked once there is one; what was said of it, or is wrong with it, is never hidden.
function isKept(group) {
  return group.matches(".has-error") || Boolean(group.querySelector("img"));
}

function saysAnything(described) {
  return [...described.querySelectorAll("input")].some(({ type, checked, value }) => (type === "checkbox" ? checked : value.trim()));
}

// Of a form that is sent without the picture the server says at its field that it was too large, and saves nothing yet.
// What saves itself meanwhile does not ask for it.
function say({ form, name }) {
  const told = document.createElement("input");
  Object.assign(told, { type: "hidden", name: `${name}-too-large`, value: "1" });
  form.append(told);
  setTimeout(() => told.remove());
}

async function drawn(file, canvas) {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.max(canvas.width / picture.width, canvas.height / picture.height);
    const width = picture.width * scale;
    const height = picture.height * scale;
    const left = (canvas.width - width) / 2;
    const top = (canvas.height - height) / 2;
    canvas.getContext("2d").drawImage(picture, left, top, width, height);
    return true;
  } catch {
    return false; // A kind of picture that this browser cannot show; the server may still read it.
  }
}
