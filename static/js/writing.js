// A section as it is being written: its lines, their history, and the page they are drawn on.

import { lostHeadings } from "./headings.js";
import { History } from "./history.js";
import { PLAIN, levelled, line, parse, written } from "./outline.js";
import { numberedOn, pieces, reads } from "./quotes.js";
import { at, isCollapsed } from "./deeds.js";
import { caretOf, draw, drawChips, read, setCaret } from "./surface.js";

export class Writing {
  #history;
  #caret = at(0);

  constructor(root, source, told) {
    this.root = root;
    this.told = told;
    this.whenChanged = () => {};
    // Hears the headings that a deed has taken away, and the lines as they were.
    this.whenLost = () => {};
    this.#history = new History({ lines: linesFrom(source), caret: at(0) });
    this.#draw();
  }

  get lines() {
    return this.#history.present.lines;
  }

  get source() {
    return written(this.lines);
  }

  // Where the caret is, or was when the page last had it.
  get caret() {
    return this.#caret;
  }

  get numbering() {
    return numberedOn(this.lines, this.told.start, this.told.figures);
  }

  noteCaret() {
    const caret = caretOf(this.root);
    if (caret) this.#caret = caret;
  }

  // Does a deed at the caret, draws what it gives and keeps it in the history.
  apply(deed, ...details) {
    this.#history.noteCaret(this.#caret);
    const before = this.lines;
    const state = deed({ lines: before, caret: this.#caret }, ...details);
    if (state.lines !== before) this.#history.push(state);
    this.#watch(before);
    this.#show(state);
  }

  // Takes in what the browser itself has done with the letters; draws nothing while an input method is composing.
  took({ isComposing = false, isInsertion = false } = {}) {
    const lines = read(this.root), before = this.lines;
    this.noteCaret();
    this.#history.push({ lines: lines.length ? lines : [line(PLAIN, "")], caret: this.#caret }, true);
    this.#watch(before);
    if (!isComposing) this.#settle(isInsertion);
    this.whenChanged();
  }

  undo() {
    this.#return(this.#history.undo());
  }

  redo() {
    this.#return(this.#history.redo());
  }

  // Other words in place of all; undoing brings the former ones back.
  replaceAll(source) {
    this.#history.push({ lines: linesFrom(source), caret: at(0) });
    this.#draw();
    this.whenChanged();
  }

  // New values and numbers from the server, drawn without touching the letters.
  hear(told) {
    this.told = { ...this.told, ...told };
    const { numbers, places } = this.numbering;
    drawChips(this.root, this.told.figures, places);
    [...this.root.children].forEach((row, place) => { row.dataset.marker = numbers[place]?.marker ?? ""; });
  }

  // A line as it reads at present.
  reads(text) {
    return reads(text, this.told.figures, this.numbering.places);
  }

  focus() {
    this.root.focus();
    setCaret(this.root, this.#caret);
  }

  setCaret(caret) {
    this.#caret = caret;
    setCaret(this.root, caret);
  }

  // Before the change is heard, so that it is not saved until someone has said that it is meant.
  #watch(before) {
    const lost = lostHeadings(before, this.lines);
    if (lost.length) this.whenLost(lost, written(before));
  }

  #settle(isInsertion) {
    const started = isInsertion && startedLine(this.lines, this.#caret);
    if (started) {
      this.#history.push(started);
      this.#show(started);
    } else if (this.#draw()) {
      setCaret(this.root, this.#caret);
    }
  }

  #return(state) {
    if (state) this.#show(state);
  }

  #show(state) {
    this.#caret = state.caret;
    this.#draw();
    this.focus();
    this.whenChanged();
  }

  #draw() {
    return draw(this.root, this.lines, this.numbering, this.told.figures);
  }
}

function linesFrom(source) {
  const lines = parse(source);
  return lines.length ? lines : [line(PLAIN, "")];
}

// The state after `- ` or `a) ` has just been typed at the start of a line: the marker becomes the line's level.
function startedLine(lines, caret) {
  const { line: place, offset } = caret.start;
  const old = lines[place];
  if (!isCollapsed(caret) || !/\s$/u.test(old.text.slice(0, offset))) return null;
  const [level, rest] = levelled(old.text.slice(0, offset));
  if (level === PLAIN || rest || pieces(old.text.slice(0, offset)).length !== 1) return null;
  const changed = { ...old, level, text: old.text.slice(offset) };
  return { lines: lines.map((each) => (each === old ? changed : each)), caret: at(place) };
}
