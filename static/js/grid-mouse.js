// The mouse in the grid: a click goes to a cell; with Shift, or drawn with the button held, it chooses up to another.

import { chooseTo } from "./grid-deeds.js";
import { isWhole } from "./grid-keys.js";

const LEFT = 1;

export function listenToMouse(grid) {
  const { root } = grid.table;
  let isDrawing = false;
  root.addEventListener("mousedown", (event) => { isDrawing = pressed(event, grid); });
  root.addEventListener("mouseover", (event) => {
    isDrawing &&= event.buttons === LEFT;
    const head = isDrawing && grid.table.under(event.target);
    if (head && head !== grid.range.head) chooseTo(grid, head);
  });
}

// As in a spreadsheet: a click takes the whole text, and again when it is clicked once more, so that typing replaces
// it; a double click sets the caret behind it. Answers whether a range may be drawn from here.
function pressed(event, grid) {
  const cell = grid.table.of(event.target);
  if (!cell || event.button !== 0) return false;
  grid.begun = null;
  if (event.shiftKey && grid.range.anchor) {
    event.preventDefault();
    chooseTo(grid, cell);
  } else if (document.activeElement !== cell.input) {
    event.preventDefault();
    cell.input.focus();
  } else if (isWhole(cell.input)) {
    event.preventDefault();
    if (event.detail > 1) cell.input.setSelectionRange(cell.input.value.length, cell.input.value.length);
  }
  return true;
}
