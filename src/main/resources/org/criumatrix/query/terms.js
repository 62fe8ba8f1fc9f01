// Makes tests of the terms of a query. A condition takes what is known of all cells, and returns the test of one.

const MACHINE = /^(local$|vm:|kernel:)/;
const TRIED = ["works", "refuses", "fails"];
const NAMED_KINDS = ["name", "version", "kernel", "build", "caller", "step", "choice"];
const SIBLING_KINDS = { build: "criu", caller: "privilege" };
const CLOSED_KINDS = ["choice", "flag", "step", "axis"];
const ORDERED_KINDS = ["version", "kernel", "step", "duration", "size", "number", "date", "build"];

/** Adds to a mistake in a value where it is. */
function reading(wanted, read) {
  try {
    return read();
  } catch (e) {
    throw e instanceof QueryError ? e : new QueryError(wanted.at, wanted.end - wanted.at, e.message);
  }
}

const patternOf = wanted => reading(wanted, () => wanted.quoted ? literal(wanted.text) : glob(wanted.text));

/** A name, and its parts that are names as well: vm of vm:trixie, ghost-limit of --ghost-limit=8M. */
function spellings(name) {
  if (!/[/:=]|^--/.test(name)) return [name];
  const dashless = name.replace(/^--/, "");
  return [...new Set([name, dashless].flatMap(n => [n, n.slice(n.lastIndexOf("/") + 1), n.split(/[:=]/)[0]]))];
}

function makeTerm(token, language) {
  const { at, end, field, operator, wanted } = token;
  if (!operator) {
    const synonym = synonymOf(token, language);
    return { at, end, condition: plainWords(token, language), values: wanted.map(w => w.text), meaning: synonym?.query, note: synonym?.note };
  }
  if (isOrder(operator)) {
    if (!ORDERED_KINDS.includes(field.kind)) {
      throw new QueryError(at, end - at, `${field.name} has no order; write ${field.name}: in place of ${field.name}${operator}`);
    }
    if (wanted.length > 1) throw new QueryError(at, end - at, `'${operator}' takes one value, not ${wanted.length}`);
  }
  const anything = !isOrder(operator) && !SIBLING_KINDS[field.kind] && !CLOSED_KINDS.includes(field.kind) && wanted.some(w => !w.quoted && w.text === "*");
  const condition = anything ? among => cell => among.values(cell, field.name).length > 0 : CONDITIONS[field.kind](token, field);
  return { at, end, field, operator, values: wanted.map(w => w.text), condition: operator === "!=" ? among => { const test = condition(among); return cell => !test(cell); } : condition };
}

/** What the words of a term mean; those in quotes stand for themselves. */
function synonymOf({ wanted, phrase }, { synonyms }) {
  const words = wanted.map(w => w.text).join(" ").toLowerCase();
  return wanted.some(w => w.quoted) || wanted.length > 1 && !phrase ? null : meaningOf(words, synonyms);
}

function plainWords(token, language) {
  const patterns = token.wanted.map(patternOf);
  const search = among => among.find(token.phrase ? text => patterns.every(p => p.isIn(text)) : text => patterns.some(p => p.isIn(text)), token.wanted.map(w => w.text));
  const synonym = synonymOf(token, language);
  if (!synonym) return search;
  const meant = language.conditionOf(synonym.query);
  return !synonym.searched ? meant : among => some([search(among), meant(among)]);
}

/** A test of values. Many cells share a value, which is tested once. */
function anyValue(field, test) {
  const answers = new Map();
  const tested = value => {
    if (!answers.has(value)) answers.set(value, test(value));
    return answers.get(value);
  };
  return among => cell => among.values(cell, field.name).some(tested);
}

/** The values that a term means, which has to mean at least one. */
function meant(wanted, field) {
  // A value of several words needs no quotes: as-expected.
  const spaced = wanted.text.replace(/[-_]/g, " ");
  const pattern = patternOf({ ...wanted, text: spaced });
  const found = field.values.filter(v => pattern.matches(v));
  if (!found.length) {
    throw new QueryError(wanted.at, wanted.end - wanted.at, `${field.name} has no value '${wanted.text}'${question(spaced, field.values)}`
      + ` Its values are ${field.values.join(", ")}.`);
  }
  return found;
}

const chosen = (token, field) => new Set(token.wanted.flatMap(w => meant(w, field)));

function choiceOf(token, field) {
  const { operator, wanted } = token;
  let values = chosen(token, field);
  if (isOrder(operator)) {
    const limit = field.values.indexOf(meant(wanted[0], field)[0]);
    values = new Set(field.values.filter((_, i) => ORDERS[operator](i - limit)));
  }
  return anyValue(field, v => values.has(v));
}

function buildTest({ operator }, wanted, text = wanted.text, quoted = wanted.quoted) {
  if (isOrder(operator)) return build => isVersion(build) && ORDERS[operator](compareBuilds(build, text));
  const pattern = patternOf({ ...wanted, text, quoted });
  return build => pattern.matches(build.toLowerCase());
}

/** Which builds a term means, which can depend on those that were run. */
function buildsOf(token) {
  const tests = token.wanted.map(w => {
    if (!w.quoted && VERSION_WORDS.includes(w.text)) {
      return among => {
        const build = among.build(w.text);
        return build === undefined ? () => false : buildTest(token, w, build, true);
      };
    }
    if (isOrder(token.operator) && !isVersion(w.text)) throw new QueryError(w.at, w.end - w.at, `'${w.text}' is no version; write numbers, as in 4.2.1`);
    const test = buildTest(token, w);
    return () => test;
  });
  return among => {
    const those = tests.map(t => t(among));
    return build => those.some(t => t(build));
  };
}

function kernelTest({ operator }, wanted) {
  const numbers = isNumbers(wanted.text);
  if (isOrder(operator) && !numbers) {
    throw new QueryError(wanted.at, wanted.end - wanted.at, `'${wanted.text}' is no version of a kernel; write numbers, as in 6.16`);
  }
  if (numbers && !wanted.quoted) return release => isVersion(release) && ORDERS[operator](compareKernels(release, wanted.text));
  const pattern = patternOf(wanted);
  return release => pattern.matches(release.toLowerCase());
}

function quantities(token, field) {
  const limits = token.wanted.map(w => reading(w, () => quantity(field.kind, token.name, w.text)));
  return anyValue(field, number => limits.some(limit => ORDERS[token.operator](number < limit ? -1 : number > limit ? 1 : 0)));
}

const some = tests => value => tests.some(t => t(value));

/** The verdict that the name of a field begins with. */
const verdictOf = field => field.name.split("-")[0];

const CONDITIONS = {
  name(token, field) {
    const patterns = token.wanted.map(patternOf);
    return anyValue(field, name => spellings(name.toLowerCase()).some(s => patterns.some(p => p.matches(s))));
  },
  text(token, field) {
    const patterns = token.wanted.map(patternOf);
    return anyValue(field, token.operator === ":"
      ? text => patterns.some(p => p.isIn(text.toLowerCase())) : text => patterns.some(p => p.matches(text.toLowerCase())));
  },
  choice: choiceOf, flag: choiceOf, step: choiceOf,
  axis(token, field) {
    const axes = [...chosen(token, field)];
    return among => some(axes.map(axis => among.differ(axis)));
  },
  version(token, field) {
    const builds = buildsOf(token);
    return among => anyValue(field, builds(among))(among);
  },
  caller(token, field) {
    const patterns = token.wanted.map(patternOf);
    return among => among.siblings("privilege", group => group.some(c => c.verdict === verdictOf(field)
      && patterns.some(p => p.matches(c.value.toLowerCase()))));
  },
  build(token, field) {
    const builds = buildsOf(token);
    return among => {
      const test = builds(among);
      return among.siblings("criu", group => group.some(c => c.verdict === verdictOf(field) && test(c.value)));
    };
  },
  kernel: (token, field) => anyValue(field, some(token.wanted.map(w => kernelTest(token, w)))),
  duration: quantities, size: quantities, number: quantities,
  date: (token, field) => anyValue(field, some(token.wanted.map(w => reading(w, () => dateTest(token.operator, w.text))))),
};
