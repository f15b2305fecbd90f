// Addresses to views, keys, theme, print.

let lastTable = "#pages";

// An address may name what every object has: __proto__, constructor.
const VIEWS = { __proto__: null, overview: overviewView, pages: pagesView, page: pageView, sets: setsView, set: setsView };
const NAMES = { overview: "Overview", pages: "Pages", page: "Page", sets: "Sets", set: "Set" };
let turn = 0;

async function show(first = false) {
  const mine = ++turn;
  const [path, query = ""] = location.hash.slice(1).split("?");
  const [name, number] = path.split("/");
  const view = VIEWS[name] ? name : "overview";
  shownPage = null;
  const parameters = new URLSearchParams(query);
  const section = await VIEWS[view](view === "pages" ? parameters : number);
  if (mine !== turn) return;
  const main = document.getElementById("main");
  main.replaceChildren(section);
  if (view === "pages") lastTable = location.hash || "#pages";
  const part = { page: "pages", set: "sets" }[view] ?? view;
  for (const one of document.querySelectorAll(".top nav a")) {
    if (one.getAttribute("href") === `#${part}`) one.setAttribute("aria-current", "page");
    else one.removeAttribute("aria-current");
  }
  const title = document.getElementById("title")?.textContent ?? "";
  document.title = `${title || NAMES[view]} – audit report`;
  if (first) return;
  window.scrollTo(0, 0);
  main.focus({ preventScroll: true });
  say(document.title);
}

const KEYS = [["/", "search the pages"], ["n p", "next, previous finding"], ["] [", "next, previous page"], ["o l s", "overview, list of pages, sets"],
  ["↓ ↑", "move through the table; Enter opens a page"], ["t", "light or dark theme"], ["?", "this list"], ["Esc", "back to the list"]];

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (document.querySelector("dialog[open]")) return;
  const typing = event.target.closest?.("input[type=search], select, textarea");
  if (typing) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const go = (hash) => { location.hash = hash; };
  const beside = (by) => { const row = shownPage?.neighbour(by); if (row !== null && row !== undefined) go(`#page/${row}`); };
  const actions = {
    __proto__: null,
    "/": search, n: () => shownPage?.step(1), p: () => shownPage?.step(-1), "]": () => beside(1), "[": () => beside(-1),
    o: () => go("#overview"), l: () => go(lastTable), s: () => go("#sets"), t: switchTheme, "?": help, Escape: () => shownPage && go(lastTable),
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

async function search() {
  if (!document.getElementById("search")) {
    history.pushState(null, "", lastTable);
    await show();
  }
  document.getElementById("search").select();
}

function help() {
  const dialog = document.getElementById("help");
  dialog.replaceChildren(h("h2", { id: "help-title" }, "Keyboard shortcuts"),
    h("dl", {}, KEYS.map(([keys, text]) => [h("dt", {}, keys.split(" ").map((key) => [h("kbd", {}, key), " "])), h("dd", {}, text)])),
    h("form", { method: "dialog" }, h("button", { autofocus: true }, "Close")));
  dialog.showModal();
}

function switchTheme() {
  const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("detector-theme", theme);
  } catch {
    // Without storage the choice lasts until the file is closed.
  }
  themeWord();
  say(`${theme} theme`);
}

function themeWord() {
  const next = document.documentElement.dataset.theme === "dark" ? "Light" : "Dark";
  document.querySelector(".theme-word").textContent = next;
  document.getElementById("theme").setAttribute("aria-label", `Switch to ${next.toLowerCase()} theme`);
}

function printing(now) {
  for (const view of document.querySelectorAll(".viewport")) view.classList.toggle("printing", now);
  for (const view of document.querySelectorAll(".viewport")) view.dispatchEvent(new Event("scroll"));
}

async function start() {
  themeWord();
  document.getElementById("theme").addEventListener("click", switchTheme);
  document.getElementById("keys").addEventListener("click", help);
  document.getElementById("skip").addEventListener("click", (event) => { event.preventDefault(); document.getElementById("main").focus(); });
  addEventListener("beforeprint", () => printing(true));
  addEventListener("afterprint", () => printing(false));
  try {
    await load();
  } catch (error) {
    document.getElementById("loading").textContent = "The report could not be loaded. Open it in a browser from 2024 or later.";
    throw error;
  }
  addEventListener("hashchange", () => show());
  addEventListener("keydown", press);
  await show(true);
  document.documentElement.dataset.ready = "";
}

start();
