// Words not yet confirmed by the server, kept on this machine: by person, plan and section, revision and window.

const WINDOW = "cua-so";

export class Keeping {
  constructor(prefix) {
    this.prefix = `${prefix}/`;
    this.window = windowName();
  }

  // Keeps words; tells whether this machine could.
  keep(body, revision) {
    const key = `${this.prefix}${revision}/${this.window}`;
    return attempt(() => {
      localStorage.setItem(key, JSON.stringify({ body, revision, at: Date.now() }));
      this.#forgetOwnBut(key);
      return true;
    }) ?? false;
  }

  // Forgets what this window has kept.
  drop() {
    attempt(() => this.#forgetOwnBut(null));
  }

  // The latest words kept by any window, { key, body, revision, at }, other than those the server has.
  latestBut(body) {
    const kept = attempt(() => this.#keys().map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }))) ?? [];
    return kept.filter((each) => typeof each.body === "string" && each.body !== body).sort((a, b) => b.at - a.at)[0] ?? null;
  }

  forget(key) {
    attempt(() => localStorage.removeItem(key));
  }

  #forgetOwnBut(kept) {
    const own = this.#keys().filter((key) => key.endsWith(`/${this.window}`) && key !== kept);
    own.forEach((key) => localStorage.removeItem(key));
  }

  #keys() {
    return Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
  }
}

// A window keeps its name when it is reloaded or comes back after a crash.
function windowName() {
  const fresh = Math.random().toString(36).slice(2);
  return attempt(() => {
    const name = sessionStorage.getItem(WINDOW) ?? fresh;
    sessionStorage.setItem(WINDOW, name);
    return name;
  }) ?? fresh;
}

// A machine may forbid keeping anything, or be full: then the page goes on without.
function attempt(act) {
  try {
    return act();
  } catch {
    return null;
  }
}
