// Blocks of cells to and from spreadsheets.

import { cleaned, parseBlock, tiled, writtenBlock } from "./grid-block.js";
import { clear } from "./grid-deeds.js";
import { inVietnamese } from "./grid-figures.js";
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
  pasteBlock(grid, block);
}

function pasteBlock(grid, block) {
  const { dash } = grid.form.dataset;
  const { box } = grid.range;
  const { rows, ...signs } = inVietnamese(block.map((row) => row.map((text) => cleaned(text, dash))));
  const at = (down, right) => grid.table.cells[box.top + down]?.[box.left + right];
  const places = tiled(rows, box).flatMap((row, down) => row.map((text, right) => [at(down, right), text]));
  const within = places.filter(([cell]) => cell);
  const open = within.filter(([cell]) => cell.isOpen);
  const skipped = within.filter(([cell, text]) => !cell.isOpen && text && text !== cell.text);
  grid.change(open);
  grid.say(told(open.length, places.length - within.length, skipped.length, signs));
}

function told(pasted, clipped, skipped, { isEnglish, isDoubtful }) {
  const words = [`Đã dán ${pasted} ô.`];
  if (clipped) words.push(`${clipped} ô không vừa bảng, không dán.`);
  if (skipped) words.push(`${skipped} ô khóa hoặc tự tính, giữ nguyên.`);
  if (isEnglish) words.push("Số viết kiểu Anh (1,234.5) đã đổi thành kiểu Việt Nam (1.234,5).");
  if (isDoubtful) words.push("Dấu phẩy được đọc là dấu thập phân; nếu trong tệp gốc là dấu hàng nghìn, bấm Ctrl+Z.");
  return words.join(" ");
}
