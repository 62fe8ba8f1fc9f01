// What cases are called: by a sentence, by the situation that they belong to, and by words of users.

const sentenceOf = caseId => data.cases[caseId]?.about || "";
const situationOf = caseId => data.situations[data.cases[caseId]?.situation];

const wordsOfCases = new Map();

/** All that a search finds of a case in addition to its id, in lower case. */
function wordsOf(caseId) {
  if (!wordsOfCases.has(caseId)) {
    const situation = situationOf(caseId);
    wordsOfCases.set(caseId, [sentenceOf(caseId), situation?.title, ...(situation?.words || [])].join(" ").toLowerCase());
  }
  return wordsOfCases.get(caseId);
}

const meanings = new Map(data.meanings.flatMap(m => m.words.map(phrase => [phrase, m])));
const LONGEST_PHRASE = Math.max(1, ...[...meanings.keys()].map(p => p.split(" ").length));

/** Splits a search into phrases with a meaning, such as "without root", and single words. */
function phrasesOf(text) {
  const words = text.split(/\s+/).filter(Boolean);
  const phrases = [];
  for (let at = 0; at < words.length;) {
    let length = Math.min(LONGEST_PHRASE, words.length - at);
    while (length > 1 && !meanings.has(words.slice(at, at + length).join(" ").toLowerCase())) length--;
    phrases.push(words.slice(at, at + length).join(" "));
    at += length;
  }
  return phrases;
}

/** Whether a cell has what a phrase means. A phrase without a meaning has nothing. */
function isMeant(cell, phrase) {
  const meaning = meanings.get(phrase);
  if (!meaning) return false;
  const fields = Object.entries(meaning.fields);
  return (fields.length > 0 && fields.every(([field, glob]) => fits(cell[field], glob)))
    || meaning.situations.includes(data.cases[cell.caseId]?.situation);
}

/** A word for a privilege selects the privilege alone, although names of cases have the same word. */
const isPrivilege = phrase => !!meanings.get(phrase)?.fields.privilege;

/** Globs in synonyms.toml have one star at most, at the end; =6.1 is a kernel with any further numbers. */
function fits(value, glob) {
  if (!value) return false;
  if (glob.startsWith("=")) return value === glob.slice(1) || [".", "-"].some(end => value.startsWith(glob.slice(1) + end));
  return glob.endsWith("*") ? value.startsWith(glob.slice(0, -1)) : value === glob;
}
