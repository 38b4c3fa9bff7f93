// What keys and buttons do to the grid: going about, filling down, clearing, undoing.

import { plain } from "./grid-figures.js";

// Goes to the next cell, or as far as there are such; at the edge one stays, and what was typed is saved all the same.
export function move(grid, cell, down, right, isFar = false) {
  const next = isFar ? grid.table.far(cell, down, right) : grid.table.beside(cell, down, right);
  if (next && next !== cell) return next.input.focus();
  grid.commit(cell);
  return cell.input.select();
}

// Below the cell from which one has gone along the row with Tab.
export function nextRow(grid, cell) {
  const next = grid.table.beside(grid.begun?.row === cell.row ? grid.begun : cell, 1, 0);
  return next ? next.input.focus() : move(grid, cell, 1, 0);
}

export function moveRows(grid, cell, rows) {
  let last = cell;
  for (let left = Math.abs(rows); left; left -= 1) last = grid.table.beside(last, Math.sign(rows), 0) ?? last;
  last.input.focus();
}

export function toEdge(grid, cell, isLast, isTable) {
  const rows = grid.table.entered;
  const edge = isTable ? rows.at(isLast ? -1 : 0) : grid.table.edge(cell.row, isLast);
  if (edge !== cell) return edge.input.focus();
  return cell.input.select();
}

export function extend(grid, down, right, isFar) {
  const { range, table } = grid;
  chooseTo(grid, isFar ? table.far(range.head, down, right) : (table.beside(range.head, down, right) ?? range.head));
}

export function extendToEdge(grid, isLast, isTable) {
  const { range, table } = grid;
  chooseTo(grid, isTable ? table.entered.at(isLast ? -1 : 0) : (table.edge(range.head.row, isLast) ?? range.head));
}

// Chooses from the cell with the focus to another.
export function chooseTo(grid, head) {
  grid.range.reach(head);
  grid.range.anchor.input.select();
  grid.status.say(`Đã chọn ${grid.range.cells().length} ô.`);
}

export function toNextFault(grid) {
  const { faulty } = grid.table;
  const { anchor } = grid.range;
  const isBehind = (cell) => !anchor || cell.row > anchor.row || (cell.row === anchor.row && cell.column > anchor.column);
  (faulty.find(isBehind) ?? faulty[0])?.input.focus();
}

export function giveBack(grid, cell) {
  const isChanged = cell.isChanged || cell.fault;
  cell.put(grid.formerOf(cell));
  grid.range.set(cell);
  cell.input.select();
  if (isChanged) grid.say(`Đã lấy lại ${cell.text || "ô trống"}.`);
  grid.saving.queue([cell]);
}

export function clear(grid) {
  const count = grid.change(grid.range.cells().map((cell) => [cell, ""]));
  grid.say(`Đã xóa ${count} ô.`);
}

// The topmost chosen cell of each column goes into those below it; a single cell takes the one above.
export function fillDown(grid) {
  const { range, table } = grid;
  const [first, ...below] = range.rows();
  const pairs = below.length
    ? below.flatMap((row) => row.map((cell, place) => [cell, first[place].text]))
    : first.map((cell) => [cell, (table.beside(cell, -1, 0) ?? cell).text]);
  const count = grid.change(pairs);
  grid.say(`Đã điền ${count} ô.`);
}

// What is still being typed is no step yet: it is given up first.
export function undo(grid) {
  const cell = grid.table.of(document.activeElement);
  if (grid.isTyping(cell)) giveBack(grid, cell);
  else putBack(grid, grid.history.undo(), "Đã hoàn tác", "Không còn gì để hoàn tác.");
}

// What is being typed is a step, behind which there is nothing to do again.
export function redo(grid) {
  grid.commit(grid.table.of(document.activeElement));
  putBack(grid, grid.history.redo(), "Đã làm lại", "Không còn gì để làm lại.");
}

// A cell in which something else stands since, as another person's figure, is left as it is.
function putBack(grid, step, deed, nothing) {
  if (!step) {
    grid.say(nothing);
    return;
  }
  step[0].cell.input.focus();
  const own = step.filter(({ cell, from, to }) => [from, to].some((text) => plain(text) === plain(cell.text)));
  grid.change(own.map(({ cell, to }) => [cell, to]), false);
  const kept = step.length - own.length;
  grid.say(`${deed} ${own.length} ô.${kept ? ` ${kept} ô đã có số khác, giữ nguyên.` : ""}`);
}
