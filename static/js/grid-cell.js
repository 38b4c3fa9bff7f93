// A cell of the grid: what is stored of it, what is typed, what is wrong with it, and how all that is shown.

import { button, element } from "./elements.js";

const WORDS = { changed: "Chưa lưu.", saving: "Đang lưu.", saved: "Đã lưu." };

export class Cell {
  // What the server says of the cell itself: that it is locked, differs from the level above, is to be looked at.
  #standing;

  constructor(td, row, column, base) {
    Object.assign(this, { td, row, column, base, fault: null, sent: null, isSaved: false });
    this.input = td.querySelector("input");
    this.note = td.querySelector(".entry-note");
    this.choice = null;
    const state = td.dataset.state ?? "";
    this.#standing = { state, note: this.note?.textContent ?? "" };
    if (state === "invalid" || state === "conflict") this.#refusedBeforeScript(state);
  }

  // A page drawn after a plain form was refused.
  #refusedBeforeScript(state) {
    this.fault = { state, words: this.#standing.note, theirs: this.base };
    this.#standing = { state: "", note: "" };
    this.draw();
  }

  get text() {
    return this.input ? this.input.value.trim() : (this.td.firstChild?.data ?? "").trim();
  }

  get isOpen() {
    return this.input !== null && !this.input.readOnly;
  }

  get isChanged() {
    return this.input !== null && this.text !== this.base;
  }

  get state() {
    if (this.fault) return this.fault.state;
    if (this.sent !== null) return "saving";
    if (this.isChanged) return "changed";
    return this.#standing.state || (this.isSaved ? "saved" : "");
  }

  // The state in words, for the bar and for who cannot see the mark.
  get words() {
    return [this.fault?.words ?? WORDS[this.state] ?? "", this.#standing.note].filter(Boolean).join(" ");
  }

  // Puts a text into the cell; to go back to where one began is to leave another person's figure.
  put(text) {
    const isGivenUp = this.fault?.state === "conflict" && text === this.base;
    this.input.value = isGivenUp ? this.fault.theirs : text;
    this.renew();
  }

  // Types a sign where the caret is, as a key does.
  insert(sign) {
    if (!this.isOpen) return;
    this.input.setRangeText(sign, this.input.selectionStart, this.input.selectionEnd, "end");
    this.input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  // The cell has a new text: what was wrong with the former one is wrong no more, what another wrote is seen.
  renew() {
    if (this.fault?.state === "conflict") this.base = this.fault.theirs;
    this.fault = null;
    this.isSaved = false;
    this.draw();
  }

  // The server has stored what was sent; letters typed since then stay.
  confirm(text) {
    const isAsSent = this.text === this.sent;
    Object.assign(this, { base: text, sent: null, isSaved: true, fault: null });
    if (isAsSent) this.#show(text);
    this.draw();
  }

  refuse(state, words, theirs) {
    if (this.text === this.sent) this.fault = { state, words, theirs };
    this.sent = null;
    this.draw();
  }

  // Hears what else the server says of the cell; another's figure comes in where nothing of one's own is waiting.
  // What is worked out from other cells from now on takes the place of what was typed before.
  hear({ text, state, note, locked }) {
    if (this.input && locked && text !== this.base) this.#giveUp(text);
    const isNews = text !== this.text && !this.isChanged;
    this.#standing = { state, note };
    if (!this.input) this.#showSum(text);
    else if (!this.isChanged) this.#accept(text);
    if (this.input) this.input.readOnly = locked;
    this.draw();
    return isNews;
  }

  #giveUp(text) {
    this.fault = null;
    this.#accept(text);
  }

  #showSum(text) {
    const { firstChild } = this.td;
    if (firstChild?.nodeType === Node.TEXT_NODE) firstChild.data = text;
    else this.td.prepend(text);
  }

  #accept(text) {
    this.base = text;
    this.#show(text);
  }

  #show(text) {
    if (this.input.value === text) return;
    this.input.value = text;
    if (document.activeElement === this.input) this.input.select();
  }

  draw() {
    const { state, words } = this;
    if (state) this.td.dataset.state = state;
    else delete this.td.dataset.state;
    if (words || this.note) this.#noted().textContent = words;
    if (this.input) this.#describe(state, words);
    this.#offerChoice(state);
  }

  #noted() {
    this.note ??= this.td.appendChild(element("span", { className: "entry-note", id: `n${this.row}.${this.column}` }));
    return this.note;
  }

  #describe(state, words) {
    this.input.toggleAttribute("aria-invalid", false);
    if (state === "invalid" || state === "conflict") this.input.setAttribute("aria-invalid", "true");
    if (words) this.input.setAttribute("aria-describedby", this.note.id);
    else this.input.removeAttribute("aria-describedby");
  }

  // Two figures for one cell: the buttons that choose stand behind it, so that Tab leads to them.
  #offerChoice(state) {
    if (this.choice && this.choice.fault === this.fault) return;
    this.choice?.place.remove();
    this.choice = null;
    if (state !== "conflict") return;
    const choose = (isMine) => this.td.dispatchEvent(new CustomEvent("choose", { bubbles: true, detail: { cell: this, isMine } }));
    const className = "btn btn-sm btn-outline-secondary";
    const place = element(
      "span",
      { className: "entry-choice" },
      button(`Giữ ${this.text || "trống"} của tôi`, () => choose(true), className),
      button(`Lấy ${this.fault.theirs || "trống"}`, () => choose(false), className),
    );
    this.td.append(place);
    this.choice = { place, fault: this.fault };
  }
}
