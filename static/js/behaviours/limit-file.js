// A file that is too large is said to be so when it is chosen, before anything of it is sent.
export default function limitFile(input) {
  const words = document.getElementById(input.dataset.said);
  if (!words) return;
  const meet = () => {
    const isTooLarge = [...input.files].some((file) => file.size > Number(input.dataset.limit));
    words.hidden = !isTooLarge;
    words.textContent = isTooLarge ? input.dataset.tooLarge : "";
    if (isTooLarge) input.value = "";
    const noted = input.form?.elements.too_large; // For the server's words, if the form is sent without another file.
    if (noted) noted.value = isTooLarge ? "1" : "";
  };
  input.addEventListener("change", meet);
  if (input.files.length) meet(); // It may have been chosen before this was loaded, on a slow network.
}
