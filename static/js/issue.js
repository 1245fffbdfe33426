// Around an issue: who else is here. Drafts are kept by drafts.js.

const EVERY = 15_000; // milliseconds between two questions who else is here
const there = document.querySelector("[data-presence]");
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
const send = (address, values) =>
  fetch(address, {
    method: "POST",
    redirect: "manual",
    headers: { "X-CSRFToken": token() },
    body: new URLSearchParams(values),
  });

let timer;
let typedAt = 0;

async function ask() {
  clearTimeout(timer);
  if (document.hidden) return;
  const doing = Date.now() - typedAt < 2 * EVERY ? "writing" : "reading";
  try {
    const answer = await send(there.dataset.presence, { doing });
    // Signed out, or the issue is out of sight by now: this page has nothing more to ask.
    if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) return;
    if (answer.ok) show((await answer.json()).others);
  } catch {
    // The next question may come through.
  }
  timer = setTimeout(ask, EVERY);
}

function show(others) {
  const words = others.map((one) => `${one.name} ${one.words}.`).join(" ");
  if (there.textContent !== words) there.textContent = words;
  there.hidden = !words;
}

if (there) {
  document.addEventListener("visibilitychange", ask);
  document.addEventListener("input", (event) => {
    if (event.target instanceof HTMLTextAreaElement) typedAt = Date.now();
  });
  ask();
}

// What was said on a section is asked for anew while one types: what was chosen meanwhile stays chosen.
const chosen = new Map();
document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  if (target.id !== "guidance-lines") return;
  chosen.clear();
  for (const field of target.querySelectorAll("select, input")) chosen.set(field.id || field.value, [field.value, field.checked]);
});
document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
  if (target.id !== "guidance-lines") return;
  for (const field of target.querySelectorAll("select, input")) {
    const [value, checked] = chosen.get(field.id || field.value) ?? ["", false];
    if (field.type === "checkbox") field.checked ||= checked;
    else if (value) field.value = value;
  }
});
