// What keys and buttons do to the grid: going about, filling down, clearing, undoing.

// Goes to the next cell; at the edge one stays, and what was typed is saved all the same.
export function move(grid, cell, down, right) {
  const next = grid.table.beside(cell, down, right);
  if (next) return next.input.focus();
  grid.commit(cell);
  return cell.input.select();
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

export function extend(grid, down, right) {
  const { range, table } = grid;
  chooseTo(grid, table.beside(range.head, down, right) ?? range.head);
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
  cell.put(grid.formerOf(cell));
  grid.range.set(cell);
  cell.input.select();
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

export function redo(grid) {
  putBack(grid, grid.history.redo(), "Đã làm lại", "Không còn gì để làm lại.");
}

function putBack(grid, pairs, deed, nothing) {
  if (!pairs) {
    grid.say(nothing);
    return;
  }
  pairs[0][0].input.focus();
  grid.change(pairs, false);
  grid.say(`${deed} ${pairs.length} ô.`);
}
