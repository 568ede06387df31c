// Sliders say their number while they are moved, and when a result could not be had.
"use strict";
document.addEventListener("input", (event) => {
  if (event.target.type !== "range") return;
  const told = document.querySelector(`output[for="${event.target.id}"]`);
  const step = event.target.step.split(".")[1] || "";
  told.textContent = Number(event.target.value).toFixed(step.length);
});
const say = (failed) => () => { const told = document.getElementById("not-run"); if (told) told.hidden = !failed; };
document.addEventListener("htmx:responseError", say(true));
document.addEventListener("htmx:sendError", say(true));
document.addEventListener("htmx:beforeRequest", say(false));
