// Beyond plain pages: a draft kept in this browser, focus on faults, printing. Pages work without it.
"use strict";
(() => {
  const KEY = "luohu-draft";

  const kept = () => {
    try { return JSON.parse(localStorage.getItem(KEY)); } catch { return null; }
  };

  const keep = (form) => {
    const held = (name) => form.querySelector(`input[name=${name}]`)?.value ?? "";
    if (held("document").length <= 2) return;
    const draft = { document: held("document"), scheme: held("scheme"), cycle: held("cycle"), at: Date.now() };
    try { localStorage.setItem(KEY, JSON.stringify(draft)); } catch { /* a full or closed store: no draft */ }
  };

  const offerDraft = (offer) => {
    const draft = kept();
    if (!draft || !draft.document) return;
    for (const name of ["document", "scheme", "cycle"]) {
      offer.querySelector(`input[name=${name}]`).value = draft[name];
    }
    const when = new Date(draft.at).toLocaleString(document.documentElement.lang);
    offer.querySelector("[data-draft-when]").textContent = when;
    offer.querySelector("[data-draft-clear]").addEventListener("click", () => {
      localStorage.removeItem(KEY);
      offer.hidden = true;
    });
    offer.hidden = false;
  };

  const printWhole = (button) => button.addEventListener("click", (event) => {
    event.preventDefault();
    const closed = [...document.querySelectorAll("main details:not([open])")];
    closed.forEach((one) => { one.open = true; });
    window.print();
    closed.forEach((one) => { one.open = false; });
  });

  document.addEventListener("DOMContentLoaded", () => {
    const answer = document.querySelector("form.answer, [data-keep-draft]");
    if (answer) keep(answer);
    const offer = document.querySelector("[data-draft-offer]");
    if (offer) offerDraft(offer);
    document.querySelectorAll("[data-print]").forEach(printWhole);
    document.querySelector("[data-focus]")?.focus();
  });
})();
