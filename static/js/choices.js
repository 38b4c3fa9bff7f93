// The panels that ask which words are to stay: after two people met, and when this machine still holds unsaved ones.

import { button, described, element } from "./elements.js";

function panel(sentence, ...parts) {
  const made = element("div", { className: "alert alert-warning" }, element("p", { textContent: sentence }), ...parts);
  return described(made, { role: "alert", tabindex: "-1" });
}

function show(made, before) {
  before.before(made);
  made.focus();
}

// A button that shows and hides what it names.
function unfolding(text, what) {
  const made = button(text, () => {
    what.hidden = !what.hidden;
    made.setAttribute("aria-expanded", String(!what.hidden));
  });
  return described(made, { "aria-expanded": "false" });
}

// Another person has saved since: `choose` hears "mine" or "theirs".
export function askWhose(theirs, before, choose) {
  const both = element("div", { hidden: true, className: "both-texts" });
  // The server has drawn the difference with all words escaped.
  both.innerHTML = theirs.html;
  const decide = (choice) => () => {
    made.remove();
    choose(choice);
  };
  const buttons = element(
    "div",
    { className: "d-flex flex-wrap gap-2" },
    button("Giữ lời của tôi", decide("mine"), "btn btn-primary"),
    button("Lấy lời của người kia", decide("theirs"), "btn btn-outline-primary"),
    unfolding("Xem cả hai", both),
  );
  const sentence = `${theirs.who} đã lưu phần này sau khi bạn mở. Chưa lời nào bị mất; đề nghị chọn lời được giữ. `
    + "Nếu giữ lời của bạn, lời của người kia vẫn còn trong lịch sử.";
  const made = panel(sentence, buttons, both);
  show(made, before);
}

// A deed has taken headings away: `choose` hears whether they are to come back. Gives what takes the question away.
export function askLost(headings, before, choose) {
  const decide = (isMeant) => () => {
    made.remove();
    choose(isMeant);
  };
  const buttons = element(
    "div",
    { className: "d-flex flex-wrap gap-2" },
    button("Lấy lại đề mục", decide(false), "btn btn-primary"),
    button("Đúng, bỏ đề mục", decide(true), "btn btn-outline-primary"),
  );
  const names = headings.map((each) => `“${each}”`).join(", ");
  const made = panel(`Lời vừa gõ hoặc dán đã thay mất đề mục ${names}. Chưa lưu gì; bấm Ctrl+Z cũng lấy lại được.`, buttons);
  before.before(made);
  return () => made.remove();
}

// This machine holds words the server does not have: `choose` hears whether they are wanted.
export function offerBack(kept, before, choose) {
  const at = new Date(kept.at).toLocaleString("vi-VN", { dateStyle: "short", timeStyle: "short" });
  const words = element("pre", { className: "kept-words", textContent: kept.body, hidden: true });
  const decide = (isWanted) => () => {
    made.remove();
    choose(isWanted);
  };
  const buttons = element(
    "div",
    { className: "d-flex flex-wrap gap-2" },
    button("Lấy lại lời đó", decide(true), "btn btn-primary"),
    button("Bỏ lời đó", decide(false), "btn btn-outline-primary"),
    unfolding("Xem lời đó", words),
  );
  const made = panel(`Máy này còn giữ lời văn chưa lưu, viết lúc ${at}.`, buttons, words);
  show(made, before);
}
