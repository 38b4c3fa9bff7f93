// Copying gives other programs the words as they read, and this editor the lines with their quotes.

import * as deeds from "./deeds.js";
import { PLAIN, line, numbered, parse, splitLines, trim } from "./outline.js";

const OWN = "text/x-outline";
// The signs Word puts before list items when it gives plain text.
const BULLETS = /^[•·▪◦●○■□–—*]\s+/u;

export function listenToClipboard(writing) {
  const { root } = writing;
  root.addEventListener("copy", (event) => copy(event, writing));
  root.addEventListener("cut", (event) => {
    if (copy(event, writing)) writing.apply(deeds.deleteRange);
  });
  root.addEventListener("paste", (event) => paste(event, writing));
  root.addEventListener("drop", (event) => event.preventDefault());
  root.addEventListener("dragstart", (event) => event.preventDefault());
}

function copy(event, writing) {
  event.preventDefault();
  writing.noteCaret();
  if (deeds.isCollapsed(writing.caret)) return false;
  const lines = selected(writing);
  event.clipboardData.setData(OWN, JSON.stringify(lines));
  event.clipboardData.setData("text/plain", asRead(lines, writing));
  return true;
}

// The selected lines; words from within one line come as a plain line.
export function selected({ lines, caret: { start, end } }) {
  return lines.slice(start.line, end.line + 1).map((each, place, all) => {
    const isLast = place === all.length - 1;
    const from = place === 0 ? start.offset : 0;
    const text = each.text.slice(from, isLast ? end.offset : undefined);
    return { ...each, text, level: from > 0 || (place === 0 && isLast) ? PLAIN : each.level };
  });
}

function asRead(lines, writing) {
  const { numbers } = numbered(lines);
  return lines.map((each, place) => `${numbers[place].marker} ${writing.reads(each.text)}`.trim()).join("\n");
}

function paste(event, writing) {
  event.preventDefault();
  writing.noteCaret();
  const own = event.clipboardData.getData(OWN);
  const lines = own ? ownLines(own) : foreignLines(event.clipboardData.getData("text/plain"));
  if (!lines.length) return;
  writing.apply(deeds.insertLines, withoutTakenNames(lines, writing));
}

// What another page may have put there is read like any words: only lines of an outline come through.
function ownLines(text) {
  try {
    return JSON.parse(text).map(({ level, text: words, anchor }) => parsedAs(level, String(words), anchor));
  } catch {
    return [];
  }
}

function parsedAs(level, words, anchor) {
  const isLevel = Number.isInteger(level) && level >= 1 && level <= PLAIN;
  return line(isLevel ? level : PLAIN, oneLine(words), /^[a-z0-9-]+$/u.test(anchor) ? anchor : "");
}

// Words within a line keep their blanks; a run of lines is read as an outline.
export function foreignLines(text) {
  const raw = splitLines(text.normalize("NFC"));
  if (raw.length === 1) return foreignWords(raw[0]);
  return parse(raw.map((each) => trim(each).replace(BULLETS, "- ")).join("\n"));
}

function foreignWords(words) {
  if (!words) return [];
  const [only] = parse(trim(words).replace(BULLETS, "- "));
  return [only && only.level !== PLAIN ? only : line(PLAIN, oneLine(words))];
}

const oneLine = (words) => splitLines(words.normalize("NFC")).join(" ");

// A name belongs to one line: a copy of a named line goes without it.
function withoutTakenNames(lines, writing) {
  const taken = new Set(writing.lines.map((each) => each.anchor));
  return lines.map((each) => (taken.has(each.anchor) ? { ...each, anchor: "" } : each));
}

