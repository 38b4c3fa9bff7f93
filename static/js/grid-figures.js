// Figures as people write them: which two are one number, and which are written in the English way.

const GROUPED = /^\d{1,3}(?:\.\d{3})+(?=,|$)/u;
const FIGURE = /^[+-]?[\d.,]*\d[\d.,]*$/u;
// No Vietnamese figure looks like one of these: 1,234.5 or 1,234,567 or 1.5 or 0.125 or 1234.567.
const ENGLISH = /^[+-]?(?:\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d*\.(?:\d{1,2}|\d{4,})|(?:0|\d{4,})\.\d{3})$/u;
// One thousand and more, or a figure with three decimals: only what stands beside it tells which.
const EITHER = /^[+-]?[1-9]\d{0,2},\d{3}$/u;

// Equal for two ways to write one number.
export function plain(text) {
  const bare = text.replace(/\s/gu, "").replace(GROUPED, (whole) => whole.replaceAll(".", ""));
  return bare.replace(/(,\d*?)0+$/u, "$1").replace(/,$/u, "").replace(/^0+(?=\d)/u, "");
}

// One spreadsheet writes all its figures in one way: a block in which some are English and none can only be
// Vietnamese is put into Vietnamese. Tells whether it was, and whether some could have been either.
export function inVietnamese(block) {
  const figures = block.flat().filter((text) => FIGURE.test(text));
  const isHere = figures.some((text) => ENGLISH.test(swapped(text)));
  const isEnglish = !isHere && figures.some((text) => ENGLISH.test(text));
  const isDoubtful = !isHere && !isEnglish && figures.some((text) => EITHER.test(text));
  const rows = isEnglish ? block.map((row) => row.map((text) => (FIGURE.test(text) ? swapped(text) : text))) : block;
  return { rows, isEnglish, isDoubtful };
}

const swapped = (text) => text.replace(/[.,]/gu, (sign) => (sign === "." ? "," : "."));
