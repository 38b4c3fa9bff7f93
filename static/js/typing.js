// Keys and input events: what the browser may do itself, and what becomes a deed. Composing is never disturbed.

import * as deeds from "./deeds.js";
import { quoteBeside } from "./quotes.js";

const UNDOING = { historyUndo: "undo", historyRedo: "redo" };

export function listen(writing, commands) {
  const { root } = writing;
  let isLeaving = false;
  document.addEventListener("selectionchange", () => writing.noteCaret());
  root.addEventListener("beforeinput", (event) => beforeInput(event, writing));
  root.addEventListener("input", (event) => afterInput(event, writing, commands));
  root.addEventListener("compositionend", () => writing.took({ isInsertion: true }));
  root.addEventListener("keydown", (event) => {
    const isTab = event.key === "Tab";
    if (!event.isComposing && !(isTab && isLeaving)) pressed(event, writing, commands);
    isLeaving = event.key === "Escape" || (isLeaving && event.key === "Shift");
  });
}

function afterInput(event, writing, commands) {
  const isInsertion = event.inputType.startsWith("insert");
  writing.took({ isComposing: event.isComposing, isInsertion });
  if (!event.isComposing && isInsertion && event.data?.endsWith("{")) openedBraces(writing, commands);
}

// `{{` asks for a figure; the braces go when one is chosen.
function openedBraces(writing, commands) {
  const { line, offset } = writing.caret.start;
  if (writing.lines[line].text.slice(0, offset).endsWith("{{")) commands.offerFigures(2);
}

function beforeInput(event, writing) {
  writing.noteCaret();
  const deed = deedOf(event, writing);
  if (!deed) return;
  event.preventDefault();
  deed();
}

// What takes the browser's place for an input event; null where the browser's own way is right.
function deedOf(event, writing) {
  const { inputType: type } = event;
  if (UNDOING[type]) return () => writing[UNDOING[type]]();
  if (type === "insertParagraph" || type === "insertLineBreak") return () => writing.apply(deeds.split);
  if (event.isComposing) return null;
  if (/^format|^insertFrom|^deleteByDrag|List$|HorizontalRule$/u.test(type)) return () => {};
  if (type.startsWith("delete")) return deletion(type, writing);
  if (type === "insertText" && touchesMore(writing)) return () => writing.apply(deeds.insertText, event.data ?? "");
  return null;
}

// Whether the selection holds more than words of one line: the browser would merge lines or break chips.
function touchesMore({ lines, caret: { start, end } }) {
  if (start.line !== end.line) return true;
  return lines[start.line].text.slice(start.offset, end.offset).includes("{{");
}

function deletion(type, writing) {
  const { lines, caret } = writing;
  if (!deeds.isCollapsed(caret)) return touchesMore(writing) ? () => writing.apply(deeds.deleteRange) : null;
  const { line, offset } = caret.start;
  const { text } = lines[line];
  const isBackward = type.endsWith("Backward");
  const quote = quoteBeside(text, offset, isBackward);
  if (quote) return () => writing.apply(withoutQuote, line, quote);
  if (isBackward && offset === 0) return () => writing.apply(deeds.join, line);
  if (!isBackward && offset === text.length) return () => writing.apply(deeds.join, line + 1);
  return null;
}

export function withoutQuote({ lines }, line, { start, text }) {
  const caret = { start: { line, offset: start }, end: { line, offset: start + text.length } };
  return deeds.deleteRange({ lines, caret });
}

function pressed(event, writing, commands) {
  const deed = DEEDS[keyOf(event)] ?? steppedOver(event, writing);
  if (!deed) return;
  event.preventDefault();
  writing.noteCaret();
  deed(writing, commands);
}

// Arrow keys pass a chip in one step, whatever stands beside it to hold the caret.
function steppedOver(event, { lines, caret }) {
  const isLeft = keyOf(event) === "ArrowLeft";
  if ((!isLeft && keyOf(event) !== "ArrowRight") || !deeds.isCollapsed(caret)) return null;
  const { line, offset } = caret.start;
  const quote = quoteBeside(lines[line].text, offset, isLeft);
  return quote && ((writing) => writing.setCaret(deeds.at(line, isLeft ? quote.start : offset + quote.text.length)));
}

function keyOf(event) {
  const parts = [(event.ctrlKey || event.metaKey) && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift", event.key];
  return parts.filter(Boolean).join("+").replace(/\+[A-Z]$/u, (letter) => letter.toLowerCase());
}

const undo = (writing) => writing.undo();
const redo = (writing) => writing.redo();
const nothing = () => {};
const DEEDS = {
  "Tab": (writing) => writing.apply(deeds.indent),
  "Shift+Tab": (writing) => writing.apply(deeds.outdent),
  "Alt+ArrowUp": (writing) => writing.apply(deeds.move, -1),
  "Alt+ArrowDown": (writing) => writing.apply(deeds.move, 1),
  "Alt+Enter": (writing, commands) => commands.offerForms(),
  "Ctrl+ ": (writing, commands) => commands.offerFigures(),
  "Ctrl+k": (writing, commands) => commands.offerPlaces(),
  "Ctrl+z": undo,
  "Ctrl+y": redo,
  "Ctrl+Shift+z": redo,
  "Ctrl+b": nothing,
  "Ctrl+i": nothing,
  "Ctrl+u": nothing,
};
