// Thousands separators while typing, and the sums of a budget table. The server computes everything again.

const won = (text) => Number(text.replace(/[^\d]/g, "") || 0);
const inThrees = (amount) => amount.toLocaleString("ko-KR");

function tidy(input) {
  const digits = input.value.replace(/원\s*$/, "").replaceAll(",", "").trim();
  if (!/^\d{1,16}$/.test(digits)) return;
  const before = input.value.slice(0, input.selectionStart).replace(/\D/g, "").length;
  input.value = inThrees(Number(digits));
  let place = 0;
  for (let seen = 0; seen < before && place < input.value.length; place += 1) if (/\d/.test(input.value[place])) seen += 1;
  if (document.activeElement === input) input.setSelectionRange(place, place);
}

function addUp(table) {
  const sums = { grant: 0, own: 0 };
  for (const row of table.tBodies[0].rows) {
    let line = 0;
    for (const part of ["grant", "own"]) {
      const amount = won(row.querySelector(`[data-part=${part}]`)?.value ?? "");
      sums[part] += amount;
      line += amount;
    }
    const total = row.querySelector("[data-line-total]");
    if (total) total.value = inThrees(line);
  }
  sums.total = sums.grant + sums.own;
  for (const [part, amount] of Object.entries(sums)) {
    for (const place of document.querySelectorAll(`[data-sum=${part}]`)) place.value = inThrees(amount);
  }
}

// A block copied from a spreadsheet fills the cells to the right and below.
function paste(event) {
  const block = event.clipboardData.getData("text").trimEnd();
  const start = event.target.closest("[data-budget] input.input");
  if (!start || !/[\t\n]/.test(block)) return;
  event.preventDefault();
  const rows = [...start.closest("tbody").rows].slice(start.closest("tr").sectionRowIndex);
  const column = [...start.closest("tr").querySelectorAll("input.input")].indexOf(start);
  block.split(/\r?\n/).slice(0, rows.length).forEach((line, down) => {
    const cells = [...rows[down].querySelectorAll("input.input")].slice(column);
    line.split("\t").slice(0, cells.length).forEach((text, right) => {
      cells[right].value = text.trim();
      cells[right].dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
}

// Enter moves down a column of numbers instead of sending the form; never while a syllable is being composed.
function moveDown(event) {
  if (event.key !== "Enter" || event.isComposing) return;
  const input = event.target.closest("[data-budget] input.input");
  if (!input) return;
  event.preventDefault();
  const column = [...input.closest("tr").querySelectorAll("input.input")].indexOf(input);
  input.closest("tr").nextElementSibling?.querySelectorAll("input.input")[column]?.focus();
}

// What is asked from an amount on unfolds as soon as that amount stands there.
function unfold(input) {
  for (const folded of input.form?.querySelectorAll(`details[data-from][data-of="${CSS.escape(input.name)}"]`) ?? []) {
    if (won(input.value) >= Number(folded.dataset.from)) folded.open = true;
  }
}

export function watchMoney() {
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("[data-won]") && !event.isComposing) tidy(event.target);
    if (event.target.matches?.("[data-won]")) unfold(event.target);
    const table = event.target.closest?.("[data-budget]");
    if (table) addUp(table);
  });
  document.addEventListener("paste", paste);
  document.addEventListener("keydown", moveDown);
}
