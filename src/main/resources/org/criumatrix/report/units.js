// Formats times and sizes.

const duration = ms => ms >= 10000 ? (ms / 1000).toFixed(1) + " s" : ms >= 100 ? Math.round(ms) + " ms" : ms.toFixed(ms >= 1 ? 1 : 2) + " ms";

function bytes(n) {
  const units = ["B", "KiB", "MiB", "GiB"];
  let i = 0;
  for (; n >= 1024 && i < units.length - 1; i++) n /= 1024;
  return `${i ? n.toFixed(1) : n} ${units[i]}`;
}

/** The unit of an axis, and the format of one value. */
const UNITS = { ms: { name: "ms", per: 1, words: duration }, bytes: { name: "MiB", per: 2 ** 20, words: bytes } };
