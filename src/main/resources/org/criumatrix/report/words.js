// What cases are called: by a sentence, and by the situation that they belong to.

const sentenceOf = caseId => data.cases[caseId]?.about || "";
const situationOf = caseId => data.situations[data.cases[caseId]?.situation];

const wordsOfCases = new Map();

/** All that a search finds of a case in addition to its id, in lower case. */
function wordsOf(caseId) {
  if (!wordsOfCases.has(caseId)) {
    const situation = situationOf(caseId);
    wordsOfCases.set(caseId, [sentenceOf(caseId), data.cases[caseId]?.situation, situation?.title, ...(situation?.words || [])].join("\n").toLowerCase());
  }
  return wordsOfCases.get(caseId);
}

/** Whether it is a build of CRIU: in cells of the value none no CRIU takes part. */
const hasCriu = value => value !== "none";
const buildWords = value => hasCriu(value) ? "CRIU " + value : "no CRIU";
