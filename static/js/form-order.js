/* Rows of a form's definition in the admin are put in order by two buttons or by dragging; without script their
   places are typed. A place is a number with room between it and the next. */

const STEP = 10;

function rowsOf(table) {
  return [...table.querySelectorAll("tr.form-row:not(.empty-form)")];
}

function placeOf(row) {
  return row.querySelector("input[name$='-position']");
}

function renumber(table) {
  rowsOf(table).forEach((row, place) => {
    const input = placeOf(row);
    if (input) input.value = String((place + 1) * STEP);
  });
}

/** Move a row one step; errors of a row stand in a row of their own right before it and go along. */
function move(row, step) {
  const table = row.closest("table");
  const rows = rowsOf(table);
  const other = rows[rows.indexOf(row) + step];
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  renumber(table);
}

function button(row, step) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "in-order-step";
  made.textContent = step < 0 ? "↑" : "↓";
  made.setAttribute("aria-label", step < 0 ? "Chuyển lên" : "Chuyển xuống");
  made.addEventListener("click", () => {
    move(row, step);
    made.focus();
  });
  return made;
}

let dragged = null;

function equip(row) {
  const cell = placeOf(row)?.closest("td");
  if (!cell || cell.querySelector(".in-order-step")) return;
  const grip = document.createElement("span");
  grip.className = "in-order-grip";
  grip.textContent = "⠿";
  grip.title = "Kéo để đổi chỗ";
  grip.draggable = true;
  grip.addEventListener("dragstart", (event) => {
    dragged = row;
    event.dataTransfer.setDragImage(row, 0, 0);
  });
  cell.append(grip, button(row, -1), button(row, 1));
  row.addEventListener("dragover", (event) => {
    if (dragged && dragged !== row && dragged.closest("table") === row.closest("table")) event.preventDefault();
  });
  row.addEventListener("drop", (event) => {
    event.preventDefault();
    const isAfter = event.offsetY > row.offsetHeight / 2;
    if (isAfter) row.after(dragged);
    else row.before(dragged);
    renumber(row.closest("table"));
    dragged = null;
  });
}

document.addEventListener("DOMContentLoaded", () => {
  for (const group of document.querySelectorAll(".in-order")) {
    const table = (group.closest(".inline-group") ?? group).querySelector("table");
    if (table) rowsOf(table).forEach(equip);
  }
});

document.addEventListener("formset:added", (event) => {
  if (event.target.closest(".inline-group")?.querySelector(".in-order")) equip(event.target);
});
