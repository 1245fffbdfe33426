// Single-key shortcuts: those of every page, those that elements declare, and "g" with a letter to go somewhere.
//
//   <a href="…" data-key="a" data-key-label="Answer">            pressed: clicked
//   <span hidden data-row-key="a" data-row-key-url="/issues/REF/answer/" data-row-key-label="Answer">
//                                                                pressed on a row of a list: that row's own page
//
// The list on "?" is made of what there is on the page. Who switched them off keeps Ctrl K, Enter and Esc.

const byId = (id) => document.getElementById(id);
const root = document.documentElement;
const WAIT = 1500;

const typing = (target) => target instanceof Element && target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

function open(dialog) {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  dialog.querySelector("[autofocus]")?.select?.();
}

// -- rows of a list --------------------------------------------------------------------------------

const rows = () => [...document.querySelectorAll("main .row-link")].filter((row) => row.checkVisibility());

function present() {
  const line = document.activeElement?.closest?.("tr, li");
  return line?.querySelector(".row-link") ?? null;
}

function toRow(step) {
  const all = rows();
  if (!all.length) return false;
  const at = all.indexOf(present());
  const row = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  row.focus();
  row.scrollIntoView({ block: "nearest" });
  return true;
}

const box = (row) => row?.closest("tr, li")?.querySelector("input[type=checkbox]") ?? null;

// Shift ticks all rows from the last one that was ticked: with X, or by a click.
let last = null;

function tick() {
  const found = box(present());
  found?.click();
  return Boolean(found);
}

function tickRange(to) {
  const all = rows().map(box).filter((one) => one && one.name === to?.name);
  const [from, until] = [all.indexOf(last), all.indexOf(to)].sort((a, b) => a - b);
  if (from < 0) return false;
  for (const one of all.slice(from, until + 1)) one.checked = last.checked;
  return true;
}

document.addEventListener("click", (event) => {
  const clicked = event.target;
  if (!(clicked instanceof Element) || !clicked.matches("main .cell-tick input[type=checkbox]:not([data-ticks])")) return;
  if (event.shiftKey && last && last !== clicked) tickRange(clicked);
  last = clicked;
});

function openRow() {
  const row = present();
  row?.click();
  return Boolean(row);
}

function actOnRow(key) {
  const row = present();
  const declared = document.querySelector(`[data-row-key="${CSS.escape(key)}"]`);
  if (!row || !declared) return false;
  const ref = new URL(row.href).pathname.split("/").filter(Boolean).at(-1);
  location.assign(declared.dataset.rowKeyUrl.replace("REF", ref));
  return true;
}

function toSearch() {
  const field = document.querySelector("main input[type=search]");
  if (field?.checkVisibility()) field.focus();
  else open(byId("palette"));
  return true;
}

// -- what the page declares --------------------------------------------------------------------------

const declared = (key) =>
  [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((element) => element.checkVisibility());

// Pages of issues have these places and ways; they need declare nothing.
const PLACES = { a: "#answer textarea, #reply textarea", n: "#note textarea" };
const WAYS = { r: "main a[href^='/referrals/for/']", e: "main a[href^='/escalations/for/']" };
const SPOKEN = { a: "Write an answer", n: "Write an internal note", r: "Refer to a department", e: "Escalate" };

function onPage(key) {
  const element = declared(key);
  if (element) {
    element.click();
    return true;
  }
  const way = WAYS[key] && document.querySelector(WAYS[key]);
  if (way) {
    way.click();
    return true;
  }
  const field = PLACES[key] && document.querySelector(PLACES[key]);
  field?.focus();
  field?.scrollIntoView({ block: "center" });
  return Boolean(field);
}

// -- going somewhere: each entry of the menu has the first letter of its words that is still free -----

function destinations() {
  const taken = new Map();
  for (const link of document.querySelectorAll(".sidebar .nav-link[href], .my-nav .nav-link[href]")) {
    const words = link.textContent.trim();
    const letter = [...words.toLowerCase()].find((one) => /[a-z]/.test(one) && !taken.has(one));
    if (letter) taken.set(letter, { words, link });
  }
  return taken;
}

let going = 0;

const BASE = {
  "/": toSearch,
  "?": () => (list(), open(byId("shortcuts")), true),
  j: () => toRow(1),
  k: () => toRow(-1),
  x: tick,
  X: () => tickRange(box(present())) || tick(),
  o: openRow,
  g: () => ((going = Date.now()), true),
};

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && byId("palette")) {
    event.preventDefault();
    open(byId("palette"));
    return;
  }
  const off = root.dataset.shortcuts === "off" || event.ctrlKey || event.metaKey || event.altKey;
  if (off || event.isComposing || typing(event.target) || document.querySelector("dialog[open], :popover-open")) return;
  if (press(event.key)) event.preventDefault();
});

function press(key) {
  if (going && Date.now() - going < WAIT) {
    going = 0;
    const goal = destinations().get(key);
    goal?.link.click();
    return Boolean(goal);
  }
  going = 0;
  return actOnRow(key) || onPage(key) || (BASE[key]?.() ?? false);
}

// -- the list of what there is -------------------------------------------------------------------------

function line(list, keys, words) {
  const term = document.createElement("dt");
  for (const key of keys) {
    const cap = document.createElement("kbd");
    cap.textContent = key.length === 1 ? key.toUpperCase() : key;
    term.append(cap, " ");
  }
  const meaning = document.createElement("dd");
  meaning.textContent = words;
  list.append(term, meaning);
}

function list() {
  const body = byId("shortcuts")?.querySelector("[data-shortcuts-found]");
  if (!body) return;
  body.replaceChildren();
  if (root.dataset.shortcuts === "off") return;
  const listed = rows().length > 0;
  if (listed) {
    line(body, ["j", "k"], "Next and previous row");
    line(body, ["o", "Enter"], "Open the row");
    if (document.querySelector("main tr input[type=checkbox]")) {
      line(body, ["x"], "Tick the row");
      line(body, ["Shift", "x"], "Tick the rows from the last tick to this one");
    }
    for (const one of document.querySelectorAll("[data-row-key]")) {
      line(body, [one.dataset.rowKey], `${one.dataset.rowKeyLabel} (the row)`);
    }
  }
  for (const one of document.querySelectorAll("[data-key]")) {
    if (one.checkVisibility()) line(body, [one.dataset.key], one.dataset.keyLabel ?? one.textContent.trim());
  }
  for (const [key, place] of Object.entries({ ...PLACES, ...WAYS })) {
    if (document.querySelector(place) && !declared(key)) line(body, [key], SPOKEN[key]);
  }
  for (const [letter, { words }] of destinations()) line(body, ["g", letter], words);
}

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-opens=shortcuts]")) list();
});
