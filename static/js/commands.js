// The commands that ask before they act: insert a figure, refer to a line, choose how an amount is written.

import * as deeds from "./deeds.js";
import { DASH } from "./outline.js";
import { pick, fold } from "./picker.js";
import { FORMS, quote, quoteBeside, quoteOfPlace } from "./quotes.js";

const FORM_NAMES = { "": "Như cả văn bản", "đồng": "Theo đồng", "triệu": "Theo triệu đồng", "tỷ": "Theo tỷ đồng", "số": "Chỉ con số" };

export class Commands {
  constructor(writing) {
    this.writing = writing;
  }

  // Inserts a figure at the caret in place of the `typed` letters before it.
  async offerFigures(typed = 0) {
    const { figures } = this.writing.told;
    const options = Object.entries(figures)
      .filter(([, figure]) => !figure.is_place)
      .map(([name, figure]) => ({ label: figure.label, value: valueOf(figure), detail: name, name }));
    const chosen = await pick("Chèn số liệu", options);
    this.writing.focus();
    if (chosen) this.writing.apply(insertOver, quote(chosen.name), typed);
  }

  // Inserts a link to a line; a line of this section is named where it has no name yet.
  async offerPlaces() {
    const hint = "Dòng của phần khác chỉ hiện ở đây khi đã được đánh dấu để dẫn chiếu.";
    const chosen = await pick("Dẫn chiếu đến", [...this.#ownPlaces(), ...this.#otherPlaces()], hint);
    this.writing.focus();
    if (!chosen) return;
    const anchor = chosen.anchor || this.#newAnchor(chosen.label);
    this.writing.apply((state) => insertOver(named(state, chosen.line, anchor), quoteOfPlace(anchor), 0));
  }

  // Marks the line at the caret, so that lines of other sections can refer to it.
  nameLine() {
    const { line } = this.writing.caret.start;
    const { anchor, text } = this.writing.lines[line];
    this.writing.apply(deeds.setAnchor, line, anchor ? "" : this.#newAnchor(text));
  }

  // Chooses how the figure at the caret is written, or takes it away.
  async offerForms(found = this.#quoteAtCaret()) {
    if (!found) return;
    const figure = this.writing.told.figures[found.name];
    const forms = ["", ...FORMS].filter((form) => form in (figure?.forms ?? {}));
    const options = forms.map((form) => ({ label: FORM_NAMES[form], value: figure.forms[form], form }));
    const removal = { label: "Bỏ khỏi câu", value: "", isRemoval: true };
    const chosen = await pick(figure?.label ?? found.name, [...options, removal]);
    this.writing.focus();
    if (chosen) this.writing.apply(replaceQuote, found, chosen.isRemoval ? "" : quote(found.name, chosen.form));
  }

  #quoteAtCaret() {
    const { line, offset } = this.writing.caret.start;
    const { text } = this.writing.lines[line];
    const found = quoteBeside(text, offset, true) ?? quoteBeside(text, offset, false);
    return found && { ...found, line };
  }

  #ownPlaces() {
    const { lines, numbering } = this.writing;
    return lines
      .map((each, line) => ({ each, line, place: numbering.numbers[line].place }))
      .filter(({ each, place }) => each.level < DASH && place)
      .map(({ each, line, place }) => ({ label: this.writing.reads(each.text), value: place, anchor: each.anchor, line }));
  }

  #otherPlaces() {
    return Object.entries(this.writing.told.figures)
      .filter(([, figure]) => figure.is_place && !figure.is_blank)
      .map(([name, figure]) => ({
        label: this.writing.reads(figure.label),
        value: valueOf(figure),
        detail: "phần khác",
        anchor: name.replace(/^ref\./u, ""),
      }));
  }

  // A name made of the line's first words, which no other line of the plan has.
  #newAnchor(words) {
    const bare = fold(words).replace(/[^a-z0-9]+/gu, "-").replace(/^-|-$/gu, "");
    const stem = bare.split("-").slice(0, 5).join("-") || "dong";
    const { lines, told } = this.writing;
    const isTaken = (name) => lines.some((each) => each.anchor === name) || `ref.${name}` in told.figures;
    let name = stem;
    for (let count = 2; isTaken(name); count += 1) name = `${stem}-${count}`;
    return name;
  }
}

function valueOf(figure) {
  return figure.is_blank ? "chưa có số liệu" : figure.forms[""] || "chưa có gì để liệt kê";
}

function named(state, line, anchor) {
  return line === undefined || state.lines[line].anchor ? state : deeds.setAnchor(state, line, anchor);
}

function insertOver({ lines, caret }, text, typed) {
  const start = { ...caret.start, offset: caret.start.offset - typed };
  return deeds.insertText({ lines, caret: { start, end: caret.end } }, text);
}

function replaceQuote({ lines }, { line, start, text }, words) {
  const caret = { start: { line, offset: start }, end: { line, offset: start + text.length } };
  return deeds.insertText({ lines, caret }, words);
}
