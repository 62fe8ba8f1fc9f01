// Controls the grid with keyboard and pointer.

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  PageUp: [-10, 0], PageDown: [10, 0], Home: [0, -1e6], End: [0, 1e6] };

const STEP_KEYS = { n: 1, p: -1 };

function listen() {
  table.addEventListener("click", e => {
    const target = e.target.closest("button");
    if (!target) return;
    if (target.dataset.fold !== undefined) foldLines(target.dataset.fold);
    else if (target.dataset.unfold !== undefined) { state.unfolded.add(target.dataset.unfold); changed(); }
    else if (target.dataset.about !== undefined) {
      if (target.dataset.column !== undefined) standAt(target);
      openAbout(target.dataset.about);
    }
    else openSlot(target);
  });
  table.addEventListener("keydown", e => {
    const step = STEPS[e.key];
    if (!step || e.target.dataset.column === undefined || e.ctrlKey || e.altKey || e.metaKey) return;
    e.preventDefault();
    goTo(place(e.target).line + step[0], place(e.target).column + step[1]);
  });
  document.addEventListener("keydown", e => {
    const typing = e.target.matches("input:not([type=radio], [type=checkbox]), select, textarea");
    const view = !typing && !e.ctrlKey && !e.altKey && !e.metaKey && Object.keys(VIEWS).find(v => v[0] === e.key);
    if (e.key === "Escape" && !drawer.hidden) closeDrawer();
    else if (STEP_KEYS[e.key] && !drawer.hidden && !typing) drawer.querySelector(`[data-step="${STEP_KEYS[e.key]}"]`)?.click();
    else if (e.key === "/" && !typing) { e.preventDefault(); document.getElementById("search").focus(); }
    else if (view) goToView(view);
  });
  let waiting = false;
  box.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; drawLines(); });
  });
  addEventListener("resize", () => { windowWidth = innerWidth; VIEWS[state.view].resized?.(); });
  small.addEventListener("change", show);
  addEventListener("beforeprint", () => VIEWS[state.view].printing?.(true));
  addEventListener("afterprint", () => VIEWS[state.view].printing?.(false));
}

const place = slot => ({ line: +slot.closest("tr").dataset.line, column: +slot.dataset.column });

function goTo(line, column) {
  const within = (n, from, to) => Math.max(from, Math.min(to - 1, n));
  // The published columns are to the left of the first.
  grid.at = { line: within(line, 0, grid.lines.length), column: within(column, -grid.published.length, grid.columns.length) };
  const height = lineHeight();
  const head = table.tHead.offsetHeight;
  const top = grid.at.line * height;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (head + top + 2 * height > box.scrollTop + box.clientHeight) box.scrollTop = head + top + 2 * height - box.clientHeight;
  drawLines();
  table.querySelector("[tabindex='0'][data-column]")?.setAttribute("tabindex", "-1");
  const slot = table.querySelector(`tr[data-line="${grid.at.line}"] [data-column="${grid.at.column}"]`);
  slot?.setAttribute("tabindex", "0");
  slot?.focus();
}

function standAt(slot) {
  grid.at = place(slot);
  table.querySelector("[tabindex='0'][data-column]")?.setAttribute("tabindex", "-1");
  slot.setAttribute("tabindex", "0");
}

function openSlot(slot) {
  standAt(slot);
  const line = grid.lines[grid.at.line];
  const column = grid.columns[grid.at.column];
  const some = line.slots.get(column.key);
  if (some.length === 1) openCell(some[0]);
  else openAbout([line.caseId ?? line.group, column.outer, column.inner].filter(v => v !== null).join("\t"));
}

function foldLines(key) {
  const open = grid.lines.find(l => l.group === key).open;
  state.opened.delete(key);
  state.closed.delete(key);
  (open ? state.closed : state.opened).add(key);
  changed();
  table.querySelector(`[data-fold="${CSS.escape(key)}"]`)?.focus();
}
