// Names in a list with commas: the suggestions go on after the names that are there already.
"use strict";
(() => {
  const goOn = (input) => {
    const names = [...input.list.options].map((option) => option.value);
    input.addEventListener("input", () => {
      const before = input.value.slice(0, input.value.lastIndexOf(",") + 1);
      const told = new Set(before.split(",").map((name) => name.trim()));
      const lead = before && `${before} `;
      input.list.replaceChildren(...names.filter((name) => !told.has(name)).map((name) => {
        const option = document.createElement("option");
        option.value = lead + name;
        return option;
      }));
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("input[data-names]").forEach(goOn);
  });
})();
