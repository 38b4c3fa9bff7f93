// Saving cell by cell: one request at a time, in order, and again with growing pauses once the line is lost.

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;
const PATIENCE = 30_000;
// A browser sends 64 KiB behind a page that is being left, no more.
const MOST_BEHIND = 300;
const HERE = "số chưa lưu được giữ trên máy này";
const WHY = {
  403: "Bạn không còn được nhập bảng này, hoặc phiên làm việc đã hết",
  404: "Không còn tìm thấy bảng này",
};

export class Saving {
  #waiting = new Set();
  #isSending = false;
  // Whether the last cells sent did not arrive.
  isStuck = false;
  #pause = FIRST_PAUSE;
  #timer = 0;

  // `page` hears { say(words, needsSignIn), saved(told, cells), refresh() }.
  constructor(form, table, page) {
    Object.assign(this, { form, table, page });
    window.addEventListener("online", () => this.#again());
    window.addEventListener("focus", () => this.#again());
    window.addEventListener("pagehide", () => this.#leave());
    window.addEventListener("beforeunload", (event) => this.#wouldLose && event.preventDefault());
  }

  // What can still go out behind the page needs no question; what was refused, or cannot go out, does.
  get #wouldLose() {
    const { changed, faulty } = this.table;
    return faulty.length > 0 || changed.length > MOST_BEHIND || (this.isStuck && changed.length > 0);
  }

  queue(cells) {
    cells.forEach((cell) => this.#waiting.add(cell));
    return this.flush();
  }

  #again() {
    this.#pause = FIRST_PAUSE;
    this.flush();
  }

  #batch() {
    const cells = [...this.#waiting].filter((cell) => cell.isChanged && !cell.fault);
    this.#waiting.clear();
    return cells;
  }

  async flush() {
    if (this.#isSending) return;
    const cells = this.#batch();
    this.page.refresh();
    if (!cells.length) return;
    clearTimeout(this.#timer);
    this.#isSending = true;
    this.#mark(cells, (cell) => cell.text);
    const isAnswered = await this.#send(cells).catch(() => this.#unreached("Mất kết nối"));
    this.#mark(cells, () => null);
    this.#isSending = false;
    this.isStuck = !isAnswered;
    this.page.refresh();
    if (isAnswered) await this.flush();
    else cells.forEach((cell) => this.#waiting.add(cell));
  }

  #mark(cells, sent) {
    for (const cell of cells) {
      cell.sent = sent(cell);
      cell.draw();
    }
  }

  // Resolves to whether the server took the cells.
  async #send(cells) {
    const response = await this.#post(cells, { signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) return this.#refused(response);
    const told = await response.json();
    this.#pause = FIRST_PAUSE;
    this.#settle(told.cells);
    this.page.saved(told, cells);
    return true;
  }

  #post(cells, options) {
    const { rows, columns } = this.table.keys;
    const written = cells.map(({ row, column, text, base }) => ({ row: rows[row], column: columns[column], text, base }));
    return fetch(this.form.dataset.saveUrl, {
      method: "POST",
      redirect: "manual",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.#token(), "X-Opened-By": this.form.dataset.openedBy },
      body: JSON.stringify({ cells: written }),
      ...options,
    });
  }

  // Signing in again in another window gives a new token.
  #token() {
    return /(?:^|; )csrftoken=([^;]+)/u.exec(document.cookie)?.[1] ?? this.form.elements.csrfmiddlewaretoken.value;
  }

  #settle(answers) {
    for (const { row, column, state, text, message } of answers) {
      const cell = this.table.at(row, column);
      if (state === "saved") cell.confirm(text);
      else cell.refuse(state === "locked" ? "invalid" : state, message, text);
    }
  }

  async #refused(response) {
    if (response.type === "opaqueredirect") {
      this.page.say(`Phiên làm việc đã hết; ${HERE}. Vui lòng đăng nhập lại ở cửa sổ mới rồi trở lại đây.`, true);
    } else if (response.status >= 500) {
      this.#unreached("Máy chủ đang bận");
    } else {
      const { why } = await response.json().catch(() => ({}));
      const said = why?.replace(/\.$/u, "") || (WHY[response.status] ?? "Máy chủ không nhận");
      this.page.say(`${said}; ${HERE}. Vui lòng tải lại trang.`, response.status === 403 && !why);
    }
    return false;
  }

  #unreached(why) {
    this.page.say(`${why}; ${HERE} và sẽ tự gửi lại.`);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), this.#pause);
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
    return false;
  }

  // What is not confirmed goes out behind the page; it stays among the drafts, since no answer comes back.
  #leave() {
    const cells = this.table.changed.filter((cell) => !cell.fault);
    if (cells.length) this.#post(cells, { keepalive: true }).catch(() => null);
  }
}
