// The states a section has passed through, for undoing and doing again.

const LONGEST = 500;
const ONE_STROKE = 900;

export class History {
  #states;
  #place = 0;
  #typedAt = 0;

  constructor(state) {
    this.#states = [state];
  }

  get present() {
    return this.#states[this.#place];
  }

  // Keeps a state; typing without a pause is one step.
  push(state, isTyping = false, now = Date.now()) {
    const goesOn = isTyping && this.#place > 0 && now - this.#typedAt < ONE_STROKE;
    if (!goesOn) this.#place += 1;
    this.#states.splice(this.#place, Infinity, state);
    if (this.#states.length > LONGEST) this.#states.shift();
    this.#place = this.#states.length - 1;
    this.#typedAt = isTyping ? now : 0;
  }

  // Notes where the caret is before something is done, so that undoing puts it back.
  noteCaret(caret) {
    this.#states[this.#place] = { ...this.present, caret };
  }

  undo() {
    return this.#go(-1);
  }

  redo() {
    return this.#go(1);
  }

  #go(by) {
    const place = this.#place + by;
    if (place < 0 || place >= this.#states.length) return null;
    this.#place = place;
    this.#typedAt = 0;
    return this.present;
  }
}
