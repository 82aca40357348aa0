// Autosave: posts a draft on a pause in typing and on leaving a field; keeps a copy on this device until the server has it.

const PAUSE = 1500;
const RETRY = 15000;
const WEEK = 7 * 24 * 3600 * 1000;

const unsent = new Set(["csrfmiddlewaretoken", "key"]);
const keyOf = (form) => `dure:draft:${form.dataset.autosave}`;

function words(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !unsent.has(name));
}

function keep(form) {
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), words: words(form) }));
  } catch {
    // A full or forbidden store only means that the copy is not kept; the page itself still holds the words.
  }
}

function kept(form) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(form)));
  } catch {
    return null;
  }
}

function forget(form) {
  try {
    localStorage.removeItem(keyOf(form));
  } catch {
    // Nothing was kept.
  }
}

function clock() {
  return new Intl.DateTimeFormat("ko-KR", { hour: "numeric", minute: "2-digit", timeZone: "Asia/Seoul" }).format(new Date());
}

function say(state, text) {
  for (const place of document.querySelectorAll("[data-saved]")) {
    place.dataset.state = state;
    if (place.textContent !== text) place.textContent = text;
  }
}

function putBack(form, pairs) {
  for (const field of form.elements) {
    if (!field.name || unsent.has(field.name) || field.type === "file") continue;
    const same = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") field.checked = same.includes(field.value);
    else if (field.tagName !== "BUTTON" && same.length) {
      const order = [...form.querySelectorAll(`[name="${CSS.escape(field.name)}"]`)].indexOf(field);
      field.value = same[Math.min(order, same.length - 1)];
    }
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function offer(form) {
  const copy = kept(form);
  if (!copy || Date.now() - copy.at > WEEK || JSON.stringify(copy.words) === JSON.stringify(words(form))) return forget(form);
  const box = document.createElement("div");
  box.className = "notice notice-warning";
  box.setAttribute("role", "status");
  const text = document.createElement("p");
  text.textContent = "이 기기에 보관해 둔, 아직 저장하지 못한 내용이 있어요.";
  const actions = document.createElement("p");
  actions.className = "actions";
  for (const [label, act] of [["다시 넣기", () => putBack(form, copy.words)], ["버리기", () => forget(form)]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-quiet";
    button.textContent = label;
    button.addEventListener("click", () => { act(); box.remove(); });
    actions.append(button);
  }
  const inside = document.createElement("div");
  inside.append(text, actions);
  box.append(inside);
  form.before(box);
}

async function send(form, state) {
  if (state.sending) { state.again = true; return; }
  state.sending = true;
  state.again = false;
  const sent = JSON.stringify(words(form));
  say("saving", "저장 중");
  try {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken?.value ?? "", "X-Requested-With": "fetch", Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
    });
    if (answer.ok) {
      await take(answer, form);
      if (sent === JSON.stringify(words(form))) forget(form);
      say("saved", `${clock()} 저장됨`);
    } else if (answer.status === 409 || answer.status === 422) {
      say("offline", await reason(answer));
    } else if (answer.type === "opaqueredirect" || answer.status === 403) {
      say("offline", "로그인이 끝났어요. 이 기기에 보관했으니 새 창에서 로그인한 뒤 계속 쓰세요");
    } else throw new Error(String(answer.status));
  } catch {
    say("offline", "연결이 끊겼어요. 이 기기에 보관했다가 다시 저장할게요");
    clearTimeout(state.retry);
    state.retry = setTimeout(() => send(form, state), RETRY);
  } finally {
    state.sending = false;
    if (state.submit) state.submit();
    else if (state.again) send(form, state);
  }
}

// The server may answer with {"version": 7} and a fresh key for the next saving.
async function take(answer, form) {
  if (!answer.headers.get("content-type")?.includes("json")) return;
  const fields = await answer.json();
  for (const name of ["version", "key"]) {
    if (fields[name] !== undefined && form.elements[name]) form.elements[name].value = fields[name];
  }
}

async function reason(answer) {
  if (answer.headers.get("content-type")?.includes("json")) {
    const { reasons } = await answer.json();
    if (reasons?.length) return reasons.join(" ");
  }
  return "저장하지 못했어요. 이 기기에 보관했으니 화면을 새로 고쳐 확인해 주세요";
}

function watch(form) {
  const state = { sending: false, again: false, submit: null };
  let pause = 0;
  let written = false;
  offer(form);
  form.addEventListener("input", () => {
    written = true;
    keep(form);
    clearTimeout(pause);
    pause = setTimeout(() => send(form, state), PAUSE);
  });
  form.addEventListener("focusout", () => {
    if (!written) return;
    written = false;
    clearTimeout(pause);
    send(form, state);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(pause);
    clearTimeout(state.retry);
    if (!state.sending) return;
    // A saving is on its way; the form waits for its version, or the server would take it for somebody else's.
    event.preventDefault();
    state.submit = () => { state.submit = null; form.requestSubmit(event.submitter); };
  });
  window.addEventListener("online", () => { if (kept(form)) send(form, state); });
}

export function watchDrafts() {
  for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);
}
