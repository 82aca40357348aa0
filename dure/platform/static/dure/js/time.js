// Time left on the bar: counted from the server's moment, said aloud once at 30 and at 10 minutes.

const WARN = [30, 10];

function watch(place) {
  const deadline = Date.parse(place.dataset.deadline);
  const drift = Date.parse(place.dataset.now || new Date().toISOString()) - Date.now();
  const said = new Set();
  const tick = () => {
    const minutes = Math.floor((deadline - Date.now() - drift) / 60000);
    if (minutes >= 60) return;
    place.textContent = minutes < 0 ? "마감" : minutes < 1 ? "1분도 남지 않았어요" : `${minutes}분 남음`;
    const due = WARN.filter((limit) => minutes < limit && minutes >= 0 && !said.has(limit));
    if (due.length) {
      for (const limit of due) said.add(limit);
      document.getElementById("said").textContent = `마감까지 ${Math.max(minutes, 1)}분 남았어요. 지금까지 쓴 내용은 저장돼 있어요.`;
    }
  };
  tick();
  setInterval(tick, 10000);
}

export function watchTime() {
  for (const place of document.querySelectorAll("[data-deadline]")) watch(place);
}
