// A menu that is open closes when one turns elsewhere: by a press outside it, by Escape, or by leaving it with Tab.

const opened = () => document.querySelectorAll("details.menu[open]");

function closeBut(target) {
  for (const menu of opened()) if (!menu.contains(target)) menu.open = false;
}

document.addEventListener("pointerdown", (event) => closeBut(event.target));
document.addEventListener("focusin", (event) => closeBut(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of opened()) {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
});
