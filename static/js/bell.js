// The bell: asks for the number of unread notifications while somebody looks at the page, and tells when it rises.

const EVERY = 30_000; // milliseconds
const bell = document.querySelector("[data-bell]");
const count = bell?.querySelector(".bell-count");
const told = document.querySelector("[data-bell-told]");
const list = document.getElementById("bell-list");
const title = document.title;
let timer;
let before = null;

async function ask() {
  clearTimeout(timer);
  if (document.hidden) return;
  let answer;
  try {
    // The browser's cache keeps the last answer and its ETag; mostly the server only says "unchanged".
    answer = await fetch(bell.dataset.bell, { cache: "no-cache", redirect: "manual", priority: "low" });
  } catch {
    timer = setTimeout(ask, EVERY);
    return;
  }
  // Not yet or no longer signed in, or led elsewhere: this page has nothing more to ask.
  if (answer.status === 204 || answer.status === 401 || answer.type === "opaqueredirect") return;
  if (answer.ok) show(await answer.json());
  timer = setTimeout(ask, EVERY);
}

function show({ unread, words }) {
  count.hidden = unread === 0;
  count.textContent = unread ? words : "";
  bell.setAttribute("aria-label", unread ? `Notifications, ${words} unread` : "Notifications");
  document.title = unread ? `(${words}) ${title}` : title;
  if (before !== null && unread > before) {
    told.textContent = `${words} unread notifications`;
    if (list.matches(":popover-open")) refresh();
  }
  before = unread;
}

const refresh = () => window.htmx?.trigger(list.querySelector(".bell-latest"), "refresh");

if (bell) {
  list.addEventListener("toggle", (event) => event.newState === "open" && refresh());
  document.addEventListener("visibilitychange", ask);
  // A page out of the browser's memory shows an old number.
  window.addEventListener("pageshow", (event) => event.persisted && ask());
  ask();
}
