// Around an issue: who else is here, and drafts that the portal keeps while somebody types.

const EVERY = 15_000; // milliseconds between two questions who else is here
const PAUSE = 1_500; // milliseconds without a key until a draft is kept
const KINDS = { answer: "answer", note: "note", "write-down": "written_down", resolve: "resolution", reply: "reply", reopen: "reopen" };
const there = document.querySelector("[data-presence]");
const mine = document.querySelector("[data-my-drafts]");
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
const send = (address, values) =>
  fetch(address, {
    method: "POST",
    redirect: "manual",
    headers: { "X-CSRFToken": token() },
    body: new URLSearchParams(values),
  });

// -- who else is here ------------------------------------------------------------------------------

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

// -- drafts ----------------------------------------------------------------------------------------

const kindOf = (form) => form.dataset.draftKind ?? KINDS[new URL(form.action, location).pathname.split("/").filter(Boolean).at(-1)];
const areas = () =>
  [...document.querySelectorAll("form[method=post] textarea")].filter((area) => kindOf(area.form) !== undefined);

async function restore(address) {
  const fields = areas();
  if (!fields.length) return;
  let drafts;
  try {
    const answer = await fetch(address, { redirect: "manual" });
    if (!answer.ok) return;
    ({ drafts } = await answer.json());
  } catch {
    return;
  }
  for (const area of fields) {
    const draft = drafts[kindOf(area.form)];
    if (!draft?.text || area.value.trim()) continue;
    area.value = draft.text;
    tell(area, draft.from ? `Begun by ${draft.from}.` : "Your draft is here again.");
  }
}

function keep(address, area) {
  clearTimeout(area.keeping);
  area.keeping = setTimeout(async () => {
    try {
      const answer = await send(address, { kind: kindOf(area.form), text: area.value });
      tell(area, answer.ok ? "Draft kept." : "The draft could not be kept.");
    } catch {
      tell(area, "The draft could not be kept.");
    }
  }, PAUSE);
}

function tell(area, words) {
  let note = area.parentElement.querySelector(".draft-note");
  if (!note) {
    note = document.createElement("p");
    note.className = "draft-note small muted";
    note.setAttribute("role", "status");
    area.after(note);
  }
  note.textContent = words;
}

function drafts(address) {
  restore(address);
  document.addEventListener("input", (event) => {
    const area = event.target;
    if (!(area instanceof HTMLTextAreaElement) || !area.form || kindOf(area.form) === undefined) return;
    typedAt = Date.now();
    keep(address, area);
  });
  // What is sent now must not be kept as a draft a moment later.
  document.addEventListener("submit", (event) => {
    for (const area of event.target.querySelectorAll("textarea")) clearTimeout(area.keeping);
  });
}

if (there) {
  document.addEventListener("visibilitychange", ask);
  ask();
  drafts(there.dataset.drafts);
}
if (mine) drafts(mine.dataset.myDrafts);
