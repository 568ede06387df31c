// Keys of the officer's desk: rows, replies, the answer. They can be switched off; the pages work without.
"use strict";
(() => {
  const KEY = "luohu-desk-shortcuts";
  const TYPED = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
  let after = "";

  const stored = () => {
    try { return localStorage.getItem(KEY) !== "off"; } catch { return true; }
  };
  let on = stored();
  const keep = (wanted) => {
    on = wanted;
    try { localStorage.setItem(KEY, on ? "on" : "off"); } catch { /* a closed store: until the page is left */ }
  };

  const one = (name) => document.querySelector(name);
  const press = (name) => { const found = one(name); found?.click(); return Boolean(found); };
  const go = (name) => { const found = one(name); found?.focus(); return Boolean(found); };
  const dialog = () => one("#shortcuts");
  const list = () => { if (!dialog().open) dialog().showModal(); return true; };

  const rows = () => [...document.querySelectorAll("[data-row]")];
  const here = () => document.activeElement?.closest("[data-row]");
  const step = (by) => {
    const all = rows();
    if (!all.length) return false;
    const at = all.indexOf(here());
    const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1);
    all[next].querySelector("[data-open]").focus();
    return true;
  };
  const inRow = (name) => { const found = here()?.querySelector(name); found?.click(); return Boolean(found); };

  const keys = {
    j: () => step(1), k: () => step(-1), o: () => inRow("[data-open]"), x: () => inRow("input[type=checkbox]"),
    1: () => press("[data-key='1']"), 2: () => press("[data-key='2']"), 3: () => press("[data-key='3']"),
    e: () => go("[data-shortcut-edit]"), s: () => press("[data-shortcut-save]"),
    p: () => press("[data-shortcut-preview]"), "/": () => go("[data-shortcut-search]"), "?": list,
  };

  document.addEventListener("keydown", (event) => {
    if (!on || event.isComposing || event.altKey || dialog()?.open) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      if (press("[data-shortcut-primary]")) event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.target.closest(TYPED)) return;
    const done = after === "g" && event.key === "q" ? press("[data-shortcut-queue]") : keys[event.key]?.();
    after = event.key;
    if (done) event.preventDefault();
  });

  document.addEventListener("DOMContentLoaded", () => {
    const open = one("[data-shortcuts-open]"), toggle = one("[data-shortcuts-on]");
    if (!open || !toggle) return;
    open.hidden = false;
    open.addEventListener("click", list);
    toggle.checked = on;
    toggle.addEventListener("change", () => keep(toggle.checked));
  });
})();
