// What the search box finds: queries. docs/queries.md has the language, query.js reads it.

let queriedOnce = null;

/** What queries need in addition to the grid's data (QueriedData.java): parsed when a query is asked, not when the page opens. */
const queried = () => queriedOnce ??= JSON.parse(document.getElementById("queried").textContent);

/** The fields that are no text of the cell itself. */
const FIELDS = {
  case: cell => cell.caseId,
  cell: cell => cell.id,
  about: cell => sentenceOf(cell.caseId),
  situation: cell => data.cases[cell.caseId]?.situation,
  role: cell => data.cases[cell.caseId]?.role,
  topic: cell => { const situation = situationOf(cell.caseId); return situation && [situation.title, ...situation.words]; },
  architecture: cell => queried().hosts[cell.host]?.architecture,
  machine: cell => queried().hosts[cell.host]?.machine,
  run: () => queried().run,
  command: cell => cell.commands,
  attempts: cell => queried().attempts[cell.index] ?? 1,
  ended(cell) {
    const ms = queried().ended[cell.index];
    return ms === null ? null : new Date(Date.parse(data.run.started) + ms).toISOString();
  },
};

function fieldOf(cell, name) {
  if (Object.hasOwn(FIELDS, name)) return FIELDS[name](cell);
  if (data.cells[name] || name === "row") return cell[name];
  const { fields, numbers, lists, texts } = queried();
  if (fields[name]) return lists[fields[name][cell.index]].map(place => texts[place]);
  return numbers[name]?.[cell.index];
}

const SEARCHED = new Set(QUERY_FIELDS.filter(f => f.searched).map(f => f.name));
/** The names of columns that are not those of fields. */
const FIELD_OF_COLUMN = { caseId: "case", commands: "command" };
/** The grid's texts that plain words look at: an expectation is no result. */
const SEARCHED_COLUMNS = COLUMNS.filter(([name]) => SEARCHED.has(FIELD_OF_COLUMN[name] ?? name));

const lower = { grid: null, causes: null, queried: null };

/** A word is looked for once in each text, not in each of the many cells that share the text. */
function findInTexts(test, words) {
  const { fields, lists, texts } = queried();
  lower.grid ??= data.texts.map(t => t.toLowerCase());
  lower.causes ??= data.causes.map(c => [c.text, c.remedy, c.issue, c.fixed, c.kernel].join("\n").toLowerCase());
  lower.queried ??= texts.map(t => t.toLowerCase());
  const inText = Uint8Array.from(lower.grid, test);
  const inCause = Uint8Array.from(lower.causes, test);
  const inQueried = Uint8Array.from(lower.queried, test);
  const inList = Uint8Array.from(lists, list => list.some(place => inQueried[place]));
  const searched = Object.keys(fields).filter(name => SEARCHED.has(name)).map(name => fields[name]);
  const rows = new Set(data.rows.filter(r => test(r.title.toLowerCase())).map(r => r.key));
  const cases = new Set(Object.keys(data.cases).filter(id => test(wordsOf(id))));
  const partOfId = words.some(word => /[[\]=]/.test(word));
  return cell => SEARCHED_COLUMNS.some(([, places]) => inText[places[cell.index]]) || inCause[data.causeOf[cell.index]] === 1
    || searched.some(places => inList[places[cell.index]]) || cases.has(cell.caseId) || rows.has(cell.row) || (partOfId && test(cell.id.toLowerCase()));
}

const language = queryLanguage({ fields: QUERY_FIELDS, synonyms: QUERY_SYNONYMS, cells, field: fieldOf, find: findInTexts });

const REMEMBERED = 50;
const searches = new Map();

/** Returns what a search is: the test of a cell, or the mistake in it. */
function readSearch(text) {
  if (!searches.has(text)) {
    if (searches.size > REMEMBERED) searches.clear();
    searches.set(text, compiled(text));
  }
  return searches.get(text);
}

function compiled(text) {
  try {
    return { test: language.compile(text), mistake: null };
  } catch (e) {
    if (!(e instanceof QueryError)) throw e;
    return { test: null, mistake: e };
  }
}

/** The search that is used: while one is being typed that cannot be used yet, the one before. */
const usable = text => readSearch(text).mistake ? state.usable : text;

const searchTest = text => readSearch(usable(text)).test;
