// What is being written is kept by the portal until it is sent: a closed window loses nothing, on no machine.
// An element with data-drafts gives the address; a form's address or data-draft-kind says what is written in it. With
// data-draft-whole the other fields of the form are kept as well.

const PAUSE = 1_500; // milliseconds without a key until a draft is kept
const LONGEST = 10_000; // milliseconds after which it is kept although somebody goes on typing
const AGAIN = 10_000; // milliseconds until the next try where there was no connection
const KINDS = { answer: "answer", note: "note", "write-down": "written_down", resolve: "resolution", reply: "reply", reopen: "reopen" };
const UNKEPT = {
  offline: "Not kept: there is no connection. Leave this page open; it is tried again by itself.",
  out: "Not kept: you are signed out. Leave this page open and sign in again in another window.",
  refused: "The draft could not be kept.",
};
const FRESH = 300_000; // milliseconds since the portal last answered, after which it is asked before something is sent
const SIGNED_OUT = "You are signed out, and nothing was sent. Sign in again in another window, then send it here.";
const HELD = new Set(["hidden", "file", "password", "submit", "button", "reset"]);
const address = document.querySelector("[data-drafts]")?.dataset.drafts;
const opened = Date.now();
const states = new Map(); // of each form that somebody typed in

const kindOf = (form) => form.dataset.draftKind ?? KINDS[new URL(form.action, location).pathname.split("/").filter(Boolean).at(-1)];
const areaOf = (form) => form.querySelector("textarea");
const takesPart = (form) => form?.method === "post" && kindOf(form) !== undefined && areaOf(form) !== null;
const forms = () => [...document.querySelectorAll("form[method=post]")].filter(takesPart);
const others = (form) =>
  form.dataset.draftWhole === undefined
    ? []
    : [...form.elements].filter((one) => one.name && !HELD.has(one.type) && one !== areaOf(form) && one.tagName !== "FIELDSET");
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

function values(form) {
  const area = areaOf(form);
  const found = { kind: kindOf(form), text: area.value };
  const fields = others(form);
  const typed = area.value.trim() || fields.some((one) => ["text", "textarea"].includes(one.type) && one.value.trim());
  if (typed) {
    for (const one of fields) if (one.value && (!["radio", "checkbox"].includes(one.type) || one.checked)) found[one.name] = one.value;
  }
  return found;
}

// -- to the portal -----------------------------------------------------------------------------------

const post = (form, options) =>
  fetch(address, {
    method: "POST",
    redirect: "manual",
    headers: { "X-CSRFToken": token() },
    body: new URLSearchParams(values(form)),
    ...options,
  });

// Whoever signed in again in another window has a new token; this page goes on with it.
async function read() {
  const answer = await fetch(address, { redirect: "manual" });
  if (!answer.ok) return null;
  const told = await answer.json();
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = told.token;
  return told.drafts;
}

async function keep(form) {
  const state = states.get(form);
  clearTimeout(state.timer);
  state.since = 0;
  state.running?.abort();
  const running = (state.running = new AbortController());
  let outcome;
  try {
    let answer = await post(form, { signal: running.signal });
    if (answer.status === 403 && (await read()) !== null) answer = await post(form, { signal: running.signal });
    outcome = answer.ok ? "" : answer.type === "opaqueredirect" || answer.status === 403 ? "out" : "refused";
    if (answer.status === 409) state.reason = (await answer.json()).reason;
  } catch {
    if (running.signal.aborted) return;
    outcome = "offline";
  }
  if (state.running !== running || state.sent) return;
  state.running = null;
  state.outcome = outcome;
  state.answered = Date.now();
  state.dirty = outcome !== "";
  state.failed = state.dirty;
  if (!outcome) tell(form, "Draft kept.");
  else tell(form, state.reason || UNKEPT[outcome], true);
  state.reason = "";
  if (outcome === "offline" || outcome === "out") state.timer = setTimeout(() => keep(form), AGAIN);
}

function typed(event) {
  const form = event.target.form;
  if (!takesPart(form) || (event.target !== areaOf(form) && !others(form).includes(event.target))) return;
  const state = states.get(form) ?? {};
  states.set(form, state);
  clearTimeout(state.timer);
  state.dirty = true;
  state.sent = false;
  state.checked = false;
  state.since ||= Date.now();
  state.timer = setTimeout(() => keep(form), Math.max(0, Math.min(PAUSE, state.since + LONGEST - Date.now())));
}

// -- in the page -------------------------------------------------------------------------------------

function tell(form, words, wrong = false) {
  let note = form.querySelector(".draft-note");
  if (!note) {
    note = document.createElement("p");
    note.setAttribute("role", "status");
    areaOf(form).after(note);
  }
  note.className = wrong ? "draft-note small field-error" : "draft-note small muted";
  note.textContent = words;
  return note;
}

async function restore() {
  const own = forms();
  if (!own.length) return;
  let drafts;
  try {
    drafts = await read();
  } catch {
    return; // Without a connection there is nothing to bring back; what is typed now is told of when it is not kept.
  }
  for (const form of own) {
    const draft = drafts?.[kindOf(form)];
    const area = areaOf(form);
    if (!draft || area.value.trim() || states.has(form)) continue;
    area.value = draft.text;
    for (const one of others(form)) bring(one, draft.more?.[one.name]);
    form.closest("details")?.setAttribute("open", "");
    const note = tell(form, draft.from ? `Begun by ${draft.from}. ` : "You began this earlier; it was not sent yet. ");
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "button-link";
    drop.textContent = "Discard";
    drop.addEventListener("click", () => discard(form));
    note.append(drop);
  }
}

// What already stands in a field of the page stays there.
function bring(field, value) {
  if (value === undefined) return;
  if (["radio", "checkbox"].includes(field.type)) field.checked = field.value === value;
  else if (field.tagName === "SELECT" || !field.value) field.value = value;
}

function discard(form) {
  areaOf(form).value = areaOf(form).defaultValue;
  for (const one of others(form)) {
    if (one.tagName === "SELECT") for (const option of one.options) option.selected = option.defaultSelected;
    else if (["radio", "checkbox"].includes(one.type)) one.checked = one.defaultChecked;
    else one.value = one.defaultValue;
  }
  states.set(form, { dirty: true });
  keep(form).then(() => form.querySelector(".draft-note:not(.field-error)")?.remove());
  areaOf(form).focus();
}

// What is sent now must not be kept as a draft a moment later. Whoever was signed out meanwhile is told before the words
// go to a page that asks for the password, and are gone.
function sending(event) {
  const state = states.get(event.target);
  if (!state || event.defaultPrevented) return;
  if (!state.checked && (state.outcome || Date.now() - (state.answered ?? opened) > FRESH)) {
    event.preventDefault();
    delete event.target.dataset.sent; // it was not
    if (!state.checking) check(event.target, event.submitter);
    return;
  }
  clearTimeout(state.timer);
  state.running?.abort();
  state.sent = true;
  state.dirty = false;
}

async function check(form, button) {
  const state = states.get(form);
  state.checking = true;
  await keep(form);
  state.checking = false;
  if (state.outcome === "out") tell(form, SIGNED_OUT, true);
  if (["out", "offline"].includes(state.outcome)) return;
  state.checked = true;
  form.requestSubmit(button);
}

function leaving() {
  for (const [form, state] of states) {
    if (!state.dirty || state.sent) continue;
    clearTimeout(state.timer);
    state.running?.abort();
    post(form, { keepalive: true }).then((answer) => (state.dirty = !answer.ok), () => {});
  }
}

if (address) {
  restore();
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("submit", sending);
  document.addEventListener("visibilitychange", () => document.hidden && leaving());
  addEventListener("pagehide", leaving);
  addEventListener("online", () => {
    for (const [form, state] of states) if (state.dirty && !state.sent) keep(form);
  });
  // Words that could not be kept are lost with the page: the browser asks before it goes.
  addEventListener("beforeunload", (event) => {
    if ([...states.values()].some((state) => state.failed && state.dirty && !state.sent)) event.preventDefault();
  });
}
