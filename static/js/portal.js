// Comfort on top of pages that work without it: palette, filters, questions before something destructive.

const byId = (id) => document.getElementById(id);
const closest = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

document.documentElement.classList.add("scripted");

// -- dialogs -----------------------------------------------------------------------------------

function open(dialog) {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  dialog.querySelector("[autofocus]")?.select?.();
}

document.addEventListener("click", (event) => {
  const opener = closest(event, "[data-opens]");
  const dialog = opener && byId(opener.dataset.opens);
  // With a modifier key a link opens its page in another tab, as everywhere.
  if (dialog && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    opener.closest("[popover]")?.hidePopover?.();
    open(dialog);
  }
  closest(event, "[data-closes]")?.closest("dialog")?.close();
  const dismissed = closest(event, "[data-dismiss]")?.closest(".message, .banner");
  if (dismissed) {
    const list = dismissed.parentElement;
    dismissed.remove();
    if (list?.matches(".messages:not(:has(.message))")) list.remove();
  }
  // Browsers without closedby: a click on the backdrop has the dialog itself as its target.
  if (event.target instanceof HTMLDialogElement && event.target.closest("[closedby=any]")) {
    const box = event.target.getBoundingClientRect();
    const inside =
      event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) event.target.close();
  }
});

// -- the section of the menu that is open stays so on the next page ---------------------------------

function keepSection(event) {
  const { section } = event.target.dataset;
  if (section && event.target.open) document.cookie = `menu=${encodeURIComponent(section)}; path=/; SameSite=Lax`;
}

for (const fold of document.querySelectorAll(".nav-fold")) {
  if (fold.open) keepSection({ target: fold });
  fold.addEventListener("toggle", keepSection);
}

// -- a question before a destructive form: <form data-confirm="..." data-confirm-label="End"> ----

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
    const dialog = byId("confirm");
    if (!question || !dialog || form.dataset.confirmed) {
      delete form.dataset.confirmed;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    dialog.querySelector("[data-confirm-text]").textContent = question;
    dialog.querySelector("[data-confirm-yes]").textContent =
      event.submitter?.dataset.confirmLabel ?? form.dataset.confirmLabel ?? "Continue";
    dialog.returnValue = "";
    dialog.addEventListener("close", () => answer(form, event.submitter, dialog.returnValue), { once: true });
    dialog.showModal();
  },
  true,
);

function answer(form, submitter, value) {
  if (value !== "yes") return;
  form.dataset.confirmed = "yes";
  form.requestSubmit(submitter);
}

// -- filters apply themselves -------------------------------------------------------------------

document.addEventListener("change", (event) => {
  const form = closest(event, "form[data-autosubmit]");
  if (form && !event.target.matches("[type=search], [type=text]")) form.requestSubmit();
});

// One tick in the head of a table for all rows on the page.
document.addEventListener("change", (event) => {
  const all = closest(event, "[data-ticks]");
  if (!all) return;
  for (const tick of all.closest("table").querySelectorAll(`input[name=${all.dataset.ticks}]`)) tick.checked = all.checked;
});

// An empty filter has no place in the address.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-autosubmit]") || event.defaultPrevented) return;
  for (const control of event.target.elements) {
    if (control.name && control.value === "") control.disabled = true;
  }
});

window.addEventListener("pageshow", () => {
  for (const control of document.querySelectorAll("form[data-autosubmit] :disabled")) control.disabled = false;
});

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
});

// -- palette: arrow keys choose while the field keeps the focus -----------------------------------

const palette = byId("palette");
const paletteField = palette?.querySelector("input");
const found = () => [...(palette?.querySelectorAll("[role=option]") ?? [])];

function choose(index) {
  const options = found();
  options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
  const chosen = options[index];
  paletteField.setAttribute("aria-expanded", String(options.length > 0));
  if (chosen) {
    paletteField.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else {
    paletteField.removeAttribute("aria-activedescendant");
  }
}

paletteField?.addEventListener("keydown", (event) => {
  const options = found();
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    if (options.length) choose((at + step + options.length) % options.length);
  } else if (event.key === "Enter" && options[at]) {
    event.preventDefault();
    options[at].click();
  } else if (event.key === "Escape") {
    // A search field would only empty itself at the first press.
    palette.close();
  }
});

palette?.addEventListener("htmx:afterSwap", () => choose(0));

// -- htmx ---------------------------------------------------------------------------------------

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = document.querySelector("meta[name=csrf-token]").content;
});

document.addEventListener("htmx:beforeSwap", (event) => {
  // A form with errors comes back as 422 and replaces itself, or what HX-Retarget names.
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

const FAULTS = {
  0: "The server can't be reached. Check your connection and try again.",
  401: "You were signed out. Reload the page to sign in again.",
  403: "You may not do this.",
  404: "This no longer exists. Reload the page to see the current state.",
  429: "Too many requests in a short time. Wait a moment and try again.",
};

function report(event) {
  const text = FAULTS[event.detail.xhr?.status ?? 0] ?? "Something went wrong on our side. Try again in a moment.";
  const item = document.createElement("div");
  item.className = "message tone-bad";
  item.textContent = text;
  // Behind an open dialog nobody would see it.
  if (event.detail.target?.closest("dialog[open]")) {
    event.detail.target.replaceChildren(item);
    return;
  }
  const main = document.querySelector("main");
  const list = main?.querySelector(".messages") ?? document.createElement("div");
  list.className = "messages";
  list.setAttribute("role", "status");
  list.replaceChildren(item);
  const head = main?.querySelector(".page-head");
  if (!list.isConnected && head) head.after(list);
}

document.addEventListener("htmx:responseError", report);
document.addEventListener("htmx:sendError", report);

// -- what was typed on the participants' side and not sent: the browser asks before it goes ----------
// Forms whose words the portal keeps by itself (data-drafts) say so themselves.

const typedIn = new Set();

if (document.body.classList.contains("my")) {
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    const kept = form?.matches("[data-draft-kind]") || form?.querySelector("[data-drafts]");
    if (form?.method === "post" && !kept) typedIn.add(form);
  });
  document.addEventListener("reset", (event) => typedIn.delete(event.target));
  document.addEventListener("submit", (event) => event.defaultPrevented || typedIn.delete(event.target));
  addEventListener("beforeunload", (event) => {
    if ([...typedIn].some((form) => form.isConnected)) event.preventDefault();
  });
}
