// The cells of the grid by their places and keys, and which is beside which.

import { Cell } from "./grid-cell.js";

export class Table {
  constructor(form) {
    const { rows, columns, texts } = JSON.parse(form.elements.base.value);
    this.root = form.querySelector("table");
    this.keys = { rows, columns };
    this.places = { rows: placed(rows), columns: placed(columns) };
    this.cells = [...this.root.tBodies[0].rows].map((tr, row) =>
      [...tr.cells].slice(tr.cells.length - columns.length).map((td, column) => new Cell(td, row, column, texts[row][column])),
    );
    this.entered = this.cells.flat().filter((cell) => cell.input);
  }

  // The cell of an input; null for anything else.
  of(target) {
    const [row, column] = target.matches?.("td > input") ? target.name.split(".") : [];
    return this.cells[row]?.[column] ?? null;
  }

  // The cell under the mouse, computed ones too; null outside the figures.
  under(target) {
    const td = target.closest?.("tbody td");
    const row = td && this.cells[td.parentNode.sectionRowIndex];
    return row?.find((cell) => cell.td === td) ?? null;
  }

  at(rowKey, columnKey) {
    return this.cells[this.places.rows.get(rowKey)]?.[this.places.columns.get(columnKey)] ?? null;
  }

  // The next cell with an input in a direction, or null at the edge.
  beside(cell, down, right) {
    let { row, column } = cell;
    do {
      row += down;
      column += right;
    } while (this.cells[row]?.[column] && !this.cells[row][column].input);
    return this.cells[row]?.[column] ?? null;
  }

  // Where Ctrl with an arrow leads in spreadsheets: to the last of the filled cells, or over blank ones to a filled one.
  far(cell, down, right) {
    let at = this.beside(cell, down, right) ?? cell;
    const isAlong = cell.text && at.text;
    let next = this.beside(at, down, right);
    while (next && (isAlong ? next.text : !at.text)) {
      at = next;
      next = this.beside(at, down, right);
    }
    return at;
  }

  edge(row, isLast) {
    const inputs = this.cells[row].filter((cell) => cell.input);
    return inputs.at(isLast ? -1 : 0);
  }

  rowName(cell) {
    return this.root.querySelector(`#r${cell.row}`).getAttribute("aria-label");
  }

  name(cell) {
    return `${this.rowName(cell)}, ${this.root.querySelector(`#c${cell.column}`).getAttribute("aria-label")}`;
  }

  get changed() {
    return this.entered.filter((cell) => cell.isChanged);
  }

  get faulty() {
    return this.entered.filter((cell) => cell.fault);
  }
}

const placed = (keys) => new Map(keys.map((key, place) => [key, place]));
