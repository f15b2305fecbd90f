// The first view: how bad the whole is, where, and what to do first.

const JUDGED = ["fail", "review", "pass", "not_scored"];

// The verdicts that some page has.
const judgedNow = () => JUDGED.filter((_, at) => D.counts[at]);

function overviewView() {
  const parts = [verdictsNow(),
    h("div", { class: "two" }, worklistPanel(), reasonsPanel()), firstSteps(),
    h("div", { class: "two" }, foldersPanel(), monthsPanel()),
    h("div", { class: "two" }, rulesPanel(), qualityPanel()),
    h("div", { class: "two" }, scatterPanel(), h("div", { class: "stack" }, authorsPanel(), abstainedPanel())), about()];
  if (D.since) parts.splice(2, 0, h("div", { class: "two" }, sincePanel(), trendPanel()));
  return h("section", { class: "overview", "aria-labelledby": "title" }, parts);
}

function verdictsNow() {
  const scored = D.counts.reduce((a, b) => a + b, 0);
  let x = 0;
  const rects = D.counts.map((value, at) => {
    const size = scored ? (1000 * value) / scored : 0;
    const rect = s("rect", { x, width: Math.max(size - (size > 4 ? 2 : 0), 0), height: 14, class: `fill-${D.verdicts[at]}` });
    x += size;
    return rect;
  });
  const items = D.counts.map((value, at) => [D.verdicts[at], value]);
  if (D.unread) items.push(["unread", D.unread]);
  return h("div", { class: "lead" },
    aboutLine(), openingNow(),
    h("p", { class: "muted" }, `${plural(D.pages, "page")}, ${plural(D.words, "word")}${D.quality === null ? "" : `; mean quality ${Math.round(D.quality)} of 100`}${D.unread ? `; ${plural(D.unread, "page")} could not be read` : ""}.`),
    scored ? s("svg", { class: "whole", viewBox: "0 0 1000 14", preserveAspectRatio: "none", height: 14, "aria-hidden": "true" }, rects) : null,
    h("ul", { class: "counts" }, items.filter(([, value]) => value).map(([name, value]) => h("li", {},
      h("a", { href: link("pages", { verdict: name }) }, verdictBadge(name), h("span", { class: "big" }, count(value)),
        h("span", { class: "muted" }, name === "unread" ? "" : `${share(value, D.pages)} of ${count(D.pages)}`))))));
}

function firstSteps() {
  const worst = [];
  for (let row = 0; row < Math.min(R.count, 7); row++) if (["fail", "review"].includes(verdictOf(row))) worst.push(row);
  const seen = new Map();
  for (const [at, set] of D.sets.entries()) seen.set(set.kind, [...(seen.get(set.kind) ?? []), at]);
  const sets = [];
  for (let turn = 0; sets.length < 7 && [...seen.values()].some((list) => list[turn] !== undefined); turn++) {
    for (const list of seen.values()) if (list[turn] !== undefined && sets.length < 7) sets.push(list[turn]);
  }
  sets.sort((a, b) => a - b);
  const kinds = [...seen].map(([kind, list]) => `${words(kind)} (${count(list.length)})`).join(", ");
  return h("div", { class: "two" },
    h("section", { class: "panel" }, h("h2", {}, "Worst pages"), worst.length ? h("ol", { class: "ranked" }, worst.map((row) => h("li", {},
      h("span", { class: `score is-${verdictOf(row)}`, title: "Quality" }, icon(verdictOf(row)), Number.isNaN(R.quality[row]) ? "–" : Math.round(R.quality[row])),
      h("div", {}, h("a", { href: `#page/${row}` }, outside(titleOf(row))),
        h("p", { class: "muted small" }, R.reasons[row].slice(0, 2).map((at) => reasonWords(R.reasonTexts[at], row)).join("; ")))))) : h("p", { class: "empty" }, "No page fails or needs review.")),
    h("section", { class: "panel" }, h("h2", {}, "Findings about several pages"), sets.length ? h("ol", { class: "ranked" }, sets.map((at) => h("li", {},
      h("span", { class: `score is-${D.sets[at].severity}` }, icon(D.sets[at].severity), count(D.sets[at].count)),
      h("div", {}, h("a", { href: `#set/${at}` }, capital(words(D.sets[at].kind))),
        h("p", { class: "muted small" }, outside(D.sets[at].message)))))) : h("p", { class: "empty" }, "No copies, no templates, no competing titles."),
      sets.length ? h("p", { class: "small" }, h("a", { href: "#sets" }, `Show all ${count(D.sets.length)}`), h("span", { class: "muted" }, `: ${kinds}`)) : null));
}

function reasonsPanel() {
  if (!D.reasons.length) return emptyPanel("What is wrong", "No page fails or needs review.");
  const items = D.reasons.map(([reason, fail, review]) => ({
    name: reasonName(reason), parts: { fail, review }, note: count(fail + review),
    description: described({ fail, review }), href: link("pages", { verdict: ["fail", "review"], reason }),
  }));
  return figure("What is wrong", "Why pages fail or need review, what fails most pages first; a page may have several reasons.",
    growing(items, 12, (list) => bars(list, { label: "Pages by reason" })), legend(["fail", "review"]),
    asTable("Reasons", ["Reason", "Fail", "Review"], items.map((item) => [item.name, ...Object.values(item.parts).map(count)])));
}

function qualityPanel() {
  const bins = D.histogram[0].map((_, at) => {
    const parts = Object.fromEntries(JUDGED.map((name, v) => [name, D.histogram[v][at]]));
    const [low, high] = [at * 5, at * 5 + 5];
    return { name: `Quality ${low} to ${high}`, low, parts, description: described(parts), href: link("pages", { range: `quality:${low}:${high === 100 ? "Infinity" : high}` }) };
  });
  if (bins.every((bin) => Object.values(bin.parts).every((n) => !n))) return emptyPanel("Quality", "No page could be scored.");
  return figure("Quality", "Pages by quality, from 0 (worst) to 100.",
    columnsChart(bins, { label: "Pages by quality", tick: (bin) => (bin.low % 20 === 0 ? String(bin.low) : ""), end: "100" }),
    legend(judgedNow()), asTable("Pages by quality", ["Quality", "Fail", "Review", "Pass", "Not scored"], bins.map((bin) => [bin.name.slice(8), ...Object.values(bin.parts).map(count)])));
}

function described(parts) {
  return Object.entries(parts).filter(([, value]) => value).map(([name, value]) => `${count(value)} ${VERDICT_WORDS[name].toLowerCase()}`).join(", ") || "no pages";
}

function emptyPanel(title, text) {
  return h("section", { class: "panel" }, h("h3", {}, title), h("p", { class: "empty" }, text));
}

const SHADES = { error: "fail", warning: "review", info: "not_scored" };

function rulesPanel() {
  if (!D.rules.length) return emptyPanel("Rules", "No rule found anything.");
  const items = D.rules.map((rule) => ({
    name: words(rule.id), severity: rule.severity ?? "info", parts: { [SHADES[rule.severity ?? "info"]]: rule.pages },
    note: count(rule.pages), description: `${plural(rule.pages, "page")}, ${plural(rule.findings, "finding")}`, href: link("pages", { rule: rule.id }),
  }));
  const draw = (list) => bars(list, { label: "Pages by rule", prefix: (item) => item.severity });
  return figure("Rules by frequency", "Number of pages with findings of each rule; ◆ error, ▲ warning, ○ info.", growing(items, 12, draw));
}

// The first ``few`` items, and a button for all of them.
function growing(items, few, draw) {
  const holder = h("div", {}, draw(items.slice(0, few)));
  if (items.length > few) {
    const more = h("button", { type: "button", class: "plain small", onclick: () => { holder.replaceChildren(draw(items)); more.remove(); } }, `Show all ${count(items.length)}`);
    return h("div", {}, holder, more);
  }
  return holder;
}

function grouped(groups, key) {
  return groups.map(([name, quality, counts]) => {
    const parts = Object.fromEntries(JUDGED.map((verdict, at) => [verdict, counts[at]]));
    const judged = counts[0] + counts[1] + counts[2];
    return { name: key === "folder" ? folderName(name) : name, parts, counts, quality, judged, note: judged ? `${share(counts[0], judged)} of ${count(judged)} scored fail` : "–", description: described(parts), href: link("pages", { [key === "folder" ? "within" : key]: name }) };
  });
}

// Counts or percentages, as the reader chooses.
function switched(draw) {
  const holder = h("div", {}, draw(false));
  const box = h("input", { type: "checkbox", onchange: () => holder.replaceChildren(draw(box.checked)) });
  return h("div", {}, h("label", { class: "check small" }, box, "as percentages"), holder);
}

const groupTable = (title, items) => asTable(title, [title, "Fail", "Review", "Pass", "Not scored", "Mean quality"], items.map((item) => [item.name, ...item.counts.map(count), item.quality === null ? "–" : Math.round(item.quality)]));

function foldersPanel() {
  const items = grouped(D.folders, "folder");
  if (items.length < 2) return emptyPanel("Verdicts by folder", items.length ? "All pages are in one folder." : "There are no pages.");
  return figure("Verdicts by folder", D.folder_count > items.length ? `${count(items.length)} of ${count(D.folder_count)} folders, those with the most failing pages first.` : "Folders with the most failing pages first; each includes its subfolders.",
    switched((shares) => growing(items, 12, (list) => bars(list, { label: "Verdicts by folder", shares }))), legend(judgedNow()), groupTable("Folder", items));
}

function authorsPanel() {
  const items = grouped(D.authors, "author");
  if (items.length < 2) return null;
  return figure("Verdicts by author", "Authors with the most failing pages first; pages without an author are left out.",
    switched((shares) => growing(items, 8, (list) => bars(list, { label: "Verdicts by author", shares }))), legend(judgedNow()), groupTable("Author", items));
}

const MAX_MONTHS = 60; // more columns would be too thin: then each column is a year

function byYear(months) {
  const years = new Map();
  for (const [month, , counts] of months) {
    const sums = years.get(month.slice(0, 4)) ?? counts.map(() => 0);
    years.set(month.slice(0, 4), sums.map((sum, at) => sum + counts[at]));
  }
  return [...years].map(([year, counts]) => [year, null, counts]);
}

function monthsPanel() {
  const months = grouped(D.months, "month").reverse();
  if (!months.length) return emptyPanel("Verdicts by month", "No page has a date.");
  const yearly = months.length > MAX_MONTHS;
  const items = yearly ? grouped(byYear(D.months), "month").reverse() : months;
  const cut = D.month_count > months.length ? `the latest ${count(months.length)} of ${count(D.month_count)} months` : "";
  const facts = [`${plural(months.length, "month")} with pages, from ${months[0].name} to ${months.at(-1).name}; others are omitted`, cut, yearly ? "each column is a year" : "", D.undated ? `${plural(D.undated, "page")} ${D.undated === 1 ? "has" : "have"} no date` : ""];
  return figure("Verdicts by month", `${facts.filter(Boolean).join("; ")}.`,
    switched((shares) => columnsChart(items, { label: "Verdicts by month", shares, tick: (item, at) => (at === 0 || item.name.slice(0, 4) !== items[at - 1].name.slice(0, 4) ? item.name.slice(0, 4) : "") })), legend(judgedNow()), groupTable("Month", months));
}

function about() {
  const limits = [];
  if (R.count < D.pages) limits.push(`The table shows the ${count(R.count)} worst of ${count(D.pages)} pages; the totals count all.`);
  const texts = document.querySelectorAll('script[id^="text-"]').length;
  const readable = R.count - D.unread;
  if (texts < readable) limits.push(`To keep this file small, it contains the texts of ${plural(texts, "page")}: the first of each set, and the worst.`);
  if (D.sets.length < D.set_count) limits.push(`${count(D.sets.length)} of ${count(D.set_count)} findings about several pages are shown.`);
  if (D.model) limits.push(`Classifier ${D.model.name} ${D.model.version}.`);
  limits.push("This file makes no network requests. A verdict is advice: an editor decides.");
  return h("p", { class: "foot" }, limits.join(" "));
}
