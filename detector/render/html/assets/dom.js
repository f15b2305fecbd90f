// Making elements. Text only ever becomes text nodes: nothing from a page is parsed as HTML.

const SVG = "http://www.w3.org/2000/svg";
const LINK = /^#/;
const OUTSIDE = /^(https?|file):\/\//i;

function made(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "href" && !LINK.test(value)) throw new Error("links stay inside the report");
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function h(tag, properties = {}, ...children) {
  return made(document.createElement(tag), properties, children);
}

function s(tag, properties = {}, ...children) {
  return made(document.createElementNS(SVG, tag), properties, children);
}

function icon(name) {
  return s("svg", { class: "icon", "aria-hidden": "true", focusable: "false" }, s("use", { href: `#i-${name}` }));
}

// Text from a page: its own direction, and no control or direction mark that could disguise it.
const UNSAFE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function shown(text) {
  return String(text).replace(UNSAFE, (mark) => `‹${mark.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}›`);
}

// A link that leaves the report: an address of a page or a file, and of no other kind.
function leaving(address, ...children) {
  if (!OUTSIDE.test(address)) throw new Error("only pages and files can be opened");
  const anchor = h("a", { target: "_blank", rel: "noopener noreferrer" }, children);
  anchor.href = address;
  return anchor;
}

function outside(text, properties = {}) {
  const { class: more = "", ...rest } = properties;
  return h("bdi", { class: `outside ${more}`, dir: "auto", ...rest }, shown(text));
}

const NUMBER = new Intl.NumberFormat("en");
const count = (value) => NUMBER.format(value);
const plural = (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

function share(part, whole) {
  if (!whole) return "";
  const percent = (100 * part) / whole;
  return percent > 0 && percent < 1 ? "<1%" : `${Math.round(percent)}%`;
}

// A probability in hundredths: it never claims certainty.
function chance(value) {
  return value < 1 ? "<1%" : value > 99 ? ">99%" : `${Math.round(value)}%`;
}

const VERDICT_WORDS = { fail: "Fail", review: "Review", pass: "Pass", not_scored: "Not scored", unread: "Unreadable" };
const SEVERITY_WORDS = { error: "Error", warning: "Warning", info: "Info" };

function verdictBadge(name) {
  return h("span", { class: `verdict is-${name}` }, icon(name), VERDICT_WORDS[name]);
}

function severityBadge(name) {
  return h("span", { class: `severity is-${name}` }, icon(name), SEVERITY_WORDS[name]);
}

function words(name) {
  return name.replace(/[_-]/g, " ");
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

let spoken = 0;

// Announce a change to screen readers, once things have settled.
function say(text) {
  clearTimeout(spoken);
  spoken = setTimeout(() => {
    document.getElementById("live").textContent = text;
  }, 250);
}
