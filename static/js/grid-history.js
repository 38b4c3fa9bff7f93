// Steps that can be undone: each is what one deed (a typed cell, a paste, a fill) did to its cells.

export class History {
  #done = [];
  #undone = [];

  // A step is a list of { cell, before, after }.
  add(step) {
    this.#done.push(step);
    this.#undone = [];
  }

  undo() {
    return this.#move(this.#done, this.#undone, ({ cell, before, after }) => ({ cell, from: after, to: before }));
  }

  redo() {
    return this.#move(this.#undone, this.#done, ({ cell, before, after }) => ({ cell, from: before, to: after }));
  }

  // For each cell the text that the step left in it and the one to put back; null when there is nothing.
  #move(from, to, told) {
    const step = from.pop();
    if (!step) return null;
    to.push(step);
    return step.map(told);
  }
}
