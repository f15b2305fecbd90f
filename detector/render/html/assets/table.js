// The table of pages. Only the rows in sight are in the document, however many there are.

const OVERSCAN = 8;
const PRINTED = 500;
let listed = null; // rows as the table last had them: a page's neighbours
let reasonsListed = null; // what the filters offer, counted once
let changesListed = null;

function pagesView(parameters) {
  const state = readState(parameters);
  const table = new PagesTable(state);
  return table.section;
}

class PagesTable {
  constructor(state) {
    this.state = state;
    this.columns = shownColumns();
    this.active = 0;
    this.status = h("p", { class: "status", id: "status" });
    this.card = h("div", {});
    this.chips = h("p", { class: "chips" });
    this.head = h("tr", { "aria-rowindex": 1 });
    this.body = h("tbody", {});
    this.above = h("tbody", { "aria-hidden": "true" }, h("tr", {}, h("td", {})));
    this.below = h("tbody", { "aria-hidden": "true" }, h("tr", {}, h("td", {})));
    this.table = h("table", { class: "pages", "aria-labelledby": "title", "aria-describedby": "status" }, h("thead", {}, this.head), this.above, this.body, this.below);
    this.view = h("div", { class: "viewport", onscroll: () => this.draw(), onkeydown: (event) => this.key(event) }, this.table);
    this.none = h("p", { class: "empty" });
    this.section = h("section", { class: "pages-view", "aria-labelledby": "title" },
      h("h1", { id: "title", class: "visually-hidden" }, "Pages"), this.filters(), this.chips, this.card, h("div", { class: "status-line" }, this.status, columnChooser((columns) => this.show(columns)), exportMenu(() => this.rows)), this.view, this.none);
    new ResizeObserver(() => this.draw()).observe(this.view);
    this.refresh(false);
  }

  filters() {
    const change = (key) => (event) => this.set({ [key]: event.target.value });
    let wait = 0;
    this.search = h("input", { type: "search", id: "search", placeholder: "Title, address or author", autocomplete: "off", spellcheck: "false", value: this.state.q,
      oninput: () => { clearTimeout(wait); wait = setTimeout(() => this.set({ q: this.search.value }), 120); } });
    this.boxes = D.verdicts.filter((name, at) => (at < 4 ? D.counts[at] : D.unread)).map((name) => {
      const box = h("input", { type: "checkbox", value: name, onchange: () => this.set({ verdict: this.boxes.filter((one) => one.checked).map((one) => one.value) }) });
      box.checked = this.state.verdict.includes(name);
      return box;
    });
    const options = (pairs, all) => [h("option", { value: "" }, all), pairs.map(([value, text]) => h("option", { value }, shown(text)))];
    this.rule = h("select", { onchange: change("rule") }, options(D.rules.map((rule) => [rule.id, `${words(rule.id)} (${count(rule.pages)})`]), "Any rule"));
    this.reason = h("select", { onchange: change("reason") }, options((reasonsListed ??= reasonsOfReport()).map(([reason, pages]) => [reason, `${reasonName(reason)} (${count(pages)})`]), "Any reason"));
    this.change = D.since ? h("select", { onchange: change("change") }, options((changesListed ??= changesOfReport()).map(([name, text, pages]) => [name, `${text} (${count(pages)})`]), "Any change")) : null;
    this.folder = h("select", { onchange: change("folder") }, options([...R.folders].sort().map((name) => [name, folderName(name)]), "Any folder"));
    this.sorting = h("select", { onchange: (event) => this.set({ sort: event.target.value, dir: COLUMNS[event.target.value].down ? "down" : "up" }) },
      columnsOfReport().map(([name, column]) => h("option", { value: name }, column.name)));
    this.rule.value = this.state.rule;
    this.folder.value = this.state.folder;
    return h("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
      h("label", { class: "field grow" }, h("span", {}, "Search"), this.search),
      h("fieldset", { class: "field" }, h("legend", {}, "Verdict"), h("div", { class: "toggles" }, this.boxes.map((box) => h("label", { class: "toggle" }, box, verdictBadge(box.value))))),
      h("label", { class: "field" }, h("span", {}, "Rule"), this.rule),
      h("label", { class: "field" }, h("span", {}, "Reason"), this.reason),
      h("label", { class: "field" }, h("span", {}, "Folder"), this.folder),
      this.change ? h("label", { class: "field" }, h("span", {}, "Change"), this.change) : null,
      h("label", { class: "field sorting" }, h("span", {}, "Sort by"), this.sorting),
      h("button", { type: "button", onclick: () => this.clear() }, "Clear"));
  }

  clear() {
    this.search.value = this.rule.value = this.folder.value = "";
    for (const box of this.boxes) box.checked = false;
    this.set({ verdict: [], range: [], rule: "", reason: "", change: "", step: "", set: "", folder: "", within: "", month: "", author: "", q: "" });
  }

  set(changes) {
    Object.assign(this.state, changes);
    history.replaceState(null, "", stateLink(this.state));
    this.refresh(true);
  }

  show(columns) {
    this.columns = columns;
    this.drawHead();
    this.first = -1;
    this.draw();
  }

  sortBy(name) {
    const { sort, dir } = this.state;
    const first = COLUMNS[name].down ? "down" : "up";
    this.set({ sort: name, dir: sort === name ? (dir === "up" ? "down" : "up") : first });
    this.head.querySelector(`[data-sort="${name}"]`).focus();
  }

  refresh(changed) {
    this.rows = selected(this.state);
    listed = this.rows;
    this.active = 0;
    this.view.scrollTop = 0;
    this.drawHead();
    this.drawChips();
    this.first = this.last = -1;
    this.table.setAttribute("aria-rowcount", this.rows.length + 1);
    const text = `${count(this.rows.length)} of ${plural(R.count, "page")}`;
    this.status.replaceChildren(text, h("span", { class: "print-only" }, this.rows.length > PRINTED ? `; the first ${PRINTED} are printed` : ""));
    if (changed) say(`${text}, sorted by ${COLUMNS[this.state.sort].name.toLowerCase()}, ${this.state.dir === "up" ? "ascending" : "descending"}`);
    this.none.textContent = this.rows.length ? "" : R.count ? "No page matches. Clear a filter to see more." : "The audit found no pages.";
    this.view.hidden = !this.rows.length;
    this.draw();
  }

  drawHead() {
    // The title needs room beside the other columns: then the table scrolls sideways.
    this.table.style.setProperty("--least", matchMedia("(max-width: 700px)").matches ? "0" : `${16 + 6.5 * (this.columns.length - 1)}rem`);
    this.sorting.value = this.state.sort;
    this.head.replaceChildren(...this.columns.map((name) => {
      const sort = COLUMNS[name];
      const now = this.state.sort === name;
      return h("th", { scope: "col", class: `c-${name}`, "aria-sort": now ? (this.state.dir === "up" ? "ascending" : "descending") : "none" },
        h("button", { type: "button", class: "sort", "data-sort": name, title: sort.title ?? null, onclick: () => this.sortBy(name) }, sort.name,
          h("span", { class: "arrow", "aria-hidden": "true" }, now ? (this.state.dir === "up" ? "↑" : "↓") : "")));
    }));
  }

  drawChips() {
    const chip = (text, changes) => h("button", { type: "button", class: "chip", onclick: () => this.set(changes) }, outside(text), h("span", { "aria-hidden": "true" }, " ×"), h("span", { class: "visually-hidden" }, ", remove this filter"));
    const chips = this.state.range.map((range) => {
      const [id, low, high] = range.split(":");
      const end = Number(high) === Infinity ? " or more" : ` to ${count(Number(high))}`;
      return chip(`${measure(id)?.name ?? id} ${count(Number(low))}${end}`, { range: this.state.range.filter((one) => one !== range) });
    });
    this.reason.value = this.state.reason;
    if (this.change) this.change.value = this.state.change;
    const step = D.worklist[Number(this.state.step)];
    if (this.state.step && step) chips.push(chip(`Step: ${step.action}`, { step: "" }));
    const set = D.sets[Number(this.state.set)];
    if (this.state.set && set) chips.push(chip(`${capital(words(set.kind))}: ${setName(set)}`, { set: "" }));
    if (this.state.change) chips.push(chip(`Since ${D.since?.label ?? "the last audit"}: ${changeName(this.state.change)}`, { change: "" }));
    if (this.state.reason) chips.push(chip(`Reason: ${reasonName(this.state.reason)}`, { reason: "" }));
    if (this.state.within) chips.push(chip(`In ${folderName(this.state.within)}`, { within: "" }));
    for (const key of ["month", "author"]) if (this.state[key]) chips.push(chip(`${capital(key)} ${this.state[key]}`, { [key]: "" }));
    this.chips.replaceChildren(...chips);
    const rule = this.state.rule && ruleOf(this.state.rule);
    this.card.replaceChildren(...(rule ? [ruleCard(rule)] : []));
  }

  draw() {
    if (!this.view.isConnected || !this.rows.length) return;
    const size = this.rowSize();
    const printing = this.view.classList.contains("printing");
    let first = Math.max(0, Math.floor(this.view.scrollTop / size) - OVERSCAN);
    let last = Math.min(this.rows.length, Math.ceil((this.view.scrollTop + this.view.clientHeight) / size) + OVERSCAN);
    if (printing) [first, last] = [0, Math.min(PRINTED, this.rows.length)];
    if (first === this.first && last === this.last) return;
    const focused = this.body.contains(document.activeElement);
    [this.first, this.last] = [first, last];
    this.above.firstChild.firstChild.style.height = `${printing ? 0 : first * size}px`;
    this.below.firstChild.firstChild.style.height = `${printing ? 0 : (this.rows.length - last) * size}px`;
    const rows = [];
    for (let at = first; at < last; at++) rows.push(this.row(at));
    this.body.replaceChildren(...rows);
    if (focused) this.body.querySelector('a[tabindex="0"]')?.focus({ preventScroll: true });
  }

  rowSize() {
    return matchMedia("(max-width: 700px)").matches ? 66 : 46;
  }

  row(at) {
    const row = this.rows[at];
    const page = () => [h("a", { href: `#page/${row}`, "data-at": at, tabindex: at === this.active ? 0 : -1, title: shown(titleOf(row)) }, outside(titleOf(row))),
      h("span", { class: "id", title: shown(R.id[row]) }, outside(R.id[row]))];
    return h("tr", { "aria-rowindex": at + 2, onclick: (event) => { if (!event.target.closest("a") && !getSelection().toString()) location.hash = `#page/${row}`; } },
      this.columns.map((name) => h("td", { class: `c-${name}` }, name === "title" ? page() : COLUMNS[name].cell(row))));
  }

  // The arrow keys move through the rows; Enter opens one, as its link has the focus.
  key(event) {
    const link = event.target.closest?.("a[data-at]");
    if (!link || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(this.view.clientHeight / this.rowSize()) - 2);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
    if (!step) return;
    event.preventDefault();
    this.active = Math.max(0, Math.min(this.rows.length - 1, Number(link.dataset.at) + step));
    const size = this.rowSize();
    const top = this.active * size;
    const head = this.head.offsetHeight;
    if (top < this.view.scrollTop) this.view.scrollTop = top;
    else if (top + size + head > this.view.scrollTop + this.view.clientHeight) this.view.scrollTop = top + size + head - this.view.clientHeight;
    this.first = -1;
    this.draw();
    this.body.querySelector(`a[data-at="${this.active}"]`).focus({ preventScroll: true });
  }
}

function ruleCard(rule) {
  return h("section", { class: "panel rule-card", "aria-label": "Rule" },
    h("h2", {}, capital(words(rule.id)), " ", rule.severity ? severityBadge(rule.severity) : null),
    ruleText(rule));
}

function ruleText(rule) {
  return h("dl", { class: "why small" }, [["Finds", rule.summary], ["Why it matters", rule.why], ["How to fix it", rule.remedy]]
    .filter(([, text]) => text).map(([name, text]) => h("div", {}, h("dt", {}, name), h("dd", {}, text))));
}
