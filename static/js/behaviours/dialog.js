// Opens and closes a dialog where the browser does not know commandfor yet.
export default function dialog(button) {
  if ("commandForElement" in HTMLButtonElement.prototype) return;
  const target = document.getElementById(button.getAttribute("commandfor"));
  button.addEventListener("click", () => {
    if (button.getAttribute("command") === "close") target.close();
    else target.showModal();
  });
}
