// The summary of errors takes the focus when the page has loaded (autofocus alone is lost after a view transition).
export default function focusErrors(summary) {
  summary.focus({ preventScroll: false });
  for (const link of summary.querySelectorAll('a[href^="#"]')) {
    link.addEventListener("click", (event) => {
      const field = document.getElementById(link.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      field.closest(".field, .choices, .picture")?.scrollIntoView({ block: "start" });
      field.focus({ preventScroll: true });
    });
  }
}
