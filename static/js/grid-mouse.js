// The mouse in the grid: a click goes to a cell; with Shift, or drawn with the button held, it chooses up to another.

import { chooseTo } from "./grid-deeds.js";

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

// A first click takes the whole text, a second one sets the caret. Answers whether a range may be drawn from here.
function pressed(event, grid) {
  const cell = grid.table.of(event.target);
  if (!cell || event.button !== 0) return false;
  if (event.shiftKey && grid.range.anchor) {
    event.preventDefault();
    chooseTo(grid, cell);
  } else if (document.activeElement !== cell.input) {
    event.preventDefault();
    cell.input.focus();
  }
  return true;
}
