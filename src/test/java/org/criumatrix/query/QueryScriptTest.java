package org.criumatrix.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.criumatrix.report.Browser;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The language of pages has the results of the one in Java. */
class QueryScriptTest {

  /** Prints each expectation that is not met. */
  private static final String TEST =
      """
      const wrong = [];
      const check = (query, seen, expected) => {
        const [a, b] = [seen, expected].map(x => JSON.stringify(x));
        if (a !== b) wrong.push(`${query}: ${a} in place of ${b}`);
      };
      const lists = { machine: c => [c.architecture, ...c.machine], architecture: c => c.architecture, run: c => c.run, attempts: c => c.attempts, role: c => c.role,
        situation: c => c.situation?.id, topic: c => c.situation && [c.situation.title, ...c.situation.words],
        command: c => c.record.commands?.map(r => r.line),
        check: c => Object.entries(c.record.checks ?? {}).map(([k, v]) => `${k}: ${v}`),
        advice: c => ({ closed43: "miss", tcp43: "right" })[c.id] };
      const names = %s;
      const synonyms = %s;
      const field = (cell, name) => lists[name] ? lists[name](cell) : cell.record[names[name]];
      const language = queryLanguage({ fields: QUERY_FIELDS, synonyms, cells: vectors.cells, field });
      for (const { query, cells } of vectors.queries) {
        try { check(query, vectors.cells.filter(language.compile(query)).map(c => c.id), cells); }
        catch (e) { wrong.push(`${query}: ${e}`); }
      }
      for (const { query, at, length, message } of vectors.mistakes) {
        let seen = null;
        try { language.compile(query); }
        catch (e) { seen = e instanceof QueryError ? [e.at, e.length, e.message] : String(e); }
        check(query, seen, [at, length, message]);
      }
      for (const [query, places, left] of [
        ["tcp or (udp -row:serial)", [1], "tcp or not row:serial"],
        ["tcp or (udp -row:serial)", [0, 2], "udp"],
        ["tcp and (a or b) not (c d)", [0], "(a or b) not (c d)"],
        ["tcp and (a or b) not (c d)", [1, 4], "tcp b not c"],
        ["tcp", [0], ""],
      ]) check(query, language.without(query, places), left);
      check("terms", language.terms('-criu:4.3,"a b" debian 12 "x"'), [
        { text: 'criu:4.3,"a b"', field: "criu", operator: ":", values: ["4.3", "a b"], negated: true },
        { text: "debian 12", values: ["debian", "12"], meaning: "kernel=6.1", negated: false },
        { text: '"x"', values: ["x"], negated: false },
      ]);
      for (const { query, obstacles } of vectors.obstacles) check(query, language.obstacles(query).map(obstacleWords), obstacles);
      const count = vectors.queries.length + vectors.mistakes.length + vectors.obstacles.length;
      document.body.append(...wrong.map(w => { const p = document.createElement("p"); p.textContent = w; return p; }));
      document.body.dataset.count = count;
      """;

  @Test
  void hasTheSameResultsInABrowser(@TempDir Path folder) throws Exception {
    var chromium = Browser.installed();
    assumeTrue(chromium.isPresent(), "no Chromium is installed to run the script with");
    var page = folder.resolve("vectors.html");
    Files.writeString(
        page,
        "<!DOCTYPE html><meta charset=\"utf-8\"><body><script>\"use strict\";\n%s\nconst vectors = %s;\n%s</script></body>"
            .formatted(
                QueryScript.text(),
                Vectors.text().replace("<", "\\u003c"),
                TEST.formatted(recordFields(), QueryScript.synonyms(Vectors.read().synonyms()))));

    var shown = Jsoup.parse(new Browser(chromium.get(), folder.resolve("profile")).open(page, ""));

    assertThat(shown.select("p").eachText()).isEmpty();
    var vectors = Vectors.read();
    assertThat(shown.body().attr("data-count"))
        .isEqualTo(
            ""
                + (vectors.list("queries").size()
                    + vectors.list("mistakes").size()
                    + vectors.list("obstacles").size()));
  }

  /** Returns the name of each field in records, as JSON. */
  private static String recordFields() throws Exception {
    var names = new java.util.TreeMap<String, String>();
    QueryField.all().forEach(f -> names.put(f.name(), f.record()));
    return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(names);
  }
}
