// The query language over the cells of a page: docs/queries.md has it, and Query.java is the same.

const PART_OF_ID = /[[\]=]/;
const SIBLING_AXES = ["criu", "kernel", "privilege", "runtime", "host", "run"];

/**
 * Returns the language over some cells.
 *
 * field(cell, name): the value of a field of a cell, a text, a number, a list or nothing; object, application and is are derived.
 * find(test, words): the test of a cell for what plain words look at, made of a test of a text in lower case; needed only to be
 * faster.
 */
function queryLanguage({ fields, synonyms, cells, field, find }) {
  const byName = new Map(fields.flatMap(f => [f.name, ...f.also].map(name => [name, f])));
  const language = {
    fields, synonyms,
    fieldOf: name => byName.get(name.toLowerCase()),
    conditionOf: query => among => testOf(parse(query, { ...language, synonyms: {} }), among),
  };
  const among = cellsAmong(fields, cells, field);
  if (find) among.find = find;
  const parse = (text, using = language) => parseQuery(text, using, token => makeTerm(token, using));
  const matching = node => cells.filter(testOf(node, among));
  return {
    /** Returns the test of a cell. Throws a QueryError with the index of the mistake. */
    compile: text => testOf(parse(text), among),
    /** Returns remarks about words that mean something that their reader may not expect. */
    notes: text => [...new Set(termsOf(parse(text)).map(t => t.term.note).filter(Boolean))],
    /**
     * Returns the terms of a query, from left to right: each as it is written, its field and operator if it has one, its values,
     * what its words mean as a query, and whether it is negated.
     */
    terms(text) {
      return termsOf(parse(text)).map(({ term, negated }) => ({ text: text.slice(term.at, term.end), field: term.field?.name, operator: term.operator,
        values: term.values, meaning: term.meaning, negated }));
    },
    /** Returns a query without some of its terms, by their places among them. */
    without(text, places) {
      const node = parse(text);
      const dropped = termsOf(node).filter((_, i) => places.includes(i)).map(({ term }) => term);
      const left = dropped.reduce((n, term) => n && withoutTerm(n, term), node);
      return left ? writtenNode(left, text) : "";
    },
    /** Returns for each term of a query without matches what it keeps away. */
    obstacles(text) {
      const node = parse(text);
      return termsOf(node).map(({ term }) => {
        const alone = matching({ term }).length;
        const named = !alone && term.field && NAMED_KINDS.includes(term.field.kind);
        return { term: text.slice(term.at, term.end), without: matching(withoutTerm(node, term) ?? { all: [] }).length, alone,
          values: named ? among.all(SIBLING_KINDS[term.field.kind] ?? term.field.name) : [] };
      });
    },
  };
}

const MANY = 12;

/** One of the obstacles as a sentence without a full stop. */
function obstacleWords({ term, without, alone, values }) {
  const cells = `without ${term}: ${without === 1 ? "1 cell" : `${without} cells`}`;
  if (alone) return cells;
  const shown = values.slice(0, MANY).join(", ") + (values.length > MANY ? ` and ${values.length - MANY} more` : "");
  return cells + "; no cell has it" + (values.length ? ", the values here are " + shown : "");
}

function testOf(node, among) {
  if (node.term) return node.term.condition(among);
  if (node.not) {
    const test = testOf(node.not, among);
    return cell => !test(cell);
  }
  const tests = (node.all ?? node.any).map(n => testOf(n, among));
  return node.all ? cell => tests.every(t => t(cell)) : cell => tests.some(t => t(cell));
}

/** From left to right, each with whether it is negated. */
const termsOf = (node, negated = false) => node.term ? [{ term: node.term, negated }]
  : node.not ? termsOf(node.not, !negated) : (node.all ?? node.any).flatMap(n => termsOf(n, negated));

/** A part of a query as text: its terms as they were written. */
function writtenNode(node, text) {
  const inBrackets = n => `(${writtenNode(n, text)})`;
  if (node.term) return text.slice(node.term.at, node.term.end);
  if (node.not) return "not " + (node.not.term ? writtenNode(node.not, text) : inBrackets(node.not));
  if (node.any) return node.any.map(n => writtenNode(n, text)).join(" or ");
  return node.all.map(n => n.any ? inBrackets(n) : writtenNode(n, text)).join(" ");
}

/** Returns the query without a term; nothing if nothing is left. */
function withoutTerm(node, term) {
  if (node.term) return node.term === term ? null : node;
  if (node.not) {
    const left = withoutTerm(node.not, term);
    return left && { not: left };
  }
  const left = (node.all ?? node.any).map(n => withoutTerm(n, term)).filter(Boolean);
  return left.length < 2 ? left[0] ?? null : node.all ? { all: left } : { any: left };
}

/** What the terms ask of all cells; each answer is found once, when it is needed. */
function cellsAmong(fields, cells, field) {
  const searchedFields = fields.filter(f => f.searched).map(f => f.name);
  const texts = new Map();
  const groups = new Map();
  let builds = null;
  const derived = {
    is: flagsOf,
    judgement: cell => field(cell, "verdict") === "not run" ? null : field(cell, "judgement"),
    object: cell => nameIn("objects", cell),
    application: cell => nameIn("applications", cell),
  };
  const value = (cell, name) => derived[name] ? derived[name](cell) : field(cell, name);
  const values = (cell, name) => {
    const v = value(cell, name);
    return Array.isArray(v) ? v : v === undefined || v === null || v === "" ? [] : [v];
  };

  function nameIn(row, cell) {
    const [its, name] = field(cell, "case").split("/");
    return its === row ? name : null;
  }

  function flagsOf(cell) {
    const [verdict, judgement] = ["verdict", "judgement"].map(name => field(cell, name));
    const ran = verdict !== "not run";
    const expected = ran && judgement === "as expected";
    const differs = ran && !expected && judgement !== "untried";
    return [
      verdict,
      TRIED.includes(verdict) && "tried",
      expected && "expected",
      ran && !expected && judgement,
      differs && verdict !== "unavailable" && "news",
      verdict === "fails" && expected && "known",
      verdict === "fails" && values(cell, "fixed").length > 0 && "fixed upstream",
    ].filter(Boolean);
  }

  function searched(cell) {
    if (!texts.has(cell)) texts.set(cell, searchedFields.flatMap(name => values(cell, name)).join("\n").toLowerCase());
    return texts.get(cell);
  }

  /** Returns what cells have in common that are compared along an axis. A host brings its kernel along, and so does a run. */
  function commonAlong(axis) {
    const without = names => SIBLING_AXES.filter(a => a !== axis && a !== "run" && !names.includes(a));
    const key = (cell, axes) => axes.reduce((text, a) => text + "\n" + field(cell, a), field(cell, "case"));
    const [all, withoutHost] = [without(axis === "host" ? ["kernel"] : []), without(["host"])];
    return axis === "kernel" ? cell => key(cell, MACHINE.test(field(cell, "host")) ? withoutHost : all) : cell => key(cell, all);
  }

  function groupsAlong(axis) {
    if (!groups.has(axis)) {
      const common = commonAlong(axis);
      const byCommon = new Map();
      const byCell = new Map();
      for (const cell of cells) {
        const key = common(cell);
        if (!byCommon.has(key)) byCommon.set(key, []);
        const group = byCommon.get(key);
        group.push({ verdict: field(cell, "verdict"), value: field(cell, axis) ?? "" });
        byCell.set(cell, group);
      }
      groups.set(axis, byCell);
    }
    return groups.get(axis);
  }

  /** Asks each group of siblings once. */
  function siblings(axis, test) {
    const byCell = groupsAlong(axis);
    const answers = new Map();
    return cell => {
      const group = byCell.get(cell);
      if (!answers.has(group)) answers.set(group, test(group));
      return answers.get(group);
    };
  }

  return {
    values,
    siblings,
    differ: axis => siblings(axis, group => {
      const tried = group.filter(c => TRIED.includes(c.verdict));
      return new Set(tried.map(c => c.verdict)).size > 1 && new Set(tried.map(c => c.value)).size > 1;
    }),
    find(test, words) {
      // The id has the names of all axes.
      const isPartOfId = words.some(word => PART_OF_ID.test(word));
      return cell => test(searched(cell)) || isPartOfId && test(field(cell, "cell").toLowerCase());
    },
    /** Returns the build that newest, previous or oldest stands for. */
    build(word) {
      builds ??= [...new Set(cells.map(c => field(c, "criu")))].filter(isVersion).sort(compareBuilds);
      return word === "oldest" ? builds[0] : builds.at(word === "newest" ? -1 : -2);
    },
    /** Returns all values of a field, sorted. */
    all: name => [...new Set(cells.flatMap(c => values(c, name)).map(String))].sort((a, b) => a < b ? -1 : a > b ? 1 : 0),
  };
}
