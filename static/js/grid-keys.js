// The keyboard of the grid. Tab is left to the browser, which goes along the row and leaves the table at its end.

import * as deeds from "./grid-deeds.js";

const PAGE_ROWS = 10;
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function listenToKeys(grid) {
  grid.table.root.addEventListener("keydown", (event) => {
    const cell = grid.table.of(event.target);
    if (!cell || event.altKey || event.isComposing) return;
    if (event.key === "Tab" && grid.begun?.row !== cell.row) grid.begun = cell;
    const act = typed(event) ?? commanded(event) ?? moved(event, cell);
    if (act && act(grid, cell) !== false) event.preventDefault();
  });
}

// The dot beside the digits of the keypad is the sign for decimals, as spreadsheets have it.
function typed({ code, key }) {
  return code === "NumpadDecimal" && key === "." ? (grid, cell) => cell.insert(",") : null;
}

// Ctrl with a letter, and the keys that do something to cells.
function commanded(event) {
  const isCommand = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (isCommand && key === "z") return event.shiftKey ? deeds.redo : deeds.undo;
  if (isCommand && key === "y") return deeds.redo;
  if (isCommand && key === "d") return deeds.fillDown;
  if (isCommand) return null;
  return COMMANDS[key] ?? null;
}

const COMMANDS = {
  Escape: deeds.giveBack,
  F2: (grid, { input }) => input.setSelectionRange(input.value.length, input.value.length),
  F8: deeds.toNextFault,
  Delete: (grid, { input }) => (grid.range.isWide || isWhole(input) ? deeds.clear(grid) : false),
};

function moved(event, cell) {
  const isCommand = event.ctrlKey || event.metaKey;
  if (ARROWS[event.key]) return (grid) => arrow(grid, cell, event, isCommand);
  if (event.key === "Enter") return event.shiftKey ? (grid) => deeds.move(grid, cell, -1, 0) : deeds.nextRow;
  if (event.key === "PageUp") return (grid) => deeds.moveRows(grid, cell, -PAGE_ROWS);
  if (event.key === "PageDown") return (grid) => deeds.moveRows(grid, cell, PAGE_ROWS);
  if (event.key === "Home" || event.key === "End") return (grid) => toEdge(grid, cell, event);
  return null;
}

function arrow(grid, cell, event, isFar) {
  const [down, right] = ARROWS[event.key];
  if (right && !grid.range.isWide && !isAtEdge(cell.input, right, event.shiftKey)) return false;
  return event.shiftKey ? deeds.extend(grid, down, right, isFar) : deeds.move(grid, cell, down, right, isFar);
}

// Within a text the arrows move the caret; with Shift they choose letters until all are chosen.
function isAtEdge(input, right, isShifted) {
  if (isWhole(input)) return true;
  const isCollapsed = input.selectionStart === input.selectionEnd;
  return !isShifted && isCollapsed && input.selectionStart === (right > 0 ? input.value.length : 0);
}

// Within a text these keys move the caret too; with Shift they choose to the end of the row or of the table.
function toEdge(grid, cell, event) {
  const [isLast, isTable] = [event.key === "End", event.ctrlKey || event.metaKey];
  const isInText = !grid.range.isWide && !isAtEdge(cell.input, isLast ? 1 : -1, event.shiftKey);
  if (isInText && !isTable) return false;
  return event.shiftKey ? deeds.extendToEdge(grid, isLast, isTable) : deeds.toEdge(grid, cell, isLast, isTable);
}

export function isWhole(input) {
  return input.selectionStart === 0 && input.selectionEnd === input.value.length;
}
