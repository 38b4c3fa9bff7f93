// The lines on the page: drawn from a state, read back, and the caret in both.

import { PLAIN, line } from "./outline.js";
import { pieces, shown } from "./quotes.js";

// Stands where the caret could otherwise not: beside a chip at a line's end. It is no letter of the text.
const PAD = "\u200b";
const PADS = /\u200b/gu;

export const linesOf = (root) => [...root.children];

// Draws only what differs, so that a line in which one is typing keeps its nodes; tells whether any line was drawn anew.
export function draw(root, lines, numbering, figures) {
  const rows = linesOf(root);
  if (rows.length !== root.childNodes.length) root.replaceChildren(...rows);
  while (root.children.length > lines.length) root.lastElementChild.remove();
  while (root.children.length < lines.length) root.append(document.createElement("p"));
  const drawn = lines.map((each, place) => drawLine(root.children[place], each, numbering.numbers[place].marker));
  drawChips(root, figures, numbering.places);
  return drawn.includes(true);
}

function drawLine(row, each, marker) {
  const isAnew = wordsOf(row) !== each.text || !isSound(row, each.text);
  if (isAnew) row.replaceChildren(...nodes(each.text));
  row.className = "line";
  set(row, "level", String(each.level));
  set(row, "marker", marker);
  set(row, "anchor", each.anchor);
  row.title = each.anchor ? `Dòng được dẫn chiếu (${each.anchor})` : "";
  return isAnew;
}

function set(row, name, value) {
  if (row.dataset[name] !== value) row.dataset[name] = value;
}

// Whether a line holds a chip for each quote, letters (or a pad) around each, and nothing else.
function isSound(row, text) {
  const kinds = [...row.childNodes].map((node) => (isChip(node) ? "chip" : node.nodeName));
  if (!text) return kinds.includes("BR");
  const quotes = pieces(text).filter((piece) => piece.name !== undefined).length;
  const chips = kinds.filter((kind) => kind === "chip").length;
  return chips === quotes && /^(#text,)+(chip,(#text,)+)*$/u.test(`${kinds.join(",")},`);
}

function nodes(text) {
  if (!text) return [document.createElement("br")];
  const made = [];
  for (const piece of pieces(text)) {
    if (piece.name !== undefined && !(made.at(-1) instanceof Text)) made.push(document.createTextNode(PAD));
    made.push(piece.name === undefined ? document.createTextNode(piece.text) : chip(piece));
  }
  if (!(made.at(-1) instanceof Text)) made.push(document.createTextNode(PAD));
  return made;
}

function chip(piece) {
  const made = document.createElement("span");
  made.contentEditable = "false";
  made.dataset.source = piece.text;
  return made;
}

const isChip = (node) => node.dataset?.source !== undefined;

// Gives each chip its present words; the letters around it are not touched.
export function drawChips(root, figures, places) {
  for (const each of root.querySelectorAll("[data-source]")) {
    const { state, words, title } = shown(pieces(each.dataset.source)[0], figures, places);
    if (each.textContent !== words) each.textContent = words;
    each.className = `chip chip-${state}`;
    each.title = title;
  }
}

export function read(root) {
  return [...root.childNodes].map((row) => {
    const { level = PLAIN, anchor = "" } = row.dataset ?? {};
    return line(Number(level), wordsOf(row), anchor);
  });
}

function wordsOf(node) {
  if (isChip(node)) return node.dataset.source;
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(PADS, "").replace(/[\n\r]/gu, " ");
  return [...node.childNodes].map(wordsOf).join("");
}

export function caretOf(root) {
  const selection = document.getSelection();
  if (!selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return null;
  const start = pointOf(root, range.startContainer, range.startOffset);
  return { start, end: range.collapsed ? start : pointOf(root, range.endContainer, range.endOffset) };
}

function pointOf(root, container, offset) {
  if (container === root) {
    const isBehind = offset >= root.childNodes.length;
    const place = Math.max(0, Math.min(offset, root.childNodes.length - 1));
    return { line: place, offset: isBehind ? wordsOf(root.childNodes[place]).length : 0 };
  }
  let row = container;
  while (row.parentNode !== root) row = row.parentNode;
  const before = document.createRange();
  before.setStart(row, 0);
  before.setEnd(container, offset);
  return { line: [...root.childNodes].indexOf(row), offset: wordsOf(before.cloneContents()).length };
}

export function setCaret(root, { start, end }) {
  const [first, last] = [spotOf(root, start), spotOf(root, end)];
  document.getSelection().setBaseAndExtent(first.node, first.offset, last.node, last.offset);
  first.row.scrollIntoView({ block: "nearest" });
}

// The node and offset of a point; where a point lies inside a chip, the spot behind it.
function spotOf(root, point) {
  const row = root.children[Math.min(point.line, root.children.length - 1)];
  let left = point.offset;
  for (const node of row.childNodes) {
    if (isChip(node)) {
      left = Math.max(0, left - node.dataset.source.length);
    } else if (node.nodeType === Node.TEXT_NODE) {
      const length = node.data.replace(PADS, "").length;
      if (left <= length) return { row, node, offset: behind(node.data, left) };
      left -= length;
    }
  }
  return { row, node: row, offset: row.firstChild?.nodeName === "BR" ? 0 : row.childNodes.length };
}

// The offset in `data` behind its first `count` letters, and behind a pad at its beginning.
function behind(data, count) {
  let offset = data.startsWith(PAD) ? 1 : 0;
  for (; count > 0; offset += 1) if (data[offset] !== PAD) count -= 1;
  return offset;
}
