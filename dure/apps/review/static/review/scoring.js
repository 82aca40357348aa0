// The rubric: a total that follows the choices, and single keys for scoring. Without it the form posts as it stands.
// Saving while one works is done by the shared drafts module; this one only lets it hear of choices made by key.

const form = document.getElementById("rubric-form");
const lines = form ? [...form.querySelectorAll("[data-line]:not(:disabled)")] : [];
const keys = document.querySelector("[data-keys]");
const KEYS_OFF = "dure:review:keys-off";

function chosen(line) {
  return line.querySelector("input[type=radio]:checked");
}

// Levels are fifths of a criterion's points: counted in hundredths, as the server does.
function showTotal() {
  let total = 0;
  let possible = 0;
  let missing = 0;
  for (const line of lines) {
    const level = chosen(line);
    const points = Number(line.dataset.line);
    if (level) {
      total += points * Number(level.value) * 20;
      possible += points;
    } else if (!("bonus" in line.dataset)) missing += 1;
  }
  form.querySelector("[data-total]").textContent = String(total / 100);
  form.querySelector("[data-possible]").textContent = String(possible);
  const left = form.querySelector("[data-missing]");
  left.hidden = missing === 0;
  left.textContent = `남은 항목 ${missing}개`;
}

function current() {
  return lines.find((line) => line.contains(document.activeElement)) ?? lines.find((line) => !chosen(line)) ?? lines[0];
}

function focusOn(line) {
  (chosen(line) ?? line.querySelector("input[type=radio]")).focus();
  line.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const place = lines.findIndex((line) => line.contains(document.activeElement));
  const next = place < 0 ? current() : lines[Math.min(Math.max(place + by, 0), lines.length - 1)];
  focusOn(next);
}

function score(level) {
  const line = current();
  const radio = line.querySelector(`input[type=radio][value="${level}"]`);
  radio.checked = true;
  radio.focus();
  radio.dispatchEvent(new Event("input", { bubbles: true }));
}

function goTo(by) {
  const links = [...document.querySelectorAll(".review-list li > a")];
  const place = links.findIndex((link) => link.hasAttribute("aria-current"));
  const next = links[place + by];
  if (next) next.click();
}

function showKeys() {
  const sheet = document.querySelector("[data-sheet]");
  sheet.open = !sheet.open;
  if (sheet.open) sheet.querySelector("summary").focus();
}

function confirmSheet() {
  const button = form.querySelector('button[name="act"][value="confirm"]');
  if (button) form.requestSubmit(button);
}

// Words picked in an answer go into the form of marks, with the answer they stand in.
function takePicked() {
  const picked = document.getSelection();
  const answer = picked.anchorNode?.parentElement?.closest("[data-place]");
  const marks = document.querySelector("form[data-note]");
  if (!answer || !picked.toString().trim()) return;
  marks.elements.quote.value = picked.toString().replace(/\s+/g, " ").trim().slice(0, 500);
  marks.elements.place.value = answer.dataset.place;
  marks.elements.text.focus();
}

function isWriting(target) {
  return target.matches("textarea, select, input:not([type=radio], [type=checkbox])") || target.isContentEditable;
}

function onKey(event) {
  if (event.isComposing || event.keyCode === 229) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    form.dispatchEvent(new Event("input", { bubbles: true }));
    form.dispatchEvent(new Event("focusout", { bubbles: true }));
    return;
  }
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && form.contains(event.target)) {
    event.preventDefault();
    confirmSheet();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || !keys.checked || isWriting(event.target)) return;
  const moves = { j: () => goTo(1), k: () => goTo(-1), "?": showKeys };
  const scores = { ArrowDown: () => step(1), ArrowUp: () => step(-1), n: () => current().querySelector("textarea").focus() };
  const acts = lines.length ? { ...moves, ...scores } : moves;
  const isScore = lines.length && /^[1-5]$/.test(event.key);
  const act = isScore ? () => score(event.key) : acts[event.key] ?? acts[event.key.toLowerCase()];
  const scrolls = event.key.startsWith("Arrow") && !form.contains(event.target) && event.target !== document.body;
  if (!act || scrolls) return;
  event.preventDefault();
  act();
}

function rememberKeys() {
  try {
    keys.checked = localStorage.getItem(KEYS_OFF) !== "yes";
    keys.addEventListener("change", () => localStorage.setItem(KEYS_OFF, keys.checked ? "no" : "yes"));
  } catch {
    // Where nothing may be stored, the keys are on and can be switched off for this page.
  }
}

if (form && keys) {
  rememberKeys();
  document.addEventListener("keydown", onKey);
}
if (lines.length) {
  form.addEventListener("input", showTotal);
  showTotal();
}
const take = document.querySelector("[data-take]");
if (take) {
  take.hidden = false;
  take.addEventListener("mousedown", (event) => event.preventDefault());
  take.addEventListener("click", takePicked);
}
