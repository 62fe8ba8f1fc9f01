// Globs, versions, numbers with units and dates of a query. The same rules as in the Java classes of this package.

const MAX_ALTERNATIVES = 1000;

class QueryError extends Error {
  /** at: the index of the first wrong character. */
  constructor(at, length, message) {
    super(message);
    Object.assign(this, { at, length });
  }
}

/** A pattern without wildcards, which matches its own text. */
const literal = text => {
  const wanted = text.toLowerCase();
  return { matches: lower => lower === wanted, isIn: lower => lower.includes(wanted) };
};

function glob(text) {
  if (!/[*?{}]/.test(text)) return literal(text);
  const patterns = alternatives(text.toLowerCase(), text).map(wildcards);
  return {
    matches: lower => patterns.some(p => p.matches(lower)),
    isIn: lower => patterns.some(p => p.isIn(lower)),
  };
}

/** Returns the texts that the braces of a glob stand for. */
function alternatives(text, written) {
  const open = [];
  let texts = [""];
  for (const c of text) {
    if (c === "{") {
      open.push({ before: texts, complete: [] });
      texts = [""];
    } else if (c === "," && open.length) {
      open.at(-1).complete.push(...texts);
      texts = [""];
    } else if (c === "}") {
      if (!open.length) throw new Error(`'}' without '{' in the glob '${text}'`);
      const { before, complete } = open.pop();
      complete.push(...texts);
      if (before.length * complete.length > MAX_ALTERNATIVES) throw new Error(`more than ${MAX_ALTERNATIVES} alternatives in the glob '${written}'`);
      texts = before.flatMap(b => complete.map(a => b + a));
    } else texts = texts.map(t => t + c);
  }
  if (open.length) throw new Error(`'{' without '}' in the glob '${text}'`);
  return texts;
}

/**
 * A pattern of * and ?: its parts between the stars are looked for one after the other, each as early as possible. So the time
 * does not explode, as that of a regular expression would.
 */
function wildcards(text) {
  const parts = text.split("*");
  if (parts.length === 1) return { matches: lower => at(parts[0], lower, 0) === lower.length, isIn: lower => find(parts[0], lower, 0) >= 0 };
  const [first, ...rest] = parts;
  const last = rest.pop();
  const within = (lower, from) => rest.reduce((end, part) => end < 0 ? end : find(part, lower, end), from);
  return {
    matches(lower) {
      const end = within(lower, at(first, lower, 0));
      return end >= 0 && endsWith(last, lower, end);
    },
    isIn(lower) {
      const end = within(lower, find(first, lower, 0));
      return end >= 0 && find(last, lower, end) >= 0;
    },
  };
}

/** Returns the end of a part that begins at an index, or -1. A question mark stands for a whole character. */
function at(part, text, index) {
  if (!part.includes("?")) return text.startsWith(part, index) ? index + part.length : -1;
  for (const c of part) {
    const there = text.codePointAt(index);
    if (there === undefined || c !== "?" && there !== c.codePointAt(0)) return -1;
    index += there > 0xffff ? 2 : 1;
  }
  return index;
}

/** Returns the end of the first place that matches a part, or -1. */
function find(part, text, from) {
  if (!part.includes("?")) {
    const index = text.indexOf(part, from);
    return index < 0 ? -1 : index + part.length;
  }
  for (let i = from; i <= text.length; i++) {
    const end = at(part, text, i);
    if (end >= 0) return end;
  }
  return -1;
}

function endsWith(part, text, from) {
  for (let i = text.length; i >= from; i--) if (at(part, text, i) === text.length) return true;
  return false;
}

const MAX_CHANGES = 2;
const LETTERS_PER_CHANGE = 3;

/** Returns the name that begins with the text, or is most like it. */
function nearestName(written, names) {
  const text = written.toLowerCase();
  const begun = text.length >= 2 && names.find(n => n.startsWith(text));
  if (begun) return begun;
  let limit = Math.min(Math.max(MAX_CHANGES, Math.floor(text.length / LETTERS_PER_CHANGE)), Math.max(0, text.length - 1));
  let found;
  for (const name of names) {
    const n = changes(text, name.toLowerCase());
    if (n <= limit) [found, limit] = [name, n - 1];
  }
  return found;
}

function changes(a, b) {
  let before = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const now = [i];
    for (let j = 1; j <= b.length; j++) now[j] = Math.min(before[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1), 1 + Math.min(before[j], now[j - 1]));
    before = now;
  }
  return before[b.length];
}

function question(written, names) {
  const found = nearestName(written, names);
  return found === undefined ? "." : `; did you mean '${found}'?`;
}

const VERSION_WORDS = ["newest", "previous", "oldest"];
const isVersion = text => /^\d{1,9}/.test(text);
const isNumbers = text => /^\d{1,9}(\.\d{1,9})*$/.test(text);

/** Compares numbers as texts, which have no limit. */
const byNumber = (a, b) => {
  const [x, y] = [a, b].map(n => n.replace(/^0+(?=\d)/, ""));
  return x.length - y.length || (x < y ? -1 : x > y ? 1 : 0);
};

function byNumbers(a, b) {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = byNumber(a[i], b[i]);
    if (order) return order;
  }
  return a.length - b.length;
}

const BUILD_NUMBERS = /^\d{1,18}(?:\.\d{1,18})*/;

/** Orders builds as VersionOrder.java does: 4.2.1 before 4.10, 4.3-rc1 before 4.3. */
function compareBuilds(a, b) {
  const numbers = build => build.match(BUILD_NUMBERS)?.[0].split(".") ?? [];
  const [x, y] = [a, b].map(build => build.replace(BUILD_NUMBERS, ""));
  return byNumbers(numbers(a), numbers(b)) || (!x || !y ? !x - !y : x < y ? -1 : x > y ? 1 : 0);
}

/** Compares as many numbers as the other version has: 6.13.4 is 6.13. */
function compareKernels(release, other) {
  const numbers = version => version.match(/^\d{1,9}(?:\.\d{1,9})*/)[0].split(".");
  const wanted = numbers(other);
  const seen = numbers(release);
  return byNumbers(wanted.map((_, i) => seen[i] ?? "0"), wanted);
}

const ORDERS = { ">=": n => n >= 0, "<=": n => n <= 0, ">": n => n > 0, "<": n => n < 0, ":": n => n === 0, "=": n => n === 0, "!=": n => n === 0 };
const isOrder = operator => "><".includes(operator[0]);

const KIB = 2 ** 10;
const QUANTITIES = {
  duration: { us: 1e-3, "µs": 1e-3, ms: 1, s: 1e3, min: 60e3, h: 3600e3 },
  size: { B: 1, K: KIB, KiB: KIB, M: KIB ** 2, MiB: KIB ** 2, G: KIB ** 3, GiB: KIB ** 3, T: KIB ** 4, TiB: KIB ** 4, kB: 1e3, MB: 1e6, GB: 1e9 },
  number: { "": 1 },
};
const COMPLAINTS = {
  duration: text => `'${text}' is no duration; write a number and us, ms, s, min or h, as in 1.5s`,
  size: text => `'${text}' is no size; write a number and B, K, M, G or T, as in 100M`,
  number: text => `'${text}' is no number`,
};

/** Returns milliseconds, bytes or a number. */
function quantity(kind, field, text) {
  const [, number, unit] = text.match(/^(\d{1,15}(?:\.\d{1,9})?)([A-Za-zµ]*)$/) || [];
  const factor = number === undefined ? undefined
    : kind !== "number" && !unit && /_(ms|bytes)$/i.test(field) ? 1 : Object.hasOwn(QUANTITIES[kind], unit) ? QUANTITIES[kind][unit] : undefined;
  if (factor === undefined) throw new Error(COMPLAINTS[kind](text));
  return Number(number) * factor;
}

function dateTest(operator, text) {
  const limit = text.toUpperCase();
  if (!/^\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d)?)?)?)?)?$/.test(limit)) {
    throw new Error(`'${text}' is no date; write a part of 2026-11-30T14:05:59 from its beginning`);
  }
  return date => {
    const part = date.slice(0, limit.length);
    return ORDERS[operator](part < limit ? -1 : part > limit ? 1 : 0);
  };
}
