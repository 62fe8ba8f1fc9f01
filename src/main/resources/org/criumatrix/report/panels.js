// What is folded above the grid. A panel is drawn when it is opened for the first time; which are open is part of the address.

const panels = new Map();

/**
 * Makes a panel; without a summary it stays away.
 *
 * @param summary its line, as children of an element
 * @param body makes what is below the line
 */
function panel(name, summary, body) {
  const box = document.getElementById(name);
  box.hidden = !summary;
  if (!summary) return;
  panels.set(name, { box, draw: () => box.append(...body().filter(Boolean)) });
  box.append(el("summary", {}, summary.filter(Boolean).flatMap(part => [part, " "])));
  box.addEventListener("toggle", () => {
    drawPanel(name);
    if (box.open === state.panel.has(name)) return;
    box.open ? state.panel.add(name) : state.panel.delete(name);
    remember();
  });
}

function drawPanel(name) {
  const { box, draw } = panels.get(name);
  if (!box.open || box.dataset.drawn) return;
  box.dataset.drawn = "yes";
  draw();
}

function showPanels() {
  for (const [name, { box }] of panels) {
    box.open = state.panel.has(name);
    drawPanel(name);
  }
}
