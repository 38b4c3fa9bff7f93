// Saving while one writes: soon after the last change, one request at a time, and again once the line is back.

const PAUSE = 1500;
const NEXT_TRY = 8000;
const WHY = {
  403: "Bạn không còn được sửa văn bản này, hoặc phiên làm việc đã hết.",
  404: "Không còn tìm thấy văn bản này.",
};
const MARK = /^\s*(?:[IVX]+\.|Điều \d+\.|\d+(?:\.\d+)?\.|[a-zđ]{1,2}\)|[-+\u2013])(?=\s|$)/u;
const HERE = "lời văn được giữ trên máy này";

export class Saving {
  #timer = 0;
  #flushing = null;
  #unconfirmed = new Set();
  #saved;
  #keeps = false;

  // `page` gives { url, section, revision, token(), source(), keeping } and hears { say, hear, overtaken }.
  constructor(page, savedSource) {
    this.page = page;
    this.revision = page.revision;
    this.continues = false;
    this.isHeld = false;
    this.isAsking = false;
    this.#saved = savedSource;
    window.addEventListener("online", () => this.flush());
    document.addEventListener("visibilitychange", () => document.hidden && this.flush());
    window.addEventListener("beforeunload", (event) => this.isDirty && event.preventDefault());
  }

  get isDirty() {
    return this.page.source() !== this.#saved;
  }

  changed() {
    if (!this.isDirty) return this.#undone();
    const isKept = this.page.keeping.keep(this.page.source(), this.revision);
    this.#keeps = true;
    if (this.isHeld || this.isAsking) return;
    this.page.say(isKept ? "Chưa lưu" : "Chưa lưu; máy này không giữ được lời văn khi mất kết nối");
    this.#later(PAUSE);
  }

  // Written here and undone: nothing is left to save or to keep. What was kept before is not this page's to drop.
  #undone() {
    if (!this.#keeps) return;
    this.#keeps = false;
    clearTimeout(this.#timer);
    this.page.keeping.drop();
    if (!this.isHeld) this.page.say("Không có thay đổi");
  }

  // While someone is asked whether headings are to go, nothing is saved.
  ask(isAsking) {
    this.isAsking = isAsking;
    if (isAsking) {
      clearTimeout(this.#timer);
      this.page.say("Chưa lưu: chờ bạn chọn");
    } else if (this.isDirty) {
      this.flush();
    }
  }

  // Goes on from another revision: what stands there is `savedSource`.
  restart(revision, savedSource) {
    Object.assign(this, { revision, isHeld: false, continues: false });
    this.#saved = savedSource;
    this.#unconfirmed.clear();
    if (!this.isDirty) this.page.keeping.drop();
    return this.flush();
  }

  // Saves now, where there is anything to save; resolves to whether everything is saved.
  flush() {
    clearTimeout(this.#timer);
    this.#flushing ??= this.#flush().finally(() => { this.#flushing = null; });
    return this.#flushing;
  }

  // Saves what is being sent already, and what has been written meanwhile.
  async finish() {
    return (await this.flush()) || (await this.flush());
  }

  async #flush() {
    if (this.isHeld || this.isAsking || !this.isDirty) return !this.isDirty;
    const source = this.page.source();
    if (!hasWords(source)) {
      this.page.say("Phần đang trống, chưa lưu; nếu không cần nữa, đề nghị xóa cả phần.");
      return false;
    }
    this.page.say("Đang lưu…");
    this.#unconfirmed.add(source);
    await this.#send(source).catch(() => this.#unreached());
    if (this.isDirty && !this.isHeld && this.page.source() !== source) this.#later(PAUSE);
    return !this.isDirty;
  }

  async #send(source) {
    const { url, section } = this.page;
    const response = await fetch(url, {
      method: "POST",
      redirect: "manual",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.page.token() },
      body: JSON.stringify({ body: source, section, revision: this.revision, continues: this.continues }),
    });
    if (response.ok) this.#confirmed(source, await response.json());
    else if (response.status === 409) this.#overtaken(await response.json());
    else await this.#refused(response);
  }

  #confirmed(source, told) {
    Object.assign(this, { revision: told.revision, continues: true });
    this.#saved = source;
    this.page.hear(told);
    this.#settled(told.saved_at);
  }

  // The words sent are safe; those written meanwhile are still kept here.
  #settled(at) {
    this.#unconfirmed.clear();
    if (this.isDirty) this.page.keeping.keep(this.page.source(), this.revision);
    else this.page.keeping.drop();
    this.page.say(this.isDirty ? "Chưa lưu" : `Đã lưu lúc ${at}`);
  }

  // Words that reached the server although its answer did not reach us are our own, not another person's.
  #overtaken(theirs) {
    const own = [...this.#unconfirmed].find((source) => alike(source) === alike(theirs.body));
    if (own !== undefined) {
      this.revision = theirs.revision;
      this.#saved = own;
      this.#later(0);
      this.#settled(clock());
      return;
    }
    this.isHeld = true;
    this.page.say("Có người khác vừa sửa");
    this.page.overtaken(theirs);
  }

  async #refused(response) {
    if (response.type === "opaqueredirect") {
      this.page.say(`Phiên làm việc đã hết — ${HERE}; đề nghị đăng nhập lại rồi bấm Lưu.`, true);
    } else if (response.status >= 500) {
      this.#unreached(`Máy chủ đang bận — ${HERE}`);
    } else {
      const told = await response.json().catch(() => ({}));
      const why = told.error ?? WHY[response.status] ?? "Không lưu được.";
      this.page.say(`${why} Chưa lưu — ${HERE}.`, response.status === 403);
    }
  }

  #unreached(words = `Mất kết nối — ${HERE}`) {
    this.page.say(words);
    this.#later(NEXT_TRY);
  }

  #later(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), pause);
  }
}

const clock = () => new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });

// Marks without words are an emptied section, not a text.
function hasWords(source) {
  return source.split("\n").some((line) => /[\p{L}\p{N}]/u.test(line.replace(MARK, "")));
}

// Equal as the server keeps them: composed letters, no blanks at the ends of lines.
function alike(source) {
  return source.normalize("NFC").split("\n").map((each) => each.trimEnd()).join("\n").trim();
}
