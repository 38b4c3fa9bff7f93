// The cells one has chosen: a rectangle from the cell with the focus to another corner.

export class Range {
  constructor(table) {
    Object.assign(this, { table, anchor: null, head: null, drawn: [] });
  }

  set(anchor, head = anchor) {
    Object.assign(this, { anchor, head });
    this.drawn.forEach((cell) => cell.td.classList.remove("is-chosen"));
    this.drawn = this.isWide ? this.rows().flat() : [];
    this.drawn.forEach((cell) => cell.td.classList.add("is-chosen"));
  }

  get isWide() {
    return this.anchor !== null && this.anchor !== this.head;
  }

  get box() {
    const { anchor, head } = this;
    const [top, bottom] = [anchor.row, head.row].sort((a, b) => a - b);
    const [left, right] = [anchor.column, head.column].sort((a, b) => a - b);
    return { top, bottom, left, right };
  }

  // The chosen cells, row by row; computed ones among them.
  rows() {
    const { top, bottom, left, right } = this.box;
    return this.table.cells.slice(top, bottom + 1).map((row) => row.slice(left, right + 1));
  }

  cells() {
    return this.rows().flat();
  }

  // Moves the other corner; the focus stays.
  reach(head) {
    this.set(this.anchor, head);
    head.td.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}
