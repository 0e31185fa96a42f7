"use strict";
// Narrow the list of constructs down to those whose row holds every word.
{
  const rows = [...document.querySelectorAll("tbody tr")].map((row) => ({ row, text: `${row.textContent} ${row.dataset.names}`.toLocaleLowerCase() }));
  const left = document.getElementById("left");
  document.getElementById("narrow").addEventListener("input", (event) => {
    const words = event.target.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    left.textContent = words.length ? `${shown} of ${rows.length}` : "";
  });
}
