// The quotes in a line, {{ name | form }}: what each stands for at present, and how quoted passages are counted.

import { PLAIN, numbered, parse, typed } from "./outline.js";

const QUOTE = /\{\{\s*([^{}|]*?)\s*(?:\|\s*([^{}|]*?)\s*)?\}\}/gu;
const PLACE = "ref.";
export const FORMS = ["đồng", "triệu", "tỷ", "số"];

export const quote = (name, form = "") => (form ? `{{ ${name} | ${form} }}` : `{{ ${name} }}`);
export const quoteOfPlace = (anchor) => quote(PLACE + anchor);

// Cuts a text into words and quotes: { text, name?, form? }.
export function pieces(text) {
  const found = [];
  let end = 0;
  for (const match of text.matchAll(QUOTE)) {
    found.push({ text: text.slice(end, match.index) });
    found.push({ text: match[0], name: match[1], form: match[2] ?? "" });
    end = match.index + match[0].length;
  }
  found.push({ text: text.slice(end) });
  return found.filter((piece) => piece.text);
}

// The quote that ends (or begins) at `offset`, if one does.
export function quoteBeside(text, offset, before) {
  let place = 0;
  for (const piece of pieces(text)) {
    const start = place;
    place += piece.text.length;
    if (piece.name !== undefined && (before ? place : start) === offset) return { ...piece, start };
  }
  return null;
}

// What a quote shows at present: { state, words, title }.
export function shown({ text, name, form }, figures, places) {
  const figure = places.get(name) ?? figures[name];
  if (!figure || (form && !FORMS.includes(form))) {
    return { state: "unknown", words: `không rõ: ${name || text}`, title: `Không có số liệu tên “${name}”` };
  }
  const title = `${figure.label} (${name})`;
  if (figure.is_blank) return { state: "blank", words: "… chưa có số liệu", title };
  const words = figure.forms[form] ?? figure.forms[""];
  return { state: "bound", words: words || `${figure.label}: chưa có gì để liệt kê`, title };
}

// Numbers the lines of a section, those that its passages bring among them, and gives the places of its named lines.
export function numberedOn(lines, start, figures) {
  const numbers = [];
  const places = new Map();
  let counts = start;
  for (const each of lines) {
    const made = numbered(spread(each, figures), counts);
    counts = made.counts;
    const first = made.numbers[0] ?? { marker: "", place: "" };
    numbers.push({ marker: each.level === PLAIN ? "" : first.marker, place: first.place });
    if (each.anchor) places.set(PLACE + each.anchor, placeFigure(each, first.place));
  }
  return { numbers, places };
}

const placeFigure = (each, place) => ({ label: each.text, forms: { "": place }, is_blank: !place });

// The lines one line becomes in print: itself, or more where it quotes a passage of several.
function spread(each, figures) {
  if (!each.text.includes("{{")) return [each];
  const marker = each.level === PLAIN ? "" : numbered([each]).numbers[0].marker;
  const source = pieces(typed(each, marker)).map((piece) => passage(piece, figures) ?? piece.text);
  return parse(source.join(""));
}

const passage = ({ name }, figures) => (name === undefined ? null : figures[name]?.source);

// A line's words as they read at present, for lists of lines.
export function reads(text, figures, places) {
  return pieces(text).map((piece) => (piece.name === undefined ? piece.text : shown(piece, figures, places).words)).join("");
}
