// The text of a page as it was read, its findings and machine-generated passages marked. Offsets
// count code points.

const WEIGHT = { error: 0, warning: 1, info: 2 };
const FOLDED = 400; // longer markup without a finding is folded

// Where code point n starts in the string: a function, the identity where no character is astral.
function codePoints(text) {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return (at) => Math.min(at, text.length);
  const starts = new Uint32Array(text.length + 1);
  let points = 0;
  for (let at = 0; at < text.length; at += text.codePointAt(at) > 0xffff ? 2 : 1) starts[points++] = at;
  return (at) => (at >= points ? text.length : starts[at]);
}

// Cut the text where a finding starts or ends: [{text, findings: [numbers]}].
function segments(text, findings) {
  const unit = codePoints(text);
  const cuts = [];
  findings.forEach((finding, number) => {
    if (finding.end > finding.start) {
      const [start, end] = [unit(finding.start), unit(finding.end)];
      if (end > start) cuts.push([start, 1, number], [end, -1, number]);
    }
  });
  cuts.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const parts = [];
  const open = new Set();
  let from = 0;
  for (const [at, opens, number] of cuts) {
    if (at > from) parts.push({ text: text.slice(from, at), findings: [...open] });
    from = Math.max(from, at);
    if (opens > 0) open.add(number);
    else open.delete(number);
  }
  if (from < text.length) parts.push({ text: text.slice(from), findings: [] });
  return parts;
}

function markedText(page, choose) {
  const seen = new Set();
  const parts = segments(page.text, [...page.findings, ...page.passages]).map((part) => {
    const passage = part.findings.find((number) => number >= page.findings.length);
    part.findings = part.findings.filter((number) => number < page.findings.length);
    const inPassage = passage === undefined ? {} : { "data-passage": passage - page.findings.length };
    if (!part.findings.length) {
      const plain = page.type === "html" ? markup(part.text) : shown(part.text);
      return passage === undefined ? plain : h("span", { class: "machine", ...inPassage }, plain);
    }
    const [worst] = part.findings.toSorted((a, b) => WEIGHT[page.findings[a].severity] - WEIGHT[page.findings[b].severity] || b - a);
    const { severity } = page.findings[worst];
    const fresh = part.findings.filter((number) => !seen.has(number));
    fresh.forEach((number) => seen.add(number));
    const signed = fresh.includes(worst);
    return h("mark", { class: `mark-${severity}${signed ? " signed" : ""}${passage === undefined ? "" : " machine"}`, ...inPassage, "data-findings": part.findings.join(" "), onclick: () => choose(worst) },
      signed ? icon(severity) : null, shown(part.text));
  });
  return h("div", { class: `article type-${page.type}`, dir: "auto", lang: page.language }, parts);
}

// HTML as it was read: tags pale, and what no reader sees (scripts, styles, heads) folded.
const TAG = /<!--[^]*?-->|<(script|style|svg|head)\b[^]*?<\/\1\s*>|<[!/]?[a-z][^<>]*>/gi;

function markup(text) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(TAG)) {
    parts.push(shown(text.slice(from, match.index)));
    const long = match[0].length > FOLDED;
    parts.push(long
      ? h("details", { class: "folded" }, h("summary", {}, `${match[1] ? `<${match[1].toLowerCase()}>` : "markup"}, ${count(match[0].length)} characters`), shown(match[0]))
      : h("span", { class: "tag" }, shown(match[0])));
    from = match.index + match[0].length;
  }
  parts.push(shown(text.slice(from)));
  return parts;
}
