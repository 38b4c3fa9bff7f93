// The grid: makes of the form's table one to be filled by keyboard and clipboard, saved cell by cell.

import { listenToClipboard } from "./grid-clipboard.js";
import { toNextFault } from "./grid-deeds.js";
import { Drafts } from "./grid-drafts.js";
import { History } from "./grid-history.js";
import { listenToKeys } from "./grid-keys.js";
import { listenToMouse } from "./grid-mouse.js";
import { Range } from "./grid-range.js";
import { Saving } from "./grid-saving.js";
import { Status } from "./grid-status.js";
import { Table } from "./grid-table.js";

// A telephone has on its pad of digits the one sign for decimals of its language: where that is a dot, only the whole
// keyboard has the comma.
const PAD = new Intl.NumberFormat().format(1.5).includes(",") ? "decimal" : "text";

class Grid {
  // The cell from which one has gone along its row with Tab.
  begun = null;
  #former = "";
  #deed = "";

  constructor(form) {
    this.form = form;
    this.table = new Table(form);
    this.range = new Range(this.table);
    this.history = new History();
    this.status = new Status(form, () => toNextFault(this));
    this.drafts = new Drafts(form.dataset.keep, this.table);
    this.saving = new Saving(form, this.table, {
      say: (words, needsSignIn) => this.status.say(words, needsSignIn),
      saved: (told, cells) => this.#saved(told, cells),
      refresh: () => this.#refresh(),
    });
  }

  start() {
    this.form.classList.add("is-live");
    this.table.entered.forEach(({ input }) => { input.inputMode = PAD; });
    this.#keepInSight();
    listenToKeys(this);
    listenToMouse(this);
    listenToClipboard(this);
    this.#listen();
    this.drafts.offer(this.table.root.parentNode, (cells) => this.#restore(cells));
    this.#refresh();
  }

  // The cell with the focus is never under the frozen header or names.
  #keepInSight() {
    const { root } = this.table;
    const measure = () => {
      root.parentNode.style.scrollPaddingTop = `${root.tHead.offsetHeight + 4}px`;
      root.parentNode.style.scrollPaddingLeft = `${(root.querySelector("tbody .entry-name")?.offsetWidth ?? 0) + 4}px`;
    };
    measure();
    window.addEventListener("resize", measure);
  }

  #listen() {
    const { root } = this.table;
    root.addEventListener("focusin", ({ target }) => this.#entered(this.table.of(target)));
    root.addEventListener("focusout", ({ target }) => this.commit(this.table.of(target)));
    root.addEventListener("input", ({ target }) => this.#typed(this.table.of(target)));
    root.addEventListener("drop", (event) => event.preventDefault());
    root.addEventListener("choose", ({ detail }) => this.#choose(detail.cell, detail.isMine));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#saveAll();
    });
    window.addEventListener("pagehide", () => this.drafts.keep());
  }

  #entered(cell) {
    if (!cell) return;
    this.#former = cell.text;
    this.range.set(cell);
    cell.input.select();
    this.#tell(cell);
  }

  #tell(cell) {
    this.status.tell(this.table.name(cell), cell.words);
  }

  // What is being typed is kept at once, and sent when one leaves the cell.
  #typed(cell) {
    if (!cell) return;
    cell.renew();
    this.range.set(cell);
    this.#refresh();
  }

  commit(cell) {
    if (!cell || cell.text === this.#former) return;
    this.history.add([{ cell, before: this.#former, after: cell.text }]);
    this.#former = cell.text;
    this.saving.queue([cell]);
  }

  #choose(cell, isMine) {
    if (isMine) cell.renew();
    else this.change([[cell, cell.fault.theirs]]);
    cell.input.focus();
    this.saving.queue([cell]);
  }

  #restore(cells) {
    const open = cells.filter(([cell]) => cell.isOpen);
    for (const [cell, , base] of open) cell.base = base;
    this.change(open);
    this.say(`Đã khôi phục ${open.length} trong ${cells.length} ô.`);
  }

  #saveAll() {
    this.commit(this.table.of(document.activeElement));
    const { changed } = this.table;
    for (const cell of changed) if (cell.fault?.state === "invalid") cell.renew();
    if (!changed.length) this.status.say("Không có ô nào chưa lưu.");
    this.saving.queue(changed);
  }

  #saved(told, cells) {
    const news = told.follow.map((each) => [this.table.at(each.row, each.column), each]).filter(([cell, each]) => cell?.hear(each));
    const current = this.table.of(document.activeElement);
    if (current && !current.isChanged) this.#former = current.text;
    const counted = told.cells.filter(({ state }) => state === "saved").length;
    const refused = told.cells.find(({ state }) => state !== "saved");
    // The words of a refusal make the bar and a row higher, and what is below them goes down.
    if (refused && current) requestAnimationFrame(() => current.td.scrollIntoView({ block: "nearest", inline: "nearest" }));
    const place = refused && this.table.at(refused.row, refused.column);
    const sum = news.find(([cell]) => !cell.input && cells.some(({ column }) => column === cell.column))?.[0];
    const words = [this.#deed, counted && `Đã lưu ${counted} ô.`, sum && `${this.table.rowName(sum)}: ${sum.text || "trống"}.`];
    if (refused) words.push(`${told.cells.length - counted} ô chưa lưu được; ${this.table.name(place)}: ${refused.message}`);
    this.status.say(words.filter(Boolean).join(" "));
    this.#deed = "";
  }

  // Counts and keeps what is not saved.
  #refresh() {
    const isKept = this.drafts.keep();
    this.status.count(this.table.changed.length, this.table.faulty.length, isKept, this.saving.isStuck);
    const cell = this.table.of(document.activeElement);
    if (cell) this.#tell(cell);
  }

  // Tells of a deed; what is told of its saving comes behind it.
  say(words) {
    this.#deed = words;
    this.status.say(words);
  }

  isTyping(cell) {
    return cell !== null && cell.text !== this.#former;
  }

  // The text the cell had when one came into it, then the one the server has.
  formerOf(cell) {
    return [this.#former, cell.base].includes(cell.text) ? cell.base : this.#former;
  }

  // Puts texts into cells as one step: pairs of cell and text; locked cells and equal texts are left out. What is
  // being typed is a step of its own, before it.
  change(pairs, isStep = true) {
    const current = this.table.of(document.activeElement);
    this.commit(current);
    const step = pairs
      .filter(([cell, text]) => cell.isOpen && (cell.text !== text || cell.fault))
      .map(([cell, after]) => ({ cell, before: cell.text, after }));
    step.forEach(({ cell, after }) => cell.put(after));
    if (step.length && isStep) this.history.add(step);
    this.#former = current?.text ?? "";
    current?.input.select();
    this.saving.queue(step.map(({ cell }) => cell));
    return step.length;
  }
}

new Grid(document.getElementById("grid-form")).start();
