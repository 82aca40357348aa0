// What the pages of an application gain when scripts run: questions that appear at once, counters, limits that move while one types, who else is here.

const HEARTBEAT = 30000;

function answersOf(form, key) {
  return [...form.querySelectorAll(`[name="${CSS.escape(key)}"]`)]
    .filter((field) => (field.type !== "radio" && field.type !== "checkbox") || field.checked)
    .map((field) => field.value);
}

// A question whose condition stands on another page keeps what the server decided.
function toggle(form) {
  const hidden = new Set();
  for (const place of form.querySelectorAll("[data-question]")) {
    if (!place.dataset.shownWhen) continue;
    const earlier = place.dataset.shownWhen;
    if (form.querySelector(`[name="${CSS.escape(earlier)}"]`)) {
      const wanted = place.dataset.shownFor.split(" ");
      place.hidden = hidden.has(earlier) || !answersOf(form, earlier).some((answer) => wanted.includes(answer));
    }
    if (place.hidden) hidden.add(place.dataset.question);
  }
}

function count(place) {
  const field = place.querySelector("textarea, input:not([type=hidden])");
  if (!field) return;
  const longest = Number(place.dataset.longest);
  const shown = document.createElement("p");
  shown.className = "letter-count";
  field.after(shown);
  const tick = () => {
    const length = field.value.trim().length;
    shown.textContent = length > longest ? `${(length - longest).toLocaleString("ko-KR")}자를 줄여 주세요` : `${length.toLocaleString("ko-KR")} / ${longest.toLocaleString("ko-KR")}자`;
    shown.classList.toggle("is-over", length > longest);
  };
  field.addEventListener("input", tick);
  tick();
}

const won = (text) => Number((text ?? "").replace(/[^\d]/g, "") || 0);
const share = (part, whole) => (whole ? Math.floor((part * 1000) / whole) / 10 : 0).toFixed(1);

function rowsOf(table) {
  return [...table.tBodies[0].rows].map((row) => ({
    category: row.querySelector("[name=budget_category]")?.value ?? "",
    grant: won(row.querySelector("[data-part=grant]")?.value),
    own: won(row.querySelector("[data-part=own]")?.value),
  }));
}

function watchLimits(table) {
  const list = document.querySelector("[data-limits]");
  if (!list) return;
  const tick = () => {
    const rows = rowsOf(table);
    const grant = rows.reduce((sum, row) => sum + row.grant, 0);
    const own = rows.reduce((sum, row) => sum + row.own, 0);
    for (const line of list.querySelectorAll("[data-limit]")) {
      const mine = rows.filter((row) => row.category === line.dataset.limit);
      const part = mine.reduce((sum, row) => sum + row.grant + (line.dataset.of === "grant" ? 0 : row.own), 0);
      const whole = line.dataset.of === "grant" ? grant : grant + own;
      line.textContent = `${line.dataset.title}, 지금 ${share(part, whole)}% (${part.toLocaleString("ko-KR")}원)`;
      line.classList.toggle("is-over", part * 100 > whole * Number(line.dataset.percent));
    }
    const cap = list.querySelector("[data-cap]");
    if (cap) {
      cap.querySelector("output").value = `${grant.toLocaleString("ko-KR")}원`;
      cap.classList.toggle("is-over", grant > Number(cap.dataset.cap));
    }
    const told = document.querySelector("[data-share]");
    if (told && list.dataset.ownPercent) {
      const base = list.dataset.ownBase === "grant" ? grant : grant + own;
      const name = list.dataset.ownBase === "grant" ? "보조금" : "총사업비";
      told.textContent = `자부담은 ${name} ${base.toLocaleString("ko-KR")}원의 ${share(own, base)}% · ${list.dataset.ownPercent}% 이상이면 돼요.`;
    }
  };
  table.addEventListener("input", tick);
  table.addEventListener("change", tick);
}

function tell(words) {
  const place = document.querySelector("[data-present]");
  if (!place || words === undefined) return;
  if (place.textContent !== words) place.textContent = words;
  place.hidden = !words;
}

async function beat(place) {
  if (document.hidden) return;
  const body = new FormData();
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "");
  try {
    const answer = await fetch(place.dataset.heartbeat, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
    if (answer.ok) tell((await answer.json()).present);
  } catch {
    // Without a connection nobody is seen; writing goes on and is kept on this device.
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) {
  form.addEventListener("input", () => toggle(form));
  form.addEventListener("change", () => toggle(form));
  toggle(form);
}
for (const place of document.querySelectorAll("[data-longest]")) count(place);
for (const table of document.querySelectorAll("table[data-budget]")) watchLimits(table);
const place = document.querySelector("[data-heartbeat]");
if (place) {
  beat(place);
  setInterval(() => beat(place), HEARTBEAT);
}
document.addEventListener("dure:saved", (event) => tell(event.detail.present));
