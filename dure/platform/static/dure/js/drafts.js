// Autosave: posts a draft on a pause in typing and on leaving a field; keeps a copy on this device until the server has it.

const PAUSE = 1500;
const RETRY = 15000;
const WEEK = 7 * 24 * 3600 * 1000;

// No words of the writer: these stand in the form for the server alone.
const unsent = new Set(["csrfmiddlewaretoken", "key", "version", "back", "differing"]);
const PREFIX = "dure:draft:";
// One copy per account and page: whoever shares the device does not read what another has typed.
const keyOf = (form) => `${PREFIX}${form.dataset.account ?? ""}:${form.dataset.autosave ?? form.dataset.kept}`;

function words(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !unsent.has(name) && !name.startsWith("choose-"));
}

// `sent` is the version from which a choice between two texts went out: a higher one tells that it has arrived.
function keep(form, sent = null) {
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), words: words(form), sent }));
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
    if (!field.name || unsent.has(field.name) || field.type === "file" || field.type === "hidden") continue;
    const same = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") field.checked = same.includes(field.value);
    else if (field.tagName !== "BUTTON" && same.length) {
      const order = [...form.querySelectorAll(`[name="${CSS.escape(field.name)}"]`)].indexOf(field);
      field.value = same[Math.min(order, same.length - 1)];
    }
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

// The name of a field as the page shows it.
function labelOf(form, name) {
  const field = form.querySelector(`[name="${CSS.escape(name)}"]:not([type=hidden])`);
  const group = field?.closest("fieldset")?.querySelector("legend");
  const own = field?.getAttribute("aria-label") ?? (field?.type === "radio" || field?.type === "checkbox" ? null : field?.labels?.[0]?.textContent);
  return (own ?? group?.textContent ?? name).trim();
}

function spoken(form, name, values) {
  const said = values.map((value) => {
    const box = form.querySelector(`[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]:is([type=radio], [type=checkbox])`);
    return box?.labels?.[0]?.textContent.trim() ?? value;
  });
  return said.filter(Boolean).join(", ") || "(비어 있어요)";
}

// What differs, name by name: [label, saved, kept here].
function differences(form, here, saved) {
  const names = new Set([...here, ...saved].map(([name]) => name));
  const of = (pairs, name) => pairs.filter(([one]) => one === name).map(([, value]) => value);
  return [...names]
    .filter((name) => JSON.stringify(of(here, name).filter(Boolean)) !== JSON.stringify(of(saved, name).filter(Boolean)))
    .map((name) => [labelOf(form, name), spoken(form, name, of(saved, name)), spoken(form, name, of(here, name))]);
}

function withText(tag, text, name) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (name) made.className = name;
  return made;
}

function offer(form) {
  const copy = kept(form);
  const differing = copy ? differences(form, copy.words, words(form)) : [];
  const arrived = copy && typeof copy.sent === "number" && Number(form.elements.version?.value) > copy.sent;
  if (!copy || arrived || Date.now() - copy.at > WEEK || !differing.length) return forget(form);
  const box = document.createElement("div");
  box.className = "notice notice-warning";
  box.setAttribute("role", "status");
  const texts = document.createElement("dl");
  texts.className = "kept-here";
  for (const [label, saved, here] of differing) {
    texts.append(withText("dt", label), withText("dd", `저장된 글: ${saved}`), withText("dd", `이 기기의 글: ${here}`));
  }
  const actions = document.createElement("p");
  actions.className = "actions";
  for (const [label, act] of [["이 기기의 글 넣기", () => putBack(form, copy.words)], ["저장된 글 그대로 두기", () => forget(form)]]) {
    const button = withText("button", label, "button button-quiet");
    button.type = "button";
    button.addEventListener("click", () => { act(); box.remove(); });
    actions.append(button);
  }
  const inside = document.createElement("div");
  inside.append(withText("p", "이 기기에 남은 글이 있어요. 아직 저장하지 못한 내용이에요.", "notice-title"), texts, actions);
  box.append(inside);
  form.before(box);
}

// Somebody was faster: the form goes out whole, and the next page shows both texts.
function compare(form) {
  if (document.querySelector("[data-compare]")) return;
  const button = withText("button", "두 글 견주어 보기", "button");
  button.type = "button";
  button.dataset.compare = "yes";
  button.addEventListener("click", () => form.requestSubmit());
  const box = document.createElement("div");
  box.className = "notice notice-warning";
  box.setAttribute("role", "alert");
  const inside = document.createElement("div");
  inside.append(withText("p", "다른 사람이 이 쪽을 먼저 저장했어요. 쓰신 글은 이 화면과 이 기기에 그대로 있고, 아무것도 덮어쓰지 않았어요."), button);
  box.append(inside);
  form.before(box);
}

function forgetAll() {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
  } catch {
    // Nothing was kept.
  }
}

// Files go with the form itself, not with every pause in typing.
function textsOf(form) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (typeof value !== "string") body.delete(name);
  return body;
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
      body: textsOf(form),
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken?.value ?? "", "X-Requested-With": "fetch", Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
    });
    if (answer.ok) {
      await take(answer, form);
      if (sent === JSON.stringify(words(form))) {
        forget(form);
        delete form.dataset.unsaved;
        form.dispatchEvent(new Event("dure:kept"));
      }
      say("saved", `${clock()} 저장됨`);
    } else if (answer.status === 409 || answer.status === 422) {
      const { text, overtaken } = await reason(answer);
      say("offline", text);
      if (overtaken) compare(form);
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
  document.dispatchEvent(new CustomEvent("dure:saved", { detail: fields }));
}

async function reason(answer) {
  if (answer.headers.get("content-type")?.includes("json")) {
    const { reasons, overtaken } = await answer.json();
    if (reasons?.length) return { text: reasons.join(" "), overtaken };
  }
  return { text: "저장하지 못했어요. 이 기기에 보관했으니 화면을 새로 고쳐 확인해 주세요", overtaken: false };
}

function watch(form) {
  const state = { sending: false, again: false, submit: null };
  let pause = 0;
  let written = false;
  offer(form);
  form.addEventListener("input", () => {
    written = true;
    form.dataset.unsaved = "yes";
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

// Where two texts wait for a choice nothing is saved before it is made; what is typed meanwhile stays on this device.
function hold(form) {
  keep(form);
  form.addEventListener("input", () => keep(form));
  form.addEventListener("submit", () => keep(form, Number(form.elements.version.value)));
}

export function watchDrafts() {
  // Whoever signs out leaves no words on the device.
  document.addEventListener("submit", (event) => {
    if (new URL(event.target.action, location.href).pathname === "/accounts/logout/") forgetAll();
  });
  for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);
  for (const form of document.querySelectorAll("form[data-kept]")) hold(form);
}
