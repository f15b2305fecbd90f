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

function worklistPanel() {
  const steps = D.worklist.filter((step) => step.gain >= 1);
  if (!steps.length) return emptyPanel("What to do first", "No step would help more than one page.");
  const draw = (list) => h("ol", { class: "ranked steps-list" }, list.map((step) => {
    const address = step.select.set === undefined ? link("pages", { step: D.worklist.indexOf(step) }) : selectLink(step.select);
    const text = outside(step.action);
    return h("li", {}, h("span", { class: "score", title: "Expected gain, in pages" }, `+${count(Math.round(step.gain))}`),
      h("div", {}, address ? h("a", { href: address }, text) : text,
        h("p", { class: "muted small" }, [plural(step.pages, "page"), step.fail + step.review ? described({ fail: step.fail, review: step.review }) : ""].filter(Boolean).join(": ")),
        step.remedy ? h("details", { class: "small" }, h("summary", {}, "How"), h("p", {}, outside(step.remedy))) : null));
  }));
  return h("section", { class: "panel" }, h("h2", {}, "What to do first"),
    h("p", { class: "muted small" }, "Each page is in one step only. The number is the expected gain: 1 for a page that no longer fails, 0.5 for one that no longer needs review, 0.2 for one that no longer competes with its copies."),
    growing(steps, FEW_STEPS, draw));
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
