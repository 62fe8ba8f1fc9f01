// Every state of the page has a title and a link of its own, and its table can be taken along.

const VIEW_WORDS = { grid: "", why: "causes", charts: "charts", heat: "heat map" };

/** What the page shows, for the browser's tab, its history and its bookmarks. */
function titleWords() {
  const cell = state.cell && cellById(state.cell);
  const about = state.about?.split("\t");
  const filters = [...state.only].filter(([, values]) => values.size)
    .map(([filter, values]) => filter === "why" ? [...values].map(v => causesById.get(v)?.text.slice(0, 40) ?? v).join(", ") : filter === "criu" ? "CRIU " + [...values].join(", ") : [...values].join(", "));
  return [
    cell ? `${cell.caseId}, CRIU ${cell.criu}, ${cell.privilege}: ${seen(cell)}` : state.cell,
    about && [titles.get(about[0]) || about[0], ...about.slice(1).filter(Boolean)].join(", "),
    VIEW_WORDS[state.view], state.view === "charts" && state.measure, ...filters, state.differing && DIFFERS, state.between && "differs between builds", state.text && `“${state.text}”`,
    "What CRIU checkpoints and restores" + (releases.length ? ` on Linux ${names(releases)}` : ""),
  ].filter(Boolean);
}

function showTitle() {
  document.title = titleWords().join(" – ");
}

function drawTakeAway() {
  document.getElementById("share").append(
    copier(() => location.href, "Copy link"),
    el("details", { class: "menu", "data-menu": "export", onkeydown: closeOnEscape }, el("summary", {}, "This view as"), el("div", {},
      Object.entries(FORMATS).map(([format, { title }]) => el("p", { class: "format" }, el("strong", {}, title), " ",
        el("button", { type: "button", "data-download": format, onclick: () => download(format) }, "Download"), " ", copier(() => formatted(format), "Copy"))))));
}

/** Offers a text that the page has made as a file: nothing is fetched. */
function download(format) {
  const link = el("a", { href: URL.createObjectURL(new Blob([formatted(format)], { type: FORMATS[format].type })), download: fileName(format) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const fileName = format => `criu-matrix-${state.view}-${data.run.started.slice(0, 10)}.${format}`;
