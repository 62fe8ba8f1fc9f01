// What a search finds. The rest of the page knows only searchParts and searchTest.

/** The parts of a search, words and phrases with a meaning: a cell has to have all of them, and a reader can drop one. */
const searchParts = text => phrasesOf(text);

/** Returns the test of a cell for a search. */
function searchTest(text) {
  const tests = searchParts(text).map(wordTest);
  return cell => tests.every(test => test(cell));
}

const search = { texts: null, causes: null, tests: new Map() };
const REMEMBERED = 50;

/** A word is looked for once in each text, not in each of the many cells that share the text. */
function wordTest(written) {
  const word = written.toLowerCase();
  search.texts ??= data.texts.map(t => t.toLowerCase());
  search.causes ??= data.causes.map(c => [c.text, c.remedy, c.issue, c.fixed, c.kernel].join(" ").toLowerCase());
  if (search.tests.size > REMEMBERED) search.tests.clear();
  if (!search.tests.has(word)) search.tests.set(word, newTest(word));
  return search.tests.get(word);
}

function newTest(word) {
  const inText = Uint8Array.from(search.texts, t => t.includes(word));
  const inCause = Uint8Array.from(search.causes, t => t.includes(word));
  const rows = new Set(data.rows.filter(r => r.title.toLowerCase().includes(word)).map(r => r.key));
  const cases = new Set(Object.keys(data.cases).filter(id => wordsOf(id).includes(word)));
  const partOfId = /[[\]=,]/.test(word);
  return cell => isMeant(cell, word) || (!isPrivilege(word)
    && (COLUMNS.some(([, places]) => inText[places[cell.index]]) || inCause[data.causeOf[cell.index]] === 1
      || cases.has(cell.caseId) || rows.has(cell.row) || (partOfId && cell.id.toLowerCase().includes(word))));
}
