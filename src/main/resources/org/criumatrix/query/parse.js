// Splits a query into its parts and puts them together: the grammar of QueryParser.java.

const KEYWORDS = ["and", "or", "not"];
const OPERATORS = ["!=", ">=", "<=", ":", "=", ">", "<"];
const MAX_DEPTH = 50;
const SPACE = /\s/;

function cursorOf(text) {
  let i = 0;
  const sees = sign => text.startsWith(sign, i);
  const atEnd = () => i >= text.length || SPACE.test(text[i]) || sees("(") || sees(")");
  const take = sign => sees(sign) && (i += sign.length, true);

  function quoted() {
    const from = i++;
    let words = "";
    while (i < text.length && !sees('"')) {
      if (sees('\\"') || sees("\\\\")) i++;
      words += text[i++];
    }
    if (!take('"')) throw new QueryError(from, 1, "the quote has no end; add '\"'");
    if (!atEnd() && !sees(",")) throw new QueryError(i, 1, "text follows a quote; put a blank between them");
    return { text: words, at: from, end: i, quoted: true };
  }

  /** Commas in braces, and between the axes of a cell's id, separate nothing here. */
  function bare() {
    const from = i;
    let depth = 0;
    while (!atEnd() && (depth > 0 || !sees(","))) {
      if (sees('"')) throw new QueryError(i, 1, "a quote begins inside a word; put the whole word in quotes");
      if ("{[".includes(text[i])) depth++;
      else if (depth && "}]".includes(text[i])) depth--;
      i++;
    }
    return { text: text.slice(from, i), at: from, end: i, quoted: false };
  }

  return {
    sees, atEnd, take,
    get at() { return i; },
    set at(index) { i = index; },
    skipBlanks() {
      while (i < text.length && SPACE.test(text[i])) i++;
      return i < text.length;
    },
    name: () => text.slice(i).match(/^[A-Za-z][A-Za-z0-9_-]*/)?.[0],
    operator: () => OPERATORS.find(take),
    values() {
      const wanted = [];
      while (!atEnd()) if (!take(",")) wanted.push(sees('"') ? quoted() : bare());
      return wanted;
    },
  };
}

function tokensOf(text, language) {
  const cursor = cursorOf(text);
  const tokens = [];
  while (cursor.skipBlanks()) tokens.push(nextToken(cursor, language));
  return tokens;
}

function nextToken(cursor, language) {
  const at = cursor.at;
  const sign = kind => ({ kind, at, end: cursor.at });
  if (cursor.take("(")) return sign("(");
  if (cursor.take(")")) return sign(")");
  // Two of them begin an option of CRIU.
  if (!cursor.sees("--") && cursor.take("-")) {
    if (cursor.atEnd() && !cursor.sees("(")) throw new QueryError(at, 1, "'-' stands alone; write it right before what it excludes, as in -runtime:none");
    return sign("not");
  }
  const name = cursor.name();
  return name && conditionToken(cursor, name, language) || wordsToken(cursor, at, sign);
}

/** Blanks around the operator are allowed where the name is that of a field. */
function conditionToken(cursor, name, { fields, fieldOf }) {
  const at = cursor.at;
  const field = fieldOf(name);
  cursor.at += name.length;
  if (field) cursor.skipBlanks();
  const operator = cursor.operator();
  if (!operator) {
    cursor.at = at;
    return null;
  }
  if (!field) {
    throw new QueryError(at, name.length, `there is no field '${name}'${question(name, fields.flatMap(f => [f.name, ...f.also]))}`
      + ` To search for text, put it in quotes. The fields are ${fields.map(f => f.name).join(", ")}.`);
  }
  cursor.skipBlanks();
  const wanted = cursor.values();
  if (!wanted.length) {
    throw new QueryError(at, (name + operator).length, `'${name}${operator}' has no value; write for example ${field.example}`);
  }
  return { kind: "term", at, end: cursor.at, name, field, operator, wanted };
}

function wordsToken(cursor, at, sign) {
  const operator = cursor.operator();
  if (operator) throw new QueryError(at, operator.length, `'${operator}' has no field before it, as in kernel>=6.16; put text in quotes`);
  const wanted = cursor.values();
  if (!wanted.length) throw new QueryError(at, cursor.at - at, "a comma stands alone; put text in quotes");
  const keyword = wanted[0].text.toLowerCase();
  return wanted.length === 1 && !wanted[0].quoted && KEYWORDS.includes(keyword) ? sign(keyword) : { kind: "term", at, end: cursor.at, wanted };
}

/** Returns what words in lower case mean; in a synonym # stands for a version: linux #. */
function meaningOf(words, synonyms) {
  if (Object.hasOwn(synonyms, words)) return synonyms[words];
  const [, word, version] = /^(.+) (\d[\d.]*)$/.exec(words) ?? [];
  const meaning = version && Object.hasOwn(synonyms, word + " #") && synonyms[word + " #"];
  return meaning ? { ...meaning, query: meaning.query.replaceAll("#", version) } : null;
}

/** Joins plain words that mean something together: debian 12. */
function phrasesOf(tokens, synonyms) {
  const most = Math.max(0, ...Object.keys(synonyms).map(s => s.split(" ").length));
  const isWord = t => t?.kind === "term" && !t.operator && t.wanted.length === 1 && !t.wanted[0].quoted;
  const words = some => some.map(t => t.wanted[0].text.toLowerCase()).join(" ");
  const joined = [];
  for (let i = 0; i < tokens.length;) {
    let n = 0;
    while (n < most && isWord(tokens[i + n])) n++;
    while (n > 1 && !meaningOf(words(tokens.slice(i, i + n)), synonyms)) n--;
    // What "not" stands before is the next word alone.
    if (n < 1 || tokens[i - 1]?.kind === "not") n = 1;
    const some = tokens.slice(i, i + n);
    joined.push(n === 1 ? tokens[i] : { kind: "term", phrase: true, at: tokens[i].at, end: some.at(-1).end, wanted: some.flatMap(t => t.wanted) });
    i += n;
  }
  return joined;
}

/** Returns a tree of { all: [...] }, { any: [...] }, { not: ... } and { term }. */
function parseQuery(text, language, termOf) {
  const tokens = phrasesOf(tokensOf(text, language), language.synonyms);
  let i = 0;
  let depth = 0;
  const sees = kind => tokens[i]?.kind === kind;
  const take = kind => sees(kind) && (i++, true);
  const written = t => text.slice(t.at, t.end);
  const mistake = (t, message) => new QueryError(t.at, t.end - t.at, message);
  const closesNothing = () => mistake(tokens[i], "')' has no '(' before it");

  function or() {
    const parts = [and()];
    while (take("or")) parts.push(and());
    return parts.length === 1 ? parts[0] : { any: parts };
  }

  function and() {
    const parts = [unary()];
    while (take("and") || i < tokens.length && !sees("or") && !sees(")")) parts.push(unary());
    return parts.length === 1 ? parts[0] : { all: parts };
  }

  function unary() {
    let negated = false;
    while (take("not")) negated = !negated;
    const node = primary();
    return negated ? { not: node } : node;
  }

  function primary() {
    if (take("(")) return bracket(tokens[i - 1]);
    if (take("term")) return { term: termOf(tokens[i - 1]) };
    const before = tokens[i - 1];
    if (before && before.kind !== "(") throw mistake(before, `'${written(before)}' has nothing behind it`);
    throw !before && sees(")") ? closesNothing() : mistake(tokens[i], `'${written(tokens[i])}' has nothing before it`);
  }

  function bracket(open) {
    if (++depth > MAX_DEPTH) throw mistake(open, `more than ${MAX_DEPTH} brackets are open`);
    if (sees(")")) throw new QueryError(open.at, tokens[i].end - open.at, "the brackets are empty; write a term in them");
    const hasNoEnd = () => mistake(open, "'(' has no ')' behind it");
    if (i === tokens.length) throw hasNoEnd();
    const node = or();
    if (!take(")")) throw hasNoEnd();
    depth--;
    return node;
  }

  if (!tokens.length) return { all: [] };
  const node = or();
  if (i < tokens.length) throw closesNothing();
  return node;
}
