/* Gives Select2's boxes, which Django's autocomplete fields are made of, the names of their fields. */
/* global django */
"use strict";

function nameOf(select) {
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  if (label && !label.id) label.id = `${select.id}_label`;
  return label;
}

function mend(select) {
  const box = select.nextElementSibling;
  const label = nameOf(select);
  if (!label || !box || !box.classList.contains("select2")) return;
  const selection = box.querySelector(".select2-selection");
  const chosen = selection.querySelector(".select2-selection__rendered[id]");
  selection.setAttribute("aria-labelledby", chosen ? `${label.id} ${chosen.id}` : label.id);
  if (chosen) chosen.setAttribute("aria-labelledby", label.id);
  const search = box.querySelector(".select2-search__field");
  if (search) search.setAttribute("aria-labelledby", label.id);
}

function mendAll(within) {
  for (const select of within.querySelectorAll("select.admin-autocomplete")) mend(select);
}

// Before Select2 is made: its "clear all" stands inside a list that may hold only items.
for (const select of document.querySelectorAll("select.admin-autocomplete[multiple]")) {
  select.dataset.allowClear = "false";
}
// After Django's own script, which waits in the same queue.
django.jQuery(() => setTimeout(() => mendAll(document)));
document.addEventListener("formset:added", (event) => setTimeout(() => mendAll(event.target)));
