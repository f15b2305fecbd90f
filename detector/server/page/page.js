
"use strict";

const VERDICTS = {
  pass: "Passes: nothing prevents publishing it",
  review: "An editor should review it",
  fail: "Not fit to publish as it is",
  not_scored: "Not scored",
};
const RANK = { info: 1, warning: 2, error: 3 };
const byId = (id) => document.getElementById(id);

byId("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const article = { content: byId("content").value };
  if (byId("title").value.trim()) article.title = byId("title").value;
  if (byId("type").value) article.content_type = byId("type").value;
  const headers = { "Content-Type": "application/json" };
  if (byId("key").value) headers.Authorization = "Bearer " + byId("key").value;
  setStatus("Checking …", false);
  byId("check").disabled = true;
  try {
    const answer = await fetch("/v1/check", {
      method: "POST", headers, body: JSON.stringify(article), credentials: "omit",
    });
    const record = await answer.json();
    if (answer.ok) show(article, record);
    else fail(record.detail);
  } catch {
    fail("The server cannot be reached.");
  } finally {
    byId("check").disabled = false;
  }
});

function setStatus(text, bad) {
  byId("status").textContent = text;
  byId("status").className = bad ? "bad" : "";
}

function fail(text) {
  byId("result").hidden = true;
  setStatus("Not checked: " + text, true);
}

function show(article, record) {
  const shown = new Set(record.gate.issues.map((issue) => key(issue)));
  const minor = record.findings.filter((finding) => !shown.has(key(finding)));
  const all = [...record.gate.issues, ...minor];
  all.forEach((issue, index) => { issue.mark = "mark-" + index; });
  const verdict = byId("verdict");
  verdict.textContent = VERDICTS[record.verdict];
  if (record.verdict === "not_scored") verdict.textContent += ": " + record.reasons.join(", ");
  verdict.className = record.verdict;
  byId("facts").textContent = facts(record);
  byId("doubt").textContent = record.gate.doubt ?? "";
  byId("doubt").hidden = record.gate.doubt === null;
  list(byId("issues"), record.gate.issues);
  list(byId("minor"), minor);
  byId("more").hidden = minor.length === 0;
  draw(article, all);
  byId("result").hidden = false;
  setStatus("Checked: " + count(record.gate.issues.length, "finding") + ".", false);
  verdict.focus();
}

const key = (issue) => [issue.rule, issue.field, issue.start, issue.end].join("|");
const count = (number, noun) => number + " " + noun + (number === 1 ? "" : "s");

function facts(record) {
  const parts = [count(record.words, "word")];
  if (record.quality !== null) parts.push("quality " + Math.round(record.quality) + " of 100");
  if (record.generated.reliable && record.generated.probability !== null)
    parts.push("machine-generated: " + Math.round(100 * record.generated.probability) + "%");
  return parts.join(" · ");
}

function list(container, issues) {
  container.replaceChildren(...issues.map((issue) => {
    const item = document.createElement("li");
    const severity = element("span", issue.severity, "severity " + issue.severity);
    item.append(severity, " ");
    if (issue.end > issue.start) {
      const link = element("a", issue.message);
      link.href = "#" + issue.mark;
      item.append(link);
    } else {
      item.append(issue.message);
    }
    item.append(" ", element("span", issue.rule, "rule"));
    return item;
  }));
}

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function draw(article, issues) {
  const parts = [];
  if (article.title) {
    const heading = element("span", "", "heading");
    heading.append(...marked(article.title, issues.filter((i) => i.field === "title")));
    parts.push(heading);
  }
  parts.push(...marked(article.content, issues.filter((i) => i.field === "content")));
  byId("marked").replaceChildren(...parts);
}

// Offsets count code points; strings here count UTF-16 units. Where marks overlap, the text is cut
// at every edge and each piece shows the gravest of them.
function marked(text, issues) {
  const characters = Array.from(text);
  const spans = issues.filter((issue) => issue.end > issue.start);
  const edges = new Set([0, characters.length]);
  spans.forEach((span) => { edges.add(span.start); edges.add(span.end); });
  const cuts = [...edges].sort((a, b) => a - b);
  const named = new Set();
  return cuts.slice(0, -1).map((start, index) => {
    const piece = characters.slice(start, cuts[index + 1]).join("");
    const over = spans.filter((span) => span.start <= start && start < span.end);
    if (over.length === 0) return document.createTextNode(piece);
    const gravest = over.reduce((a, b) => (RANK[b.severity] > RANK[a.severity] ? b : a));
    const mark = element("mark", piece, gravest.severity);
    mark.title = over.map((span) => span.message).join("\n");
    // A location that several findings share can have only one id: the others get an empty anchor.
    for (const span of over) {
      if (named.has(span.mark)) continue;
      named.add(span.mark);
      if (!mark.id) mark.id = span.mark;
      else {
        const anchor = element("span", "");
        anchor.id = span.mark;
        mark.prepend(anchor);
      }
    }
    return mark;
  });
}
