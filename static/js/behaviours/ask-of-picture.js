// What a picture shows, and who in it has agreed, is asked as soon as a picture is chosen; of other files it is not.
const NAMES = /\.(jpe?g|png|gif|webp|hei[cf])$/i; // Some systems do not know what kind of file a HEIC is.

export default function askOfPicture(input) {
  const questions = document.getElementById(input.dataset.questions);
  if (!questions) return;
  const meet = () => {
    const isPicture = [...input.files].some(({ name, type }) => type.startsWith("image/") || NAMES.test(name));
    questions.hidden = !isPicture;
    questions.disabled = !isPicture;
  };
  input.addEventListener("change", meet);
  meet(); // Who comes back to the page may find the file still chosen.
}
