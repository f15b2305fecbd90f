// One page: its text with the findings marked, and each of them explained.

const FINDING = ["rule", "severity", "message", "line", "column", "start", "end", "count", "evidence"];
const FEW = 150; // findings listed at first
let shownPage = null;

async function textOf(row) {
  const page = await unpack(`text-${row}`);
  if (!page) return page;
  page.findings = page.findings.map((values) => Object.fromEntries(FINDING.map((name, at) => [name, values[at]])));
  page.passages = (page.passages ?? []).map(([start, end, probability]) => ({ start, end, probability }));
  page.fixes ??= [];
  return page;
}

async function pageView(number) {
  const row = Number(number);
  if (!(Number.isInteger(row) && row >= 0 && row < R.count)) return missing("This report does not contain that page.");
  return new PageView(row, await textOf(row)).section;
}

function missing(text) {
  return h("section", {}, h("h1", { id: "title" }, "Not found"), h("p", { class: "empty" }, text, " ", h("a", { href: "#pages" }, "All pages")));
}

class PageView {
  constructor(row, page) {
    this.row = row;
    this.page = page;
    this.current = -1;
    this.neighbours = listed && listed.includes(row) ? listed : null;
    this.place = this.neighbours ? this.neighbours.indexOf(row) : row;
    this.order = page ? page.findings.map((_, number) => number) : [];
    this.counter = h("span", { class: "counter" });
    this.note = h("details", { class: "note", hidden: true });
    this.list = h("ol", { class: "findings" });
    this.section = h("section", { class: "page-view", "aria-labelledby": "title" }, this.head(),
      h("div", { class: "page-body" }, h("div", { class: "reading" }, this.reading()), h("div", { class: "aside" }, this.aside())), this.bar());
    this.drawList(FEW);
    shownPage = this;
  }

  neighbour(step) {
    const at = this.place + step;
    if (at < 0 || at >= (this.neighbours ?? R.id).length) return null;
    return this.neighbours ? this.neighbours[at] : at;
  }

  head() {
    const step = (by, text, key) => {
      const row = this.neighbour(by);
      return row === null ? h("span", { class: "muted" }, text) : h("a", { href: `#page/${row}`, "aria-keyshortcuts": key }, text);
    };
    const facts = [R.place[this.row], R.authors[R.author[this.row]], R.date[this.row], R.languages[R.language[this.row]], verdictOf(this.row) === "unread" ? "" : plural(R.words[this.row], "word")];
    return h("div", { class: "page-head" },
      h("p", { class: "crumbs small" }, h("a", { href: lastTable }, "Back to the list"), h("span", { class: "steps" }, step(-1, "← Previous", "["), step(1, "Next →", "]"))),
      h("h1", { id: "title" }, outside(titleOf(this.row))),
      h("p", { class: "muted small" }, this.address(), facts.filter(Boolean).map((fact) => [" · ", outside(fact)])));
  }

  // The page's id; it opens the page where that has an address.
  address() {
    const id = outside(R.id[this.row], { class: "mono" });
    const address = addressOf(this.row);
    return address ? leaving(address, id) : id;
  }

  reading() {
    const { page } = this;
    if (verdictOf(this.row) === "unread") return h("p", { class: "empty" }, "The page could not be read, so there is no text to show.");
    if (!page) return h("p", { class: "empty" }, "To stay small, the report contains the texts of the worst pages only, and this page is not among them. Run ", h("code", {}, "detector score"), " to see this page with its findings.");
    if (!page.text.trim()) return h("p", { class: "empty" }, "The page contains no text.");
    return [h("h2", { class: "visually-hidden" }, "Text"), markedText(page, (number) => this.choose(number)),
      page.length > [...page.text].length ? h("p", { class: "empty" }, `The text is cut off here; it has ${count(page.length)} characters in all.`) : null];
  }

  aside() {
    const verdict = verdictOf(this.row);
    const quality = R.quality[this.row];
    const reasons = R.reasons[this.row].map((at) => R.reasonTexts[at]);
    const doubt = doubtOf(this.row);
    return [
      h("div", { class: "panel judged" },
        h("p", { class: "judgement" }, verdictBadge(verdict), Number.isNaN(quality) ? null : h("span", {}, h("span", { class: "muted" }, "quality "), h("b", {}, Math.round(quality)), h("span", { class: "muted" }, " of 100"))),
        doubt ? h("p", { class: "small" }, doubt[1]) : null,
        reasons.length ? h("ul", { class: "reasons small" }, reasons.map((reason) => h("li", {}, outside(reasonWords(reason, this.row))))) : null,
        this.measures()),
      this.sets(), this.passages(), this.fixes(), this.history(),
      verdict === "unread" ? null : h("div", {}, h("h2", {}, "Findings"), this.page ? this.list : this.byRule()),
    ];
  }

  measures() {
    const known = ([, value]) => Number.isFinite(value);
    const bar = (over, text) => ([name, value, reason]) => h("div", {}, h("dt", {}, name), h("dd", {},
      s("svg", { viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" },
        s("rect", { width: 100, height: 8, class: "ground" }), s("rect", { width: value, height: 8, class: over(value, reason) ? "over" : "under" })), h("span", {}, text(value))));
    const reasons = R.reasons[this.row].map((at) => R.reasonTexts[at]);
    const probabilities = [["Low quality", R.low_quality[this.row], "low_quality"], ["Machine-generated", R.generated[this.row], "generated"]].filter(known);
    const scores = D.families.map((family, at) => [capital(words(family)), R.scores[at][this.row]]).filter(known);
    if (!scores.length) return null;
    return h("details", { class: "small", open: true }, h("summary", {}, "Scores"),
      probabilities.length ? [h("p", { class: "muted" }, "Probabilities from the classifier"), h("dl", { class: "measures" }, probabilities.map(bar((_, reason) => reasons.includes(reason), chance)))] : h("p", { class: "muted" }, "The classifier abstained."),
      h("p", { class: "muted" }, "Scores from the rules; from 50% an editor would act. Errors decide the verdict, and probabilities above the classifier's limits: low quality only where a rule found something too."), h("dl", { class: "measures" }, scores.map(bar((value) => value >= 50, (value) => `${Math.round(value)}%`))));
  }

  sets() {
    const sets = R.sets.get(this.row);
    return sets ? h("section", { class: "beside small" }, h("h2", {}, "Part of"), h("ul", {}, sets.map((at) => h("li", {}, icon(D.sets[at].severity), " ",
      h("a", { href: `#set/${at}` }, capital(words(D.sets[at].kind))), ` · ${plural(D.sets[at].count, "page")}`)))) : null;
  }

  passages() {
    const passages = this.page?.passages ?? [];
    if (!passages.length) return null;
    const unit = codePoints(this.page.text);
    const show = (number) => {
      const parts = this.section.querySelectorAll(`[data-passage="${number}"]`);
      for (const part of this.section.querySelectorAll(".machine.current")) part.classList.remove("current");
      for (const part of parts) part.classList.add("current");
      parts[0]?.scrollIntoView({ block: "center" });
    };
    return h("section", { class: "beside small" }, h("h2", {}, "Passages that read as machine-generated"), h("p", { class: "muted" }, "Underlined in the text."), h("ol", {}, passages.map((passage, number) => {
      const text = this.page.text.slice(unit(passage.start), unit(passage.end)).replace(/\s+/g, " ").trim();
      return h("li", {}, h("button", { type: "button", class: "plain", onclick: () => show(number) }, outside(text.length > 70 ? `${text.slice(0, 70)}…` : text)),
        h("span", { class: "muted" }, ` ${plural(text.split(" ").length, "word")}, ${chance(passage.probability)}`));
    })));
  }

  fixes() {
    const fixes = this.page?.fixes ?? [];
    if (!fixes.length) return null;
    const unit = codePoints(this.page.text);
    const near = (from, to) => shown(this.page.text.slice(from, to).replace(/\s+/g, " "));
    return h("details", { class: "beside small" }, h("summary", {}, `What --fix changes (${count(fixes.length)})`), h("ol", { class: "patch" }, fixes.map(([start, end, text]) => {
      const [from, to] = [unit(start), unit(end)];
      return h("li", { dir: "auto" }, near(from - 30, from), from < to ? h("del", {}, near(from, to)) : null, text ? h("ins", {}, shown(text)) : null, near(to, to + 30));
    })));
  }

  history() {
    const past = D.history.map(({ label, states }) => [label, states[this.row]]).filter(([, state]) => state);
    if (!D.history.length) return null;
    return h("section", { class: "beside small" }, h("h2", {}, "History"), past.length ? h("ol", {}, past.map(([label, [verdict, quality]]) => h("li", {},
      h("span", { class: "muted" }, outside(label), " "), verdictBadge(D.verdicts[verdict]), quality === null ? "" : ` ${Math.round(quality)} of 100`))) : h("p", { class: "muted" }, "No earlier audit has this page."));
  }

  byRule() {
    const pairs = R.rules[this.row];
    if (!pairs.length) return h("p", { class: "empty" }, "No rule found anything.");
    const items = [];
    for (let at = 0; at < pairs.length; at += 2) items.push([D.rules[pairs[at]], pairs[at + 1]]);
    return h("ol", { class: "findings" }, items.map(([rule, times]) => h("li", {}, h("details", {}, h("summary", {}, icon(rule.severity ?? "info"), ` ${words(rule.id)} × ${count(times)}`), ruleText(rule)))));
  }

  drawList(most) {
    if (!this.page) return;
    const { findings } = this.page;
    if (!findings.length) this.list.replaceChildren(h("li", { class: "empty" }, "No rule found anything."));
    else {
      const sizes = Object.groupBy(findings, ({ severity }) => severity);
      const head = (finding, number) => (number && findings[number - 1].severity === finding.severity ? [] : [h("li", { class: "group small" },
        severityBadge(finding.severity), h("span", { class: "muted" }, ` ${count(sizes[finding.severity].length)}`))]);
      this.list.replaceChildren(...findings.slice(0, most).flatMap((finding, number) => [...head(finding, number), h("li", { class: `finding edge-${finding.severity}`, "data-number": number },
        h("button", { type: "button", "aria-expanded": "false", onclick: () => this.choose(number, true) },
          h("span", { class: "visually-hidden" }, `${SEVERITY_WORDS[finding.severity]}: `), h("span", { class: `is-${finding.severity}` }, icon(finding.severity)),
          h("span", {}, outside(finding.message), " ", h("span", { class: "muted small nowrap" }, finding.end ? `line ${count(finding.line)}` : "whole text"))))]));
      if (findings.length > most) this.list.append(h("li", {}, h("button", { type: "button", class: "plain", onclick: () => this.drawList(findings.length) }, `Show all ${count(findings.length)}`)));
    }
    this.counter.textContent = plural(findings.length, "finding");
  }

  bar() {
    if (!this.page?.findings.length) return null;
    return h("div", { class: "bar", role: "group", "aria-label": "Step through the findings" },
      h("button", { type: "button", id: "previous", "aria-keyshortcuts": "p", onclick: () => this.step(-1) }, "←", h("span", { class: "visually-hidden" }, " Previous finding")),
      this.counter, h("button", { type: "button", id: "next", "aria-keyshortcuts": "n", onclick: () => this.step(1) }, "→", h("span", { class: "visually-hidden" }, " Next finding")), this.note);
  }

  step(by) {
    const total = this.page?.findings.length ?? 0;
    if (total) this.choose(this.current < 0 && by < 0 ? total - 1 : (this.current + by + total) % total);
  }

  // Show a finding in the text and in the list, and explain it there.
  choose(number, toggles = false) {
    const { findings } = this.page;
    const same = this.current === number && toggles;
    if (number >= FEW && this.list.querySelectorAll(".finding").length <= FEW) this.drawList(findings.length);
    for (const mark of this.section.querySelectorAll("mark.current")) mark.classList.remove("current");
    for (const open of this.list.querySelectorAll(".finding.open")) {
      open.classList.remove("open");
      open.querySelector("button").setAttribute("aria-expanded", "false");
      open.querySelector(".explained").remove();
    }
    this.current = same ? -1 : number;
    if (same) return;
    const finding = findings[number];
    const item = this.list.querySelector(`[data-number="${number}"]`);
    item.classList.add("open");
    item.querySelector("button").setAttribute("aria-expanded", "true");
    item.append(this.explained(finding));
    const marks = this.section.querySelectorAll(`mark[data-findings~="${number}"]`);
    for (const mark of marks) mark.classList.add("current");
    item.scrollIntoView({ block: "nearest" });
    marks[0]?.scrollIntoView({ block: "center" });
    this.counter.textContent = `${number + 1} of ${findings.length}`;
    const rule = ruleOf(finding.rule);
    this.note.hidden = false;
    this.note.replaceChildren(h("summary", {}, h("span", { class: `is-${finding.severity}` }, icon(finding.severity)), " ", outside(finding.message)), rule ? ruleText(rule) : "");
    say(`Finding ${number + 1} of ${findings.length}. ${SEVERITY_WORDS[finding.severity]}: ${finding.message}`);
  }

  explained(finding) {
    const rule = ruleOf(finding.rule);
    return h("div", { class: "explained" }, h("p", { class: "small" }, severityBadge(finding.severity), " · ", h("a", { href: link("pages", { rule: finding.rule }) }, words(finding.rule)), finding.count > 1 ? ` · ${count(finding.count)} times` : "", finding.end ? ` · line ${count(finding.line)}, column ${count(finding.column)}` : ""),
      finding.evidence ? h("blockquote", {}, outside(finding.evidence)) : null, rule ? ruleText(rule) : null);
  }
}
