// The causes of failures: what is known of each in words.

const RECORDED = "recorded";
const UNKNOWN_CAUSE = "unknown";

const causesById = new Map(data.causes.map(c => [c.id, c]));

/** The kernels of a cause in words; empty if it is about all of them. */
function kernelWords(pattern) {
  const [, comparator, version] = pattern?.match(/^\s*([<>=]=?)\s*(\S+)\s*$/) || [];
  const words = { ">=": v => `Linux ${v} or newer`, ">": v => `Linux newer than ${v}`, "<": v => `Linux before ${v}`, "<=": v => `Linux ${v} or older`, "=": v => `Linux ${v}` };
  return comparator ? words[comparator](version) : pattern ? `Linux ${pattern}` : "";
}

const NOTHING_AT = { start: "does not start", dump: "dumps nothing", restore: "restores nothing" };

/** What a build does whose cells all fail for one cause: "dumps nothing on Linux 6.13 or newer: 794 cells". */
function ruleWords(cause, some) {
  const number = `${some.length.toLocaleString()} ${some.length === 1 ? "cell" : "cells"}`;
  return cause.kernel ? `${NOTHING_AT[some[0].phase] || "fails"} on ${kernelWords(cause.kernel)}: ${number}` : `${cause.text} (${number})`;
}

const newestBuild = data.axes.criu[0];

/** Compares versions as VersionOrder.java does, for numbers: 4.2.1 is before 4.10. */
function isOlder(version, than) {
  // A build of the user's own is named by its path.
  if (!/^\d/.test(version)) return false;
  const numbers = v => (v.match(/\d+/g) || []).map(Number);
  const [left, right] = [numbers(version), numbers(than)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    if ((left[i] ?? 0) !== (right[i] ?? 0)) return (left[i] ?? 0) < (right[i] ?? 0);
  }
  return false;
}

/** "fixed upstream, not in this build", or that a newer build of this run has the fix. */
function fixWords(cause, criu) {
  if (!cause.fixed) return "";
  const having = data.axes.criu.filter(c => !isOlder(c, cause.fixed));
  const where = criu && isOlder(criu, cause.fixed) ? ", not in this build" : "";
  return `fixed in CRIU ${cause.fixed}${where}${having.length ? "" : ", which no build of this run is"}`;
}

/** Failing cells by cause, those with the most cells first. */
const byCause = some => [...groupBy(some.filter(c => c.verdict === "fails"), c => c.cause)]
  .sort(([, a], [, b]) => b.length - a.length);

/** The maximum number of values that are named. */
const NAMED = 4;

function names(values) {
  return values.length > NAMED ? `${values.slice(0, NAMED).join(", ")} and ${values.length - NAMED} more` : values.join(", ");
}

/** The values of an axis that cells have, in the order of the axis. */
const valuesOf = (some, axis) => { const present = new Set(some.map(c => c[axis])); return data.axes[axis].filter(v => present.has(v)); };
