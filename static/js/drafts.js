// What is being written is kept in this browser until it is sent: a closed tab or an ended session loses nothing.
// Fields with data-draft take part. Kept for the person signed in only: signing out, or anybody else, clears it.

const KEPT_DAYS = 7;
const SENT = "drafts-sent";
const person = document.querySelector("meta[name=drafts]")?.content;
const prefix = `draft:${person}:`;

const fields = () => [...document.querySelectorAll("[data-draft]")];
const keyOf = (field) => `${prefix}${new URL(field.form.action, location.href).pathname}:${field.name}`;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

function forget(test) {
  for (const key of Object.keys(localStorage)) if (key.startsWith("draft:") && test(key)) localStorage.removeItem(key);
}

// What was sent is gone, unless its form came back with the words still in it.
function settle() {
  const sent = JSON.parse(sessionStorage.getItem(SENT) ?? "[]");
  sessionStorage.removeItem(SENT);
  const back = new Set(fields().filter((field) => field.value).map(keyOf));
  for (const key of sent) if (!back.has(key)) localStorage.removeItem(key);
}

function tell(field, key) {
  const note = document.createElement("p");
  note.className = "draft-note small muted";
  note.textContent = "You began this earlier; it was not sent yet. ";
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "button-link";
  drop.textContent = "Discard";
  drop.addEventListener("click", () => {
    localStorage.removeItem(key);
    field.value = field.defaultValue;
    note.remove();
    field.focus();
  });
  note.append(drop);
  field.after(note);
}

function restore(field) {
  const key = keyOf(field);
  const { text, at } = read(key);
  if (!text || Date.now() - at > KEPT_DAYS * 86_400_000) {
    localStorage.removeItem(key);
  } else if (!field.value) {
    field.value = text;
    field.closest("details")?.setAttribute("open", "");
    tell(field, key);
  }
}

function keep(event) {
  const field = event.target;
  if (!field.matches?.("[data-draft]")) return;
  const key = keyOf(field);
  if (field.value.trim()) localStorage.setItem(key, JSON.stringify({ text: field.value, at: Date.now() }));
  else localStorage.removeItem(key);
}

function sending(event) {
  const form = event.target;
  if (form.action.includes("/logout/")) forget(() => true);
  else if (!event.defaultPrevented) {
    const sent = fields().filter((field) => field.form === form).map(keyOf);
    if (sent.length) sessionStorage.setItem(SENT, JSON.stringify(sent));
  }
}

if (person) {
  forget((key) => !key.startsWith(prefix));
  settle();
  fields().forEach(restore);
  document.addEventListener("input", keep);
  document.addEventListener("submit", sending);
}
