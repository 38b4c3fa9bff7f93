// Cells the server has not confirmed, kept on this machine and offered back when the person returns.

import { button, described, element } from "./elements.js";
import { plain } from "./grid-figures.js";
import { Keeping } from "./keeping.js";

const REVISION = 0;

export class Drafts {
  // Kept cells the person has not decided about yet.
  #offered = [];
  // Whether this window kept them itself: what another keeps stays where it is until then.
  #areOwn = false;

  constructor(prefix, table) {
    this.table = table;
    this.keeping = new Keeping(prefix);
    this.isKept = true;
  }

  // Keeps all unconfirmed cells; tells whether this machine could.
  keep() {
    const cells = this.table.changed.map((cell) => this.#written(cell));
    const known = new Set(cells.map(keyOf));
    const offered = this.#areOwn ? this.#offered : [];
    const all = [...cells, ...offered.filter((each) => !known.has(keyOf(each)))];
    if (all.length) this.isKept = this.keeping.keep(JSON.stringify(all), REVISION);
    else this.keeping.drop();
    return this.isKept;
  }

  #written({ row, column, text, base }) {
    const { rows, columns } = this.table.keys;
    return { row: rows[row], column: columns[column], text, base };
  }

  // Asks about what was kept before; `restore` is given [cell, text, base] of each.
  offer(place, restore) {
    const kept = this.keeping.latestBut("");
    this.#offered = kept ? this.#worthOffering(kept.body) : [];
    if (kept && !this.#offered.length) this.keeping.forget(kept.key);
    if (!this.#offered.length) return;
    this.#areOwn = kept.key.endsWith(`/${this.keeping.window}`);
    const words = element("span", { textContent: `Có ${this.#offered.length} ô chưa lưu từ lần trước.` });
    const notice = described(element("div", { className: "alert alert-warning d-flex flex-wrap gap-2 align-items-center" }, words), { role: "alert" });
    const decide = (isWanted) => {
      const cells = this.#offered.map((each) => [this.table.at(each.row, each.column), each.text, each.base]);
      this.#offered = [];
      this.keeping.forget(kept.key);
      notice.remove();
      if (isWanted) restore(cells);
      this.keep();
    };
    notice.append(button("Khôi phục", () => decide(true)), button("Bỏ", () => decide(false)));
    place.before(notice);
  }

  #worthOffering(body) {
    return parsed(body).filter(({ row, column, text }) => {
      const cell = this.table.at(row, column);
      return cell?.isOpen && typeof text === "string" && plain(text) !== plain(cell.text);
    });
  }
}

const keyOf = ({ row, column }) => JSON.stringify([row, column]);

function parsed(body) {
  try {
    const cells = JSON.parse(body);
    return Array.isArray(cells) ? cells : [];
  } catch {
    return [];
  }
}
