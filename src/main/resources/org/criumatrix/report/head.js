// What was run, and for which kernels its marks are valid.

const release = kernel => kernel.match(/^\d+\.\d+/)?.[0] ?? kernel;
const releases = [...new Set(data.axes.kernel.filter(Boolean).map(release))];

function drawHead() {
  const run = data.run;
  const kernels = data.axes.kernel.filter(Boolean);
  document.getElementById("valid").append(...validWords());
  document.getElementById("about").append(...[
    `criu-matrix ${run.suite}`,
    run.started.replace(/^([\d-]+)T([\d:]{5}).*Z$/, "$1 $2 UTC"),
    kernels.length > 3 ? `${kernels.length} kernels` : "Linux " + kernels.join(", "),
    data.axes.host.length > 3 ? `${data.axes.host.length} hosts` : "on " + data.axes.host.join(", "),
    "CRIU " + data.axes.criu.filter(hasCriu).join(", "),
  ].filter(Boolean).map(fact => el("span", {}, fact)));
  panel("run", ["About this run"], () => [el("div", { id: "run-facts" }, ...aboutRun(run))]);
}

/** The kernel decides as much as CRIU does. */
function validWords() {
  if (!releases.length) return [];
  const which = releases.length > 4 ? `${releases.slice(0, 4).join(", ")} and ${releases.length - 4} more` : releases.join(", ");
  return [`valid for Linux ${which} only`];
}

function aboutRun(run) {
  const list = pairs => el("dl", {}, pairs.flatMap(([k, v]) => [el("dt", {}, k), el("dd", {}, String(v ?? "unknown"))]));
  const part = (title, ...body) => el("section", {}, el("h2", {}, title), ...body);
  const parts = [
    part("Run", list([["started", run.started], ["ended", run.ended || "was cut off"], ["cells", `${run.cellsRecorded} of ${run.cellsPlanned}`],
      ...Object.entries(run.options || {}).map(([k, v]) => ["-D" + k, v])])),
    part("CRIU builds", list((run.criuBuilds || []).map(b => [b.version,
      [b.origin, b.packageVersion, b.gitId, b.sha256 && "sha256 " + b.sha256].filter(Boolean).join(" · ")]))),
    ...Object.entries(run.hosts || {}).map(([host, facts]) => part("Host " + host, list(Object.entries(facts)))),
    part("Other kernels", el("p", {}, "Another kernel can change any mark. This runs the same on virtual machines with kernels of their own:"), line("./criu-matrix run '-Dhost=kernel:*'")),
    part("Published", el("p", {}, data.publication.citation, " ", el("a", { href: data.publication.address, rel: "noreferrer" }, data.publication.id))),
    // An unfinished run has no tables yet.
    run.ended && part("Files", el("p", { class: "files" }, data.files.map(f => el("a", { href: f }, f)))),
  ];
  if (run.notes?.length) parts.push(part("Notes", el("ul", {}, run.notes.map(n => el("li", {}, n)))));
  return parts.filter(Boolean);
}
