// A block of cells as spreadsheets put it on the clipboard: tabs between cells, a line for each row.

const CELL = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/gy;
const DASHES = /^[-\u2013\u2014\u2212]$/u;

// The rows of a block; a cell in quotes may hold tabs, line ends and doubled quotes.
export function parseBlock(text) {
  const rows = [[]];
  CELL.lastIndex = 0;
  let match;
  do {
    match = CELL.exec(text);
    rows.at(-1).push(match[1]?.replaceAll('""', '"') ?? match[2]);
    if (match[3] && match[3] !== "\t") rows.push([]);
  } while (match[3] && CELL.lastIndex < text.length);
  // Every program ends the last line as well.
  if (rows.at(-1).length === 0) rows.pop();
  else if (match[3] === "\t") rows.at(-1).push("");
  return rows;
}

// What is put into a cell of ours; a lone dash is what the table's rule says, zero or blank.
export function cleaned(text, dash) {
  const words = text.normalize("NFC").replace(/\s+/gu, " ").trim();
  return DASHES.test(words) ? dash : words;
}

// A block that goes into the height or the breadth of what was chosen without a rest is repeated there.
export function tiled(block, { top, bottom, left, right }) {
  const across = block[0].length;
  if (block.some((row) => row.length !== across)) return block;
  const [height, breadth] = [times(bottom - top + 1, block.length), times(right - left + 1, across)];
  return Array(height).fill(block).flat().map((row) => Array(breadth).fill(row).flat());
}

const times = (chosen, size) => (chosen % size ? 1 : chosen / size);

export function writtenBlock(rows) {
  return rows.map((row) => row.map((cell) => cell.text).join("\t")).join("\r\n");
}
