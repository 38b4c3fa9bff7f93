// Blocks of cells to and from spreadsheets.

import { cleaned, parseBlock, writtenBlock } from "./grid-block.js";
import { clear } from "./grid-deeds.js";
import { isWhole } from "./grid-keys.js";

export function listenToClipboard(grid) {
  const { root } = grid.table;
  root.addEventListener("copy", (event) => copy(event, grid));
  root.addEventListener("cut", (event) => {
    if (copy(event, grid)) clear(grid);
  });
  root.addEventListener("paste", (event) => {
    if (grid.table.of(event.target)) paste(event, grid);
  });
}

// One cell is copied as any text is.
function copy(event, grid) {
  if (!grid.range.isWide) return false;
  event.preventDefault();
  event.clipboardData.setData("text/plain", writtenBlock(grid.range.rows()));
  grid.status.say(`Đã chép ${grid.range.cells().length} ô.`);
  return true;
}

function paste(event, grid) {
  const block = parseBlock(event.clipboardData.getData("text/plain"));
  const isOne = block.length === 1 && block[0].length === 1;
  // A figure pasted into the middle of a text is the browser's to place.
  if (isOne && !grid.range.isWide && !isWhole(event.target)) return;
  event.preventDefault();
  pasteBlock(grid, isOne ? repeated(block[0][0], grid.range) : block);
}

const repeated = (text, range) => range.rows().map((row) => row.map(() => text));

function pasteBlock(grid, block) {
  const { top, left } = grid.range.box;
  const { dash } = grid.form.dataset;
  const places = block.flatMap((row, down) => row.map((text, right) => [grid.table.cells[top + down]?.[left + right], cleaned(text, dash)]));
  const within = places.filter(([cell]) => cell);
  const open = within.filter(([cell]) => cell.isOpen);
  const skipped = within.filter(([cell, text]) => !cell.isOpen && text && text !== cell.text);
  grid.change(open);
  grid.say(told(open.length, places.length - within.length, skipped.length));
}

function told(pasted, clipped, skipped) {
  const words = [`Đã dán ${pasted} ô.`];
  if (clipped) words.push(`${clipped} ô không vừa bảng, không dán.`);
  if (skipped) words.push(`${skipped} ô khóa hoặc tự tính, giữ nguyên.`);
  return words.join(" ");
}
