// What changed since the last audit, whose pages got worse, and the trend of all audits.

// What the table can be filtered by: how a page changed, and whether its verdict did.
const CHANGE_FILTERS = {
  __proto__: null, // the address names one
  worse: ["worse", (row) => changeOf(row) === "worse"],
  "worse-verdict": ["worse, changed verdict", (row) => changeOf(row) === "worse" && verdictChanged(row)],
  "worse-quality": ["worse, quality alone", (row) => changeOf(row) === "worse" && !verdictChanged(row)],
  better: ["better", (row) => changeOf(row) === "better"],
  "better-verdict": ["better, changed verdict", (row) => changeOf(row) === "better" && verdictChanged(row)],
  "better-quality": ["better, quality alone", (row) => changeOf(row) === "better" && !verdictChanged(row)],
  changed: ["changed verdict", verdictChanged],
  new: ["new", (row) => changeOf(row) === "new"],
  same: ["same", (row) => changeOf(row) === "same"],
};

const changeName = (change) => CHANGE_FILTERS[change]?.[0] ?? change;

function verdictChanged(row) {
  const old = D.history.at(-1)?.states[row];
  return Boolean(old) && D.verdicts[old[0]] !== verdictOf(row);
}

// The changes that some page has, each with its name and the number of its pages.
function changesOfReport() {
  const rows = Array.from({ length: R.count }, (_, row) => row);
  return Object.entries(CHANGE_FILTERS).map(([change, [name, test]]) => [change, name, rows.filter(test).length]).filter(([, , pages]) => pages);
}

function sincePanel() {
  const { label, counts, authors, folders } = D.since;
  const [worse, better, fresh, gone] = counts;
  const changed = (change, text) => h("a", { href: link("pages", { change }) }, text);
  const line = (number, one, many, change, more = null) => h("li", {}, h("span", { class: "score" }, count(number)),
    h("div", {}, change && number ? changed(change, number === 1 ? one : many) : number === 1 ? one : many, number ? more : null));
  // How many of them have another verdict, and how many only another quality.
  const apart = (change, total, verdicts) => [[`${change}-verdict`, verdicts, "changed verdict"], [`${change}-quality`, total - verdicts, "quality alone"]]
    .filter(([, number]) => number).map(([name, number, text], at) => [at ? ", " : ": ", changed(name, `${count(number)} ${text}`)]);
  const groups = (title, key, items) => (items.length ? [h("h3", {}, title), growing(items, 6, (list) => h("ol", { class: "ranked" }, list.map(([name, number]) => h("li", {},
    h("span", { class: "score" }, count(number)), h("a", { href: link("pages", { change: "worse", [key]: name }) }, outside(key === "folder" ? folderName(name) : name))))))] : []);
  return h("section", { class: "panel" }, h("h2", {}, "Since ", outside(label)),
    h("ol", { class: "ranked" }, line(worse, "page got worse", "pages got worse", "worse", apart("worse", worse, D.since.worse_verdict)),
      line(better, "page got better", "pages got better", "better", apart("better", better, D.since.better_verdict)),
      line(fresh, "page is new", "pages are new", "new"), line(gone, "page is gone", "pages are gone", null)),
    D.since.gone.length ? h("details", { class: "small" }, h("summary", {}, "Pages that are gone"), h("ul", {}, D.since.gone.map((id) => h("li", {}, outside(id, { class: "mono" })))), gone > D.since.gone.length ? h("p", { class: "muted" }, `${count(D.since.gone.length)} of ${count(gone)} are shown.`) : null) : null,
    h("p", { class: "muted small" }, "A page counts if its verdict changed or its quality moved by 5 points or more. Another version of the classifier or its rules changes pages too."),
    groups("Worse by author", "author", authors), groups("Worse by folder", "folder", folders));
}

function trendPanel() {
  const now = [...D.counts, D.unread];
  const audits = [...D.history.map(({ label, counts }) => [label, counts]), [`${D.about.date} (this audit)`, now]];
  const items = audits.map(([name, counts]) => {
    const parts = Object.fromEntries(D.verdicts.map((verdict, at) => [verdict, counts[at]]));
    return { name, parts, counts, note: `${share(counts[0], counts.reduce((a, b) => a + b, 0))} fail`, description: described(parts), href: null };
  });
  return figure("Trend", "Verdicts of each audit, the oldest first.", switched((shares) => bars(items, { label: "Verdicts of each audit", shares })), legend(D.verdicts.filter((_, at) => audits.some(([, counts]) => counts[at]))),
    asTable("Audits", ["Audit", ...D.verdicts.map((name) => VERDICT_WORDS[name])], items.map((item) => [item.name, ...item.counts.map(count)])));
}
