// A part of a page that renews itself while somebody looks: <div data-renews="/address/?..." data-every="30">.
// Its first [data-stamp] names the state that is shown; the server answers 204 while there is nothing newer.

const part = document.querySelector("[data-renews]");
const every = Number(part?.dataset.every) * 1000;
let timer;

async function ask() {
  clearTimeout(timer);
  if (document.hidden) return;
  const address = new URL(part.dataset.renews, location.href);
  address.searchParams.set("seen", part.querySelector("[data-stamp]")?.dataset.stamp ?? "");
  try {
    const answer = await fetch(address, { cache: "no-store", redirect: "manual", priority: "low" });
    // Signed out, or no longer allowed in: this page has nothing more to ask.
    if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) return;
    if (answer.status === 200) show(await answer.text());
  } catch {
    // The next question may come through.
  }
  timer = setTimeout(ask, every);
}

// What is open stays open, and the keyboard stays where it was.
function show(text) {
  const opened = [...part.querySelectorAll("details[open][data-keep]")].map((one) => one.dataset.keep);
  const places = [...part.querySelectorAll("a, summary, [tabindex]")];
  const place = places.indexOf(document.activeElement);
  part.replaceChildren(document.createRange().createContextualFragment(text));
  for (const one of part.querySelectorAll("details[data-keep]")) one.open = opened.includes(one.dataset.keep);
  if (place >= 0) part.querySelectorAll("a, summary, [tabindex]")[place]?.focus({ preventScroll: true });
}

if (part) {
  document.addEventListener("visibilitychange", ask);
  timer = setTimeout(ask, every);
}
