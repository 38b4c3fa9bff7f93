// The editor of a section: puts the lines in place of the form's text box, which stays for whoever has no script.

import { askLost, askWhose, offerBack } from "./choices.js";
import { listenToClipboard } from "./clipboard.js";
import { Commands } from "./commands.js";
import { described, element } from "./elements.js";
import { Keeping } from "./keeping.js";
import { parse, written } from "./outline.js";
import { Saving } from "./saving.js";
import { toolbar } from "./toolbar.js";
import { listen } from "./typing.js";
import { Writing } from "./writing.js";

const KEYS = [
  ["Tab, Shift+Tab", "lùi vào, ra một cấp"],
  ["Alt+↑, Alt+↓", "đưa dòng lên, xuống"],
  ["Ctrl+Space hoặc {{", "chèn số liệu"],
  ["Ctrl+K", "dẫn chiếu đến một dòng"],
  ["Alt+Enter", "cách viết số liệu cạnh con trỏ"],
  ["Ctrl+Z, Ctrl+Y", "hoàn tác, làm lại"],
  ["Esc rồi Tab", "ra khỏi khung soạn thảo"],
];

class Editor {
  constructor(form) {
    this.form = form;
    this.text = form.elements.body;
    this.state = document.getElementById("save-state");
    const told = JSON.parse(document.getElementById("told").textContent);
    this.root = this.#drawnRoot();
    this.writing = new Writing(this.root, this.text.defaultValue, told);
    this.keeping = new Keeping(form.dataset.keep);
    // Words that come from a conflict page are shown before they are saved anywhere.
    const isSaved = form.dataset.unsaved === undefined;
    this.saving = new Saving(this.#page(), isSaved ? written(parse(this.text.defaultValue)) : null);
  }

  start() {
    const commands = new Commands(this.writing);
    const place = document.getElementById("writing");
    place.append(toolbar(this.writing, commands), this.root, keyHelp());
    place.hidden = false;
    for (const id of ["plain-words", "figures-to-quote"]) document.getElementById(id).hidden = true;
    listen(this.writing, commands);
    listenToClipboard(this.writing);
    this.#listen(place, commands);
    this.#offerKept();
  }

  #drawnRoot() {
    const root = element("div", { className: "writing-lines", contentEditable: "true", spellcheck: false });
    const roles = { "role": "textbox", "aria-multiline": "true", "aria-labelledby": "section-title", "aria-describedby": "key-help" };
    return described(root, roles);
  }

  #page() {
    const { dataset, elements } = this.form;
    return {
      url: dataset.saveUrl,
      section: Number(elements.section.defaultValue),
      revision: Number(elements.revision.defaultValue),
      keeping: this.keeping,
      source: () => this.writing.source,
      token: () => /(?:^|; )csrftoken=([^;]+)/u.exec(document.cookie)?.[1] ?? elements.csrfmiddlewaretoken.value,
      say: (words, needsSignIn) => this.#say(words, needsSignIn),
      hear: (told) => this.writing.hear(told),
      overtaken: (theirs) => this.#askWhose(theirs),
    };
  }

  #listen(place, commands) {
    this.writing.whenChanged = () => {
      this.#lookForLost();
      this.saving.changed();
    };
    this.writing.whenLost = (lost, before) => this.#askLost(lost, before);
    place.addEventListener("focusout", (event) => {
      if (!place.contains(event.relatedTarget)) this.saving.flush();
    });
    this.root.addEventListener("click", (event) => {
      const chip = event.target.closest("[data-source]");
      if (chip) this.#choseChip(chip, commands);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#leave();
    });
  }

  // A click on a chip puts the caret behind it and asks how it is to be written.
  #choseChip(chip, commands) {
    document.getSelection().setBaseAndExtent(chip.nextSibling, 0, chip.nextSibling, 0);
    this.writing.noteCaret();
    commands.offerForms();
  }

  async #leave() {
    if (await this.saving.finish()) location.assign(this.form.dataset.doneUrl);
  }

  #askWhose(theirs) {
    askWhose(theirs, document.getElementById("writing"), (choice) => {
      if (choice === "theirs") this.writing.replaceAll(theirs.body);
      this.saving.restart(theirs.revision, written(parse(theirs.body)));
      this.writing.focus();
    });
  }

  // Asks whether headings are meant to go; nothing is saved until then, and whoever goes on typing is not disturbed.
  #askLost(lost, before) {
    if (this.lost) return;
    const headings = lost.map((each) => this.writing.reads(each.text));
    const close = askLost(headings, document.getElementById("writing"), (isMeant) => {
      this.lost = null;
      if (!isMeant) this.writing.replaceAll(before);
      this.saving.ask(false);
      this.writing.focus();
    });
    this.lost = { close, texts: lost.map((each) => each.text) };
    this.saving.ask(true);
  }

  // Undone, or typed again: nothing is asked any more.
  #lookForLost() {
    const { lines } = this.writing;
    if (!this.lost?.texts.every((text) => lines.some((each) => each.text === text))) return;
    this.lost.close();
    this.lost = null;
    this.saving.ask(false);
  }

  // Asks about kept words before anything is written, so that neither text covers the other.
  #offerKept() {
    const kept = this.keeping.latestBut(this.writing.source);
    if (!kept) return;
    this.root.contentEditable = "false";
    offerBack(kept, document.getElementById("writing"), (isWanted) => {
      this.root.contentEditable = "true";
      this.keeping.forget(kept.key);
      if (isWanted) {
        this.saving.revision = kept.revision;
        this.writing.replaceAll(kept.body);
      }
      this.writing.focus();
    });
  }

  #say(words, needsSignIn = false) {
    this.state.replaceChildren(words);
    if (!needsSignIn) return;
    const link = element("a", { href: this.form.dataset.signInUrl, target: "_blank", textContent: "Đăng nhập ở cửa sổ mới" });
    this.state.append(" ", link);
  }
}

function keyHelp() {
  const keys = KEYS.flatMap(([key, what]) => [element("dt", { textContent: key }), element("dd", { textContent: what })]);
  const list = element("dl", { id: "key-help" }, ...keys);
  return element("details", { className: "key-help" }, element("summary", { textContent: "Phím tắt" }), list);
}

new Editor(document.getElementById("section-form")).start();
