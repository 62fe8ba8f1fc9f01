// The current view as a table of texts, in the formats of spreadsheets and papers.

const CELL_FIELDS = ["id", "row", "caseId", ...AXES, "verdict", "phase", "error", "expected", "judgement", "since"];
const FIELD_NAMES = { id: "cell", caseId: "case" };

const FORMATS = {
  csv: { title: "CSV", type: "text/csv", write: table => table.lines.map(l => l.map(csvField).join(",")).join("\n") + "\n" },
  tex: { title: "TeX", type: "application/x-tex", write: texTable },
};

/** Returns the table of the view; of the grid in CSV its cells, and in TeX its lines as they are drawn. */
function viewTable(format) {
  const shown = matching();
  if (state.view === "why") return causesTable(shown);
  if (state.view === "charts") return figuresTable();
  if (state.view === "heat") return tableOf(document.querySelector("#heat table"));
  return format === "csv" ? cellsTable(shown) : gridTable();
}

const formatted = format => FORMATS[format].write(viewTable(format));

const cellsTable = shown => ({ lines: [[...CELL_FIELDS.map(f => FIELD_NAMES[f] || f), "cause", "fixed", "issue"],
  ...shown.map(c => [...CELL_FIELDS.map(f => c[f]), c.cause?.text ?? "", c.cause?.fixed ?? "", c.cause?.issue ?? ""])] });

const causesTable = shown => ({ lines: [["cause", "cells", "criu", "kernels", "fixed", "remedy", "issue"], ...byCause(shown).map(([cause, some]) =>
  [cause.text, some.length, valuesOf(some, "criu").join(" "), kernelWords(cause.kernel) || "any", cause.fixed ?? "", cause.remedy ?? "", cause.issue ?? ""])] });

/** The numbers behind all figures, one below the other. */
const figuresTable = () => ({ lines: [...document.querySelectorAll("#figures figure")].flatMap(f =>
  [[f.querySelector("h3").textContent], ...tableOf(f.querySelector("table")).lines, []]) });

const tableOf = shown => ({ lines: shown ? [...shown.rows].map(r => [...r.cells].map(c => c.textContent)) : [] });

/** A mark in the text of a table: "✓", "9 of 16". */
const gridEntry = (line, column) => line.tallyOf(column.key);

function gridTable() {
  const heads = grid.columns.map(c => [outerWords(c.outer), c.inner?.replaceAll("|", ", ")].filter(Boolean).join(" "));
  return { heads: grid.columns, lines: [["", ...heads], ...grid.lines.map(line => [line.group === undefined ? line.caseId : titles.get(line.group) || line.group,
    ...grid.columns.map(column => gridEntry(line, column))])] };
}

const csvField = value => { const text = String(value ?? ""); return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text; };

const TEX_SIGNS = { works: "\\works", refuses: "\\refuses", fails: "\\fails", partial: "\\partly", unavailable: "\\unavailable", broken: "\\broken", "not run": "\\notrun" };
const TEX_MACROS = [["works", "$\\surd$"], ["refuses", "$\\oslash$"], ["fails", "$\\times$"], ["partly", "($\\surd$)"], ["unavailable", "--"], ["broken", "!"], ["notrun", "$\\cdot$"]];
const TEX_SPECIAL = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "<": "\\textless{}", ">": "\\textgreater{}", "|": "\\textbar{}" };

/** The same as LatexPage.java escapes: LaTeX sets any text and obeys none. */
const texText = text => [...String(text ?? "")].map(c => TEX_SPECIAL[c] || ("&%$#_{}".includes(c) ? "\\" + c : c < " " ? " " : c < "\x7f" || /[À-ÿ]/.test(c) ? c : "?")).join("").replace(/(?<=-)-/g, "{}-");

const texEntry = entry => typeof entry === "object" && entry !== null ? (entry.uniform ? TEX_SIGNS[entry.verdict] : `${entry.works}/${entry.planned}`) : texText(entry);

/** A comment keeps an address as it is; only the end of the line would end it. */
const texComment = text => "% " + text.replace(/[–—]/g, "-").replace(/[“”]/g, '"').replace(/[^ -\x7eÀ-ÿ]/g, "?");

function texTable({ lines }) {
  const columns = Math.max(1, ...lines.map(l => l.length));
  const [head = [], ...rest] = lines;
  return [texComment(document.title), texComment(location.href), texComment(data.publication.citation),
    ...TEX_MACROS.map(([name, sign]) => `\\providecommand{\\${name}}{${sign}}`),
    `\\begin{tabular}{l${"c".repeat(columns - 1)}}`, "\\hline", head.map(texText).join(" & ") + " \\\\", "\\hline",
    ...rest.map(l => l.map(e => e === null ? "" : texEntry(e)).join(" & ") + " \\\\"), "\\hline", "\\end{tabular}", ""].join("\n");
}
