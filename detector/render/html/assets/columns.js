// The columns of the table: what each shows, how it is sorted and exported, and which are on.

const number = (column, text) => (row) => (Number.isNaN(column()[row]) ? "–" : text(column()[row]));
const reasonsOf = (row) => R.reasons[row].map((at) => R.reasonTexts[at]);

// ``cell`` draws, ``value`` is exported; ``sort`` is a column of numbers, ``down`` the first order.
const COLUMNS = {
  __proto__: null, // the address names one
  worst: { name: "Verdict", cell: (row) => verdictBadge(verdictOf(row)), value: verdictOf, fixed: true },
  quality: { name: "Quality", title: "Quality, 0 to 100", sort: () => R.quality, cell: number(() => R.quality, Math.round), value: (row) => known(R.quality[row]) },
  title: { name: "Page", sort: () => order(R.title.map((title, row) => title || R.id[row])), value: titleOf, fixed: true },
  reasons: { name: "Reasons", sort: () => order(R.reasons.map((_, row) => reasonLine(row))), cell: reasonsCell, value: reasonLine },
  folder: { name: "Folder", sort: () => orderOf("folder"), cell: (row) => outside(folderName(R.folders[R.folder[row]]), { title: R.folders[R.folder[row]] }), value: (row) => R.folders[R.folder[row]], off: true },
  words: { name: "Words", sort: () => R.words, down: true, cell: (row) => (verdictOf(row) === "unread" ? "–" : count(R.words[row])), value: (row) => R.words[row] },
  findings: { name: "Findings", title: "Errors, and all findings", sort: () => R.findings, down: true, cell: findingsCell, value: (row) => R.findings[row] },
  errors: { name: "Errors", sort: () => R.errors, down: true, cell: (row) => count(R.errors[row]), value: (row) => R.errors[row], off: true },
  low_quality: { name: "Low quality", title: "Probability of low quality", sort: () => R.low_quality, down: true, cell: number(() => R.low_quality, chance), value: (row) => known(R.low_quality[row]) },
  generated: { name: "Generated", title: "Probability of machine-generated prose", sort: () => R.generated, down: true, cell: number(() => R.generated, chance), value: (row) => known(R.generated[row]) },
  language: { name: "Language", sort: () => orderOf("language"), cell: (row) => R.languages[R.language[row]] || "–", value: (row) => R.languages[R.language[row]], off: true },
  author: { name: "Author", when: () => R.authors.some(Boolean), sort: () => orderOf("author"), cell: (row) => outside(R.authors[R.author[row]] || "–"), value: (row) => R.authors[R.author[row]], off: true },
  change: { name: "Change", title: "Since the last audit", when: () => D.since, sort: () => R.change, cell: changeCell, value: changeOf },
  date: { name: "Date", when: () => R.date.some(Boolean), sort: () => order(R.date), down: true, cell: (row) => R.date[row] || "–", value: (row) => R.date[row] },
};
const CHANGES = { worse: "↓ worse", better: "↑ better", same: "same", new: "new" };
const CHOSEN = "detector-columns";

const known = (value) => (Number.isNaN(value) ? null : value);

function changeOf(row) {
  const direction = D.since?.direction[row];
  return direction === undefined || direction === null ? "new" : direction < 0 ? "worse" : direction > 0 ? "better" : "same";
}

// What it was, where it has changed.
function changeCell(row) {
  const change = changeOf(row);
  const old = D.history.at(-1)?.states[row];
  if (!old || change === "same" || change === "new") return CHANGES[change];
  const verdict = D.verdicts[old[0]];
  const was = verdict === verdictOf(row) ? `quality ${old[1] === null ? "–" : Math.round(old[1])}` : VERDICT_WORDS[verdict].toLowerCase();
  return [CHANGES[change], h("span", { class: "id" }, `was: ${was}`)];
}

// The columns that this report has anything for.
const columnsOfReport = () => Object.entries(COLUMNS).filter(([, column]) => !column.when || column.when());

const COPIES = ["doorway-set", "exact-duplicates", "near-duplicates"];

// The kinds of sets that are a reason to act on a page.
function copiesOf(row) {
  return [...new Set((R.sets.get(row) ?? []).map((at) => D.sets[at].kind).filter((kind) => COPIES.includes(kind)))];
}

function reasonLine(row) {
  return [...reasonsOf(row).map(reasonName), ...copiesOf(row).map(words)].join(", ");
}

// A page of low quality that passes has no reasons: it is said why it passes.
function reasonsCell(row) {
  const [line, doubt] = [reasonLine(row), doubtOf(row)];
  const said = [line, doubt?.[0]].filter(Boolean).join("; ");
  return said ? outside(said, { class: line ? "" : "muted", title: doubt?.[1] ?? line }) : "–";
}

// The reasons of the table's pages, sets included: ``[reason, pages]``.
function reasonsOfReport() {
  const pages = new Map();
  for (let row = 0; row < R.count; row++) for (const reason of [...reasonsOf(row), ...copiesOf(row)]) pages.set(reason, (pages.get(reason) ?? 0) + 1);
  return [...pages].filter(([reason]) => Object.hasOwn(REASONS, reason) || reason.startsWith("rule:") || COPIES.includes(reason));
}

function findingsCell(row) {
  const errors = R.errors[row];
  return [verdictOf(row) === "unread" ? "–" : count(R.findings[row]),
    errors ? h("span", { class: "errors is-error", title: `${plural(errors, "error")} of ${plural(R.findings[row], "finding")}` }, icon("error"), count(errors), h("span", { class: "visually-hidden" }, " errors")) : null];
}

// The names of the columns that are shown: the reader's choice, kept where there is storage.
function shownColumns() {
  let names = null;
  try {
    names = JSON.parse(localStorage.getItem(CHOSEN));
  } catch {
    // Without storage the usual columns are shown.
  }
  const all = columnsOfReport();
  const chosen = Array.isArray(names) ? names : all.filter(([, column]) => !column.off).map(([name]) => name);
  return all.map(([name]) => name).filter((name) => COLUMNS[name].fixed || chosen.includes(name));
}

function columnChooser(changed) {
  const shown = shownColumns();
  const boxes = columnsOfReport().filter(([, column]) => !column.fixed).map(([name, column]) => {
    const box = h("input", { type: "checkbox", value: name, onchange: choose });
    box.checked = shown.includes(name);
    return [box, h("label", { class: "check small" }, box, column.name)];
  });
  function choose() {
    try {
      localStorage.setItem(CHOSEN, JSON.stringify(boxes.filter(([box]) => box.checked).map(([box]) => box.value)));
    } catch {
      // Without storage the choice lasts until the view is left.
    }
    changed(Object.keys(COLUMNS).filter((name) => COLUMNS[name].fixed || boxes.some(([box]) => box.checked && box.value === name)));
  }
  return h("details", { class: "menu" }, h("summary", {}, "Columns"), h("div", { class: "menu-body" }, boxes.map(([, label]) => label)));
}

// What a spreadsheet would read as a formula is kept as text.
function csvCell(value) {
  const text = shown(String(value ?? "").replace(/[\r\n\t\u2028\u2029]+/g, " "));
  const safe = typeof value === "number" ? text : text.replace(/((?:^|[,;|])[\s"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\uff0b])/g, "$1'");
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

const EXPORTS = {
  CSV: { name: "pages.csv", type: "text/csv", text: (rows) => {
    const names = columnsOfReport().map(([name]) => name);
    const lines = [["id", ...names.map((name) => (name === "worst" ? "verdict" : name))], ...rows.map((row) => [R.id[row], ...names.map((name) => COLUMNS[name].value(row))])];
    return `\ufeff${lines.map((line) => line.map(csvCell).join(",")).join("\r\n")}\r\n`;
  } },
  JSON: { name: "pages.json", type: "application/json", text: (rows) => JSON.stringify(rows.map((row) => ({
    id: R.id[row], ...Object.fromEntries(columnsOfReport().map(([name, column]) => [name === "worst" ? "verdict" : name, name === "reasons" ? reasonsOf(row) : column.value(row)])),
  })), null, 1) },
  Addresses: { name: "pages.txt", type: "text/plain", text: (rows) => `${rows.map((row) => R.id[row]).join("\n")}\n` },
};

function exportMenu(rows) {
  const save = ({ name, type, text }) => {
    const address = URL.createObjectURL(new Blob([text([...rows()])], { type }));
    const anchor = document.createElement("a");
    Object.assign(anchor, { href: address, download: name });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    say(`${name} saved`);
  };
  return h("details", { class: "menu" }, h("summary", {}, "Export"), h("div", { class: "menu-body" },
    h("p", { class: "muted small" }, "The pages that the filters leave, in this order."),
    Object.entries(EXPORTS).map(([name, one]) => h("button", { type: "button", "data-export": name, onclick: () => save(one) }, name))));
}
