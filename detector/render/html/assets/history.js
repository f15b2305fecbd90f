// What changed since the last audit, whose pages got worse, and the trend of all audits.

// How many of the changed pages have another verdict, and how many only another quality.
function apart(total, verdicts) {
  return total ? `: ${count(verdicts)} changed verdict, ${count(total - verdicts)} quality alone` : "";
}

function sincePanel() {
  const { label, counts, authors, folders } = D.since;
  const [worse, better, fresh, gone] = counts;
  const line = (name, number, change) => h("li", {}, h("span", { class: "score" }, count(number)),
    change && number ? h("a", { href: link("pages", { change }) }, name) : h("span", {}, name));
  const groups = (title, key, items) => (items.length ? [h("h3", {}, title), growing(items, 6, (list) => h("ol", { class: "ranked" }, list.map(([name, number]) => h("li", {},
    h("span", { class: "score" }, count(number)), h("a", { href: link("pages", { change: "worse", [key]: name }) }, outside(key === "folder" ? folderName(name) : name))))))] : []);
  return h("section", { class: "panel" }, h("h2", {}, "Since ", outside(label)),
    h("ol", { class: "ranked" }, line(`pages got worse${apart(worse, D.since.worse_verdict)}`, worse, "worse"), line(`pages got better${apart(better, D.since.better_verdict)}`, better, "better"), line("pages are new", fresh, "new"), line("pages are gone", gone, null)),
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
  return figure("Trend", "Verdicts of each audit, the oldest first.", switched((shares) => bars(items, { label: "Verdicts of each audit", shares })), legend(D.verdicts),
    asTable("Audits", ["Audit", ...D.verdicts.map((name) => VERDICT_WORDS[name])], items.map((item) => [item.name, ...item.counts.map(count)])));
}
