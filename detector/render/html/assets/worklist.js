// What is wrong in three sentences, and what to do first: each leads to its pages.

const FEW_STEPS = 8;

// The address of the pages that a sentence is about; null where it is about none in particular.
function selectLink(select) {
  if (select.set !== undefined) return `#set/${select.set}`;
  return Object.keys(select).length ? link("pages", select) : null;
}

function openingNow() {
  const [first, ...rest] = D.opening.map(({ text, select }) => {
    const address = selectLink(select);
    return address ? h("a", { class: "quiet", href: address }, outside(text)) : outside(text);
  });
  return [h("h1", { id: "title" }, first), rest.length ? h("ul", { class: "opening" }, rest.map((one) => h("li", {}, one))) : null];
}

// Which pages a step is about: "8 pages: 3 fail, 2 review, 2 other copies; one stays".
function stepPages({ pages, fail, review, others, stays }) {
  const rest = stays ? plural(others, "other copy", "other copies") : plural(others, "other page");
  const parts = [fail || review ? described({ fail, review }) : "", others ? rest : ""].filter(Boolean).join(", ");
  return [plural(pages, "page"), parts ? `: ${parts}` : "", stays ? "; one stays" : ""].join("");
}

function worklistPanel() {
  const steps = D.worklist.filter((step) => step.listed);
  if (!steps.length) return emptyPanel("What to do first", "No step would gain a page.");
  const draw = (list) => h("ol", { class: "ranked steps-list" }, list.map((step) => {
    const address = step.select.set === undefined ? link("pages", { step: D.worklist.indexOf(step) }) : selectLink(step.select);
    const text = outside(step.action);
    return h("li", {}, h("span", { class: "score", title: "Gain" }, step.gain ? `+${count(step.gain)}` : "0"),
      h("div", {}, address ? h("a", { href: address }, text) : text,
        h("p", { class: "muted small" }, stepPages(step)),
        step.remedy ? h("details", { class: "small" }, h("summary", {}, "How"), h("p", {}, outside(step.remedy))) : null));
  }));
  return h("section", { class: "panel" }, h("h2", {}, "What to do first"), h("p", { class: "muted small" }, D.counted), growing(steps, FEW_STEPS, draw));
}

function aboutLine() {
  const { site, date, version, command } = D.about;
  return h("p", { class: "muted small about" }, h("b", {}, outside(site)), ` · ${date} · detector ${version} · `, h("code", {}, outside(command)));
}

function abstainedPanel() {
  const total = D.abstained.reduce((sum, [, pages]) => sum + pages, 0);
  if (!total) return null;
  const items = D.abstained.map(([reason, pages]) => ({
    name: reasonName(reason), parts: { not_scored: pages }, note: count(pages), description: `${plural(pages, "page")}, ${share(pages, total)} of the pages without a verdict`,
    href: link("pages", { verdict: "not_scored", reason }),
  }));
  return figure("Not scored", `Why ${plural(total, "page")} of ${count(D.pages)} ${total === 1 ? "has" : "have"} no verdict.`, bars(items, { label: "Pages without a verdict by reason" }),
    asTable("Not scored", ["Reason", "Pages"], items.map((item) => [item.name, item.note])));
}
