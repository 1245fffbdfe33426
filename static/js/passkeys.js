// Says in words when the browser or the person ended a passkey dialog; otherwise nothing would seem to happen.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const box = document.createElement("div");
  box.className = "banner tone-bad";
  box.id = "passkey-fault";
  box.setAttribute("role", "alert");
  const ended = event.detail.exception?.name === "NotAllowedError";
  box.textContent = ended
    ? "Nothing was confirmed. Try again, or use another way."
    : "This browser or device could not use the passkey. Try again, or use another way.";
  document.getElementById("passkey-fault")?.remove();
  document.querySelector("main h1").after(box);
});
