// Counts the seconds in which a letter can be taken back; afterwards the offer is gone. Works for toasts swapped in later.

const LEFT_NOW = "leaves now";

function count(toast) {
  const until = performance.now() + Number(toast.dataset.countdown) * 1000;
  delete toast.dataset.countdown;
  const shown = toast.querySelector("[data-countdown-left]");
  const timer = setInterval(() => {
    const left = Math.ceil((until - performance.now()) / 1000);
    if (left > 0 && toast.isConnected) {
      shown.textContent = String(left);
      return;
    }
    clearInterval(timer);
    toast.querySelector("[data-countdown-words]").textContent = LEFT_NOW;
    toast.querySelector("form")?.remove();
    setTimeout(() => toast.remove(), 4000);
  }, 250);
}

const begin = () => document.querySelectorAll("[data-countdown]").forEach(count);

document.addEventListener("htmx:afterSwap", begin);
begin();
