// The bar above the table: the cell one is in, how much is not saved, and what was last done.

import { button, element } from "./elements.js";

export class Status {
  constructor(form, toNextFault) {
    const [bar, note, count, state] = ["bar", "note", "count", "state"].map((part) => document.getElementById(`grid-${part}`));
    Object.assign(this, { form, note, state });
    this.counted = element("span");
    this.jump = button("Đến ô có lỗi tiếp theo", toNextFault);
    count.append(this.counted, " ", this.jump);
    this.jump.hidden = true;
    bar.hidden = false;
  }

  // Says what a screen reader speaks as well.
  say(words, needsSignIn = false) {
    this.state.replaceChildren(words);
    if (!needsSignIn) return;
    const link = element("a", { href: this.form.dataset.signInUrl, target: "_blank", textContent: "Đăng nhập ở cửa sổ mới" });
    this.state.append(" ", link);
  }

  tell(name, words) {
    this.note.textContent = words ? `${name}: ${words}` : name;
  }

  count(changed, faulty, isKept, isStuck) {
    const isLeftOut = changed && (faulty || isStuck);
    const words = [changed && `${changed} ô chưa lưu`, faulty && `${faulty} ô có lỗi`, isLeftOut && "số cộng chưa tính các ô này"];
    const warning = changed && !isKept ? "; máy này không giữ được số khi mất kết nối" : "";
    this.counted.textContent = changed || faulty ? words.filter(Boolean).join(", ") + warning : "Không có ô nào chưa lưu";
    this.jump.hidden = faulty === 0;
  }
}
