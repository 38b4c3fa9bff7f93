// What an officer does with lines: each deed takes a state { lines, caret } and gives the next one, changing nothing.
// A caret is { start, end } of { line, offset }; offsets count a quote by the letters of its source.

import { CLAUSE, DASH, PART, PLAIN, PLUS, POINT, SUBCLAUSE, line } from "./outline.js";

const STEPS = [PART, CLAUSE, SUBCLAUSE, POINT, DASH, PLUS];

export const at = (place, offset = 0) => ({ start: { line: place, offset }, end: { line: place, offset } });
export const isCollapsed = ({ start, end }) => start.line === end.line && start.offset === end.offset;

const replaced = (lines, from, count, ...others) => [...lines.slice(0, from), ...others, ...lines.slice(from + count)];

// Takes the selected words away; the first line keeps its level and name.
export function deleteRange({ lines, caret }) {
  const { start, end } = caret;
  const first = lines[start.line], last = lines[end.line];
  const text = first.text.slice(0, start.offset) + last.text.slice(end.offset);
  const joined = { ...first, text, anchor: first.anchor || (start.line !== end.line && last.anchor) || "" };
  const kept = replaced(lines, start.line, end.line - start.line + 1, joined);
  return { lines: kept, caret: at(start.line, start.offset) };
}

export function insertText(state, text) {
  const { lines, caret } = isCollapsed(state.caret) ? state : deleteRange(state);
  const { line: place, offset } = caret.start;
  const old = lines[place];
  const grown = { ...old, text: old.text.slice(0, offset) + text + old.text.slice(offset) };
  return { lines: replaced(lines, place, 1, grown), caret: at(place, offset + text.length) };
}

// Enter: the rest of the line becomes one of the same level; on an empty line the level is given up instead.
export function split(state) {
  const { lines, caret } = isCollapsed(state.caret) ? state : deleteRange(state);
  const { line: place, offset } = caret.start;
  const old = lines[place];
  if (!old.text && old.level !== PLAIN) return { lines: replaced(lines, place, 1, { ...old, level: PLAIN }), caret };
  const before = { ...old, text: old.text.slice(0, offset) };
  const after = line(old.level, old.text.slice(offset));
  const halves = before.text ? [before, after] : [line(old.level, ""), old];
  return { lines: replaced(lines, place, 1, ...halves), caret: at(place + 1) };
}

// Backspace at the start of a line, or Delete at the end of the one before: `place` is joined to its predecessor.
export function join({ lines, caret }, place) {
  if (place < 1 || place >= lines.length) return { lines, caret };
  const end = { line: place, offset: 0 };
  const start = { line: place - 1, offset: lines[place - 1].text.length };
  if (lines[place - 1].text) return deleteRange({ lines, caret: { start, end } });
  return { lines: replaced(lines, place - 1, 1), caret: at(place - 1) };
}

// Lines pasted at the caret: the first joins the words before it, the last is joined by the words behind it.
export function insertLines(state, pasted) {
  const { lines, caret } = isCollapsed(state.caret) ? state : deleteRange(state);
  const { line: place, offset } = caret.start;
  const old = lines[place];
  const level = old.text || pasted[0].level === PLAIN ? old.level : pasted[0].level;
  const first = { level, text: old.text.slice(0, offset) + pasted[0].text, anchor: old.anchor || pasted[0].anchor };
  const last = pasted.length > 1 ? pasted.at(-1) : first;
  const body = [first, ...pasted.slice(1, -1), ...(pasted.length > 1 ? [last] : [])];
  body[body.length - 1] = { ...last, text: last.text + old.text.slice(offset) };
  return { lines: replaced(lines, place, 1, ...body), caret: at(place + pasted.length - 1, last.text.length) };
}

export function setLevel(state, level) {
  return onSelected(state, (each) => ({ ...each, level }));
}

export function indent(state) {
  return onSelected(state, (each, place, lines) => ({ ...each, level: deeper(each.level, lines.slice(0, place)) }));
}

export function outdent(state) {
  return onSelected(state, (each) => ({ ...each, level: higher(each.level) }));
}

function onSelected({ lines, caret }, change) {
  const isSelected = (place) => place >= caret.start.line && place <= caret.end.line;
  return { lines: lines.map((each, place) => (isSelected(place) ? change(each, place, lines) : each)), caret };
}

// One level down; a plain paragraph goes under the last line that has a level.
function deeper(level, before) {
  const from = level === PLAIN ? before.findLast((each) => each.level !== PLAIN)?.level ?? PART : level;
  return STEPS.find((step) => step > from) ?? PLUS;
}

function higher(level) {
  return STEPS.findLast((step) => step < level && level !== PLAIN) ?? PLAIN;
}

// The selected lines change places with the line above (-1) or below (1) them.
export function move({ lines, caret }, by) {
  const { start, end } = caret;
  const neighbour = by < 0 ? start.line - 1 : end.line + 1;
  if (neighbour < 0 || neighbour >= lines.length) return { lines, caret };
  const others = replaced(lines, neighbour, 1);
  const moved = replaced(others, by < 0 ? end.line : start.line, 0, lines[neighbour]);
  const shifted = (point) => ({ ...point, line: point.line + by });
  return { lines: moved, caret: { start: shifted(start), end: shifted(end) } };
}

export function deleteLines({ lines, caret }) {
  const { start, end } = caret;
  const kept = replaced(lines, start.line, end.line - start.line + 1);
  if (!kept.length) kept.push(line(PLAIN, ""));
  return { lines: kept, caret: at(Math.min(start.line, kept.length - 1)) };
}

export function setAnchor({ lines, caret }, place, anchor) {
  return { lines: replaced(lines, place, 1, { ...lines[place], anchor }), caret };
}
