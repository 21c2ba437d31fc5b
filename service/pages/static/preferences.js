// Wishes as rows of a form: added, removed, numbered, and each asking only for what its kind and time need.
"use strict";

const wishes = document.querySelector("form [data-rows]");

function asks(row, selector, wanted) {
  for (const label of row.querySelectorAll(selector)) {
    label.hidden = !wanted;
    label.querySelector("input, select").disabled = !wanted;
  }
}

function settle(row) {
  const span = row.querySelector("select[name=pattern_id]").selectedOptions[0];
  asks(row, ".of-span", "span" in span.dataset);
  asks(row, ".of-strength", row.querySelector("select[name=kind]").value !== "cannot"); // a cannot is always kept
}

function renumber() {
  [...wishes.children].forEach((row, place) => {
    for (const number of row.querySelectorAll(".number")) number.textContent = place + 1;
  });
  wishes.closest("form").querySelector("[data-when-none]").hidden = wishes.children.length > 0;
}

function changed(form) {
  form.dispatchEvent(new Event("input"));
}

function add(form) {
  wishes.append(form.querySelector("template").content.cloneNode(true));
  const row = wishes.lastElementChild;
  const date = row.querySelector("select[name=date]");
  const before = row.previousElementSibling?.querySelector("select[name=date]").selectedIndex ?? -1;
  date.selectedIndex = Math.min(before + 1, date.length - 1);
  settle(row);
  renumber();
  changed(form);
  date.focus();
}

function remove(form, row) {
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  renumber();
  changed(form);
  (next?.querySelector("[data-remove]") ?? form.querySelector("[data-add]")).focus();
}

if (wishes) {
  const form = wishes.closest("form");
  [...wishes.children].forEach(settle);
  wishes.addEventListener("change", (event) => settle(event.target.closest("[data-row]")));
  form.querySelector("[data-add]").addEventListener("click", () => add(form));
  wishes.addEventListener("click", (event) => {
    if (event.target.closest("[data-remove]")) remove(form, event.target.closest("[data-row]"));
  });
}
