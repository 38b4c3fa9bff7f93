// Headings that one deed has taken away with other words: nobody loses them unasked.

import { POINT } from "./outline.js";

const isHeading = (each) => each.level < POINT && each.text !== "";

// The headings of `before` that `after` no longer has. Rewording one line, or cutting and joining lines, loses none.
export function lostHeadings(before, after) {
  const left = before.filter(isHeading).filter(({ text }) => !after.some((each) => isHeading(each) && each.text === text));
  return left.length && !isOneLine(before, after) && lettersOf(before) !== lettersOf(after) ? left : [];
}

function isOneLine(before, after) {
  if (before.length !== after.length) return false;
  return before.filter((each, place) => each.text !== after[place].text).length <= 1;
}

const lettersOf = (lines) => lines.map((each) => each.text).join("");
