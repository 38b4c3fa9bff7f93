// The toolbar above the lines: every deed that has a key has a button too.

import * as deeds from "./deeds.js";
import { button, described, element } from "./elements.js";

const LEVEL_NAMES = ["I. Mục", "Điều 1.", "1. Khoản", "1.1. Điểm số", "a) Điểm", "- Gạch", "+ Cộng", "Đoạn thường"];

export function toolbar(writing, commands) {
  const groups = [
    [levelChoice(writing)],
    [["⇥", "Lùi vào một cấp (Tab)", deeds.indent], ["⇤", "Ra một cấp (Shift+Tab)", deeds.outdent]],
    [["↑", "Đưa dòng lên (Alt+↑)", deeds.move, -1], ["↓", "Đưa dòng xuống (Alt+↓)", deeds.move, 1]],
    [["Xóa dòng", "Xóa dòng đang chọn", deeds.deleteLines]],
  ].map((group) => group.map((each) => (Array.isArray(each) ? deedButton(writing, ...each) : each)));
  groups.push([
    named("↶", "Hoàn tác (Ctrl+Z)", () => writing.undo()),
    named("↷", "Làm lại (Ctrl+Y)", () => writing.redo()),
  ]);
  groups.push([
    button("Chèn số liệu", () => commands.offerFigures(), "btn btn-sm btn-primary"),
    button("Dẫn chiếu", () => commands.offerPlaces()),
    button("Đánh dấu dòng", () => commands.nameLine()),
    button("Cách viết số", () => commands.offerForms()),
  ]);
  const bar = element("div", { className: "writing-tools" }, ...groups.map(grouped));
  return described(bar, { "role": "group", "aria-label": "Công cụ soạn thảo" });
}

const grouped = (made) => element("div", { className: "d-flex gap-1" }, ...made);

function named(sign, title, act) {
  const made = button(sign, act);
  made.title = title;
  return described(made, { "aria-label": title });
}

function deedButton(writing, sign, title, deed, ...details) {
  return named(sign, title, () => writing.apply(deed, ...details));
}

function levelChoice(writing) {
  const choice = element("select", { className: "form-select form-select-sm level-choice" });
  choice.append(...LEVEL_NAMES.map((name, place) => new Option(name, String(place + 1))));
  choice.addEventListener("change", () => writing.apply(deeds.setLevel, Number(choice.value)));
  const follow = () => { choice.value = String(writing.lines[writing.caret.start.line]?.level ?? 8); };
  document.addEventListener("selectionchange", follow);
  writing.root.addEventListener("input", follow);
  follow();
  return described(choice, { "aria-label": "Cấp của dòng" });
}
