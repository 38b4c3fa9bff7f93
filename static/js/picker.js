// A dialog with a searched list: type to narrow it, arrows to walk it, Enter or a click to choose.

import { element } from "./elements.js";

const MOST = 80;

export function fold(text) {
  const bare = text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");
  return bare.split(/\s+/u).filter(Boolean).join(" ");
}

// Asks for one of `options` ({ label, value, detail }); resolves to it, or to null where nothing was chosen.
export function pick(title, options, hint = "") {
  const dialog = new PickerDialog(title, options, hint);
  return new Promise((resolve) => dialog.open(resolve));
}

class PickerDialog {
  #found = [];
  #active = 0;
  #answer;

  constructor(title, options, hint) {
    this.options = options.map((each) => ({ ...each, folded: fold(`${each.label} ${each.value} ${each.detail ?? ""}`) }));
    this.search = element("input", { type: "search", className: "form-control", autocomplete: "off", spellcheck: false });
    this.list = element("ul", { className: "picker-list", id: "picker-list" });
    this.count = element("p", { className: "form-text mb-2" });
    this.close = element("button", { type: "button", className: "btn btn-outline-secondary", textContent: "Đóng" });
    const heading = element("h2", { className: "h6", id: "picker-title", textContent: title });
    const note = element("p", { className: "form-text", textContent: hint });
    this.dialog = element("dialog", { className: "picker" }, heading, this.search, this.count, this.list, note, this.close);
    this.#describe();
    this.#listen();
  }

  open(resolve) {
    this.#answer = resolve;
    document.body.append(this.dialog);
    this.#narrow();
    this.dialog.showModal();
    this.search.focus();
  }

  #describe() {
    this.dialog.setAttribute("aria-labelledby", "picker-title");
    this.count.setAttribute("role", "status");
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Danh sách để chọn");
    const roles = { "role": "combobox", "aria-expanded": "true", "aria-controls": "picker-list", "aria-label": "Tìm" };
    for (const [name, value] of Object.entries(roles)) this.search.setAttribute(name, value);
    this.search.placeholder = "Tìm, không cần gõ dấu";
  }

  #listen() {
    this.search.addEventListener("input", () => this.#narrow());
    this.search.addEventListener("keydown", (event) => this.#pressed(event));
    this.list.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) this.#choose([...this.list.children].indexOf(item));
    });
    this.close.addEventListener("click", () => this.#end(null));
    this.dialog.addEventListener("close", () => this.#end(null));
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      this.#end(null);
    });
  }

  #pressed(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (event.isComposing || !(event.key in steps || event.key === "Enter")) return;
    event.preventDefault();
    if (event.key === "Enter") this.#choose(this.#active);
    else this.#point(this.#active + steps[event.key]);
  }

  #narrow() {
    const wanted = fold(this.search.value);
    const isFound = ({ folded }) => wanted.split(" ").every((word) => folded.includes(word));
    const found = this.options.filter(isFound).sort((one, other) => distance(one, wanted) - distance(other, wanted));
    this.#found = found.slice(0, MOST);
    this.list.replaceChildren(...this.#found.map(item));
    const rest = found.length > MOST ? `, đang hiện ${MOST} mục đầu` : "";
    this.count.textContent = found.length ? `${found.length} mục${rest}` : "Không có mục nào như vậy.";
    this.#point(0);
  }

  #point(place) {
    this.#active = Math.max(0, Math.min(place, this.#found.length - 1));
    [...this.list.children].forEach((each, index) => each.setAttribute("aria-selected", String(index === this.#active)));
    const active = this.list.children[this.#active];
    this.search.setAttribute("aria-activedescendant", active?.id ?? "");
    active?.scrollIntoView({ block: "nearest" });
  }

  #choose(place) {
    if (this.#found[place]) this.#end(this.#found[place]);
  }

  // Answers at once: keys pressed right after the choice belong to the text again.
  #end(chosen) {
    this.dialog.remove();
    this.#answer(chosen);
  }
}

// What begins with the words sought stands first, then what holds them as they stand.
function distance({ folded }, wanted) {
  if (folded.startsWith(wanted)) return 0;
  return folded.includes(wanted) ? 1 : 2;
}

function item({ label, value, detail }, place) {
  const made = element(
    "li",
    { id: `picker-option-${place}` },
    element("span", { className: "picker-label", textContent: label }),
    element("strong", { className: "picker-value", textContent: value }),
    element("span", { className: "picker-detail", textContent: detail ?? "" }),
  );
  made.setAttribute("role", "option");
  return made;
}
