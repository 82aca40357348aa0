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
  if (event.ctrlKey || event.metaKey || event.altKey || !keys.checked || isWriting(event.target)) return;
  const acts = { ArrowDown: () => step(1), ArrowUp: () => step(-1), n: () => current().querySelector("textarea").focus() };
  const act = /^[1-5]$/.test(event.key) ? () => score(event.key) : acts[event.key] ?? acts[event.key.toLowerCase()];
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

if (lines.length) {
  rememberKeys();
  form.addEventListener("input", showTotal);
  document.addEventListener("keydown", onKey);
  showTotal();
}
