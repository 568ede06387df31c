// A change on the way ahead asks for one picture only, of the width that the screen shows.
"use strict";
document.addEventListener("htmx:configRequest", (event) => {
  const narrow = window.matchMedia("(max-width: 34rem)").matches;
  event.detail.parameters.width = narrow ? "narrow" : "wide";
});
