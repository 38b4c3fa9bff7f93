// The outline of a section, read, numbered and written exactly as planning/text/outline.py does.

export const PART = 1, ARTICLE = 2, CLAUSE = 3, SUBCLAUSE = 4, POINT = 5, DASH = 6, PLUS = 7, PLAIN = 8;
export const LEVELS = [PART, ARTICLE, CLAUSE, SUBCLAUSE, POINT, DASH, PLUS, PLAIN];

// What Python calls white space and a line's end; JavaScript's own \s and trim() differ from it.
const SPACE = "[\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const BREAK = /\r\n|[\n-\r\x1c-\x1e\x85\u2028\u2029]/u;
const BEFORE = new RegExp(`^${SPACE}+`, "u");
const AFTER = new RegExp(`${SPACE}+$`, "u");
const GAP = `(?:${SPACE}+|$)`;
const MARKERS = [
  [PART, `[IVX]+\\.${GAP}`],
  [ARTICLE, `Điều [0-9]+\\.${GAP}`],
  [SUBCLAUSE, `[0-9]+\\.[0-9]+\\.${GAP}`],
  [CLAUSE, `[0-9]+\\.${GAP}`],
  [POINT, `(?:([a-zđ])\\1*|[a-zđ]{2})\\)${SPACE}*`],
  [DASH, `[-\\u2013]${GAP}`],
  [PLUS, `\\+${GAP}`],
].map(([level, pattern]) => [level, new RegExp(`^(?:${pattern})`, "u")]);
const ESCAPE = "\\";
const ANCHOR = /(\\*)\{#([a-z0-9-]+)\}$/u;
const POINT_LETTERS = "abcdđeghiklmnopqrstuvxy";
const ROMAN = [[10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]];

export const trimStart = (text) => text.replace(BEFORE, "");
export const trim = (text) => trimStart(text).replace(AFTER, "");
export const splitLines = (source) => source.split(BREAK);
export const line = (level, text, anchor = "") => ({ level, text, anchor });
export const isNothing = (each) => each.level === PLAIN && !each.text && !each.anchor;

export function parse(source) {
  return splitLines(source).map((raw) => parsedLine(trim(raw))).filter((each) => !isNothing(each));
}

function parsedLine(typed) {
  const [level, text] = levelled(typed);
  const named = ANCHOR.exec(text);
  if (!named) return line(level, text);
  const before = text.slice(0, named.index);
  if (named[1]) return line(level, before + text.slice(named.index + 1));
  return line(level, before.replace(AFTER, ""), named[2]);
}

export function levelled(typed) {
  if (typed.startsWith(ESCAPE)) return [PLAIN, trimStart(typed.slice(1))];
  for (const [level, marker] of MARKERS) {
    const found = marker.exec(typed);
    if (found) return [level, typed.slice(found[0].length)];
  }
  return [PLAIN, typed];
}

// Numbers lines on from the counts in `start`; gives the marker and place of each, and the counts reached.
export function numbered(lines, start = []) {
  const counts = LEVELS.map((_, place) => start[place] ?? 0);
  const numbers = lines.map((each) => {
    count(each.level, counts);
    return { marker: markerOf(each.level, counts), place: placeOf(counts) };
  });
  return { numbers, counts };
}

function count(level, counts) {
  if (level === PLAIN) return;
  counts[level - 1] += 1;
  counts.fill(0, level);
}

function placeOf(counts) {
  const at = (level) => counts[level - 1];
  const words = [
    [at(POINT), `${at(SUBCLAUSE) ? "tiết" : "điểm"} ${pointLetter(at(POINT))}`],
    [at(SUBCLAUSE), `điểm ${at(CLAUSE)}.${at(SUBCLAUSE)}`],
    [at(CLAUSE), `khoản ${at(CLAUSE)}`],
    [at(ARTICLE), `Điều ${at(ARTICLE)}`],
    [at(PART), `Mục ${roman(at(PART))}`],
  ];
  return words.filter(([reached]) => reached).map(([, word]) => word).join(" ");
}

function markerOf(level, counts) {
  const reached = counts[level - 1];
  return {
    [PART]: `${roman(reached)}.`,
    [ARTICLE]: `Điều ${reached}.`,
    [CLAUSE]: `${reached}.`,
    [SUBCLAUSE]: `${counts[CLAUSE - 1]}.${reached}.`,
    [POINT]: `${pointLetter(reached)})`,
    [DASH]: "-",
    [PLUS]: "+",
    [PLAIN]: "",
  }[level];
}

function roman(number) {
  let text = "";
  for (const [value, sign] of ROMAN) {
    text += sign.repeat(Math.floor(number / value));
    number %= value;
  }
  return text;
}

function pointLetter(position) {
  if (position < 1) return "";
  const rounds = Math.floor((position - 1) / POINT_LETTERS.length);
  return POINT_LETTERS[(position - 1) % POINT_LETTERS.length].repeat(rounds + 1);
}

// Writes an outline with its numbers, each line as one may type it.
export function written(lines) {
  const kept = lines.filter((each) => !isNothing(each));
  const { numbers } = numbered(kept);
  return kept.map((each, place) => typed(each, numbers[place].marker)).join("\n");
}

export function typed({ level, text, anchor }, marker) {
  const likeOne = anchor ? null : ANCHOR.exec(text);
  if (likeOne) text = text.slice(0, likeOne.index) + ESCAPE + text.slice(likeOne.index);
  if (level === PLAIN && (text.startsWith(ESCAPE) || levelled(text)[0] !== PLAIN)) text = ESCAPE + text;
  return [marker, text, anchor && `{#${anchor}}`].filter(Boolean).join(" ");
}
