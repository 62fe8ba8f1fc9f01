package org.criumatrix.dataset;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The tables of cells, and of what follows from them. */
final class SqliteCells {

  private final DataSet data;
  private final Database database;
  private final Map<String, Integer> keys = new HashMap<>();

  SqliteCells(DataSet data, Database database) {
    this.data = data;
    this.database = database;
  }

  void write() throws IOException {
    for (var cell : data.cells()) {
      keys.put(cell.id(), keys.size() + 1);
      cell(cell, keys.size());
    }
    var number = 0;
    for (var answer : data.answers()) {
      answer(answer, ++number);
    }
    for (var r : data.rates()) {
      database.add(
          "rates", r.cell(), r.caseId(), r.criu(), r.kernel(), r.attempts(), r.worked(), r.upper());
    }
    for (var change : data.changes()) {
      change(change);
    }
    for (var trend : data.trends()) {
      for (var p : trend.points()) {
        database.add(
            "trends",
            trend.kind(),
            trend.id(),
            p.run(),
            p.date(),
            p.criu(),
            p.kernel(),
            p.works(),
            p.of(),
            p.cells());
      }
    }
  }

  private void cell(CellEntry c, int key) throws IOException {
    database.add(
        "cells",
        key,
        c.id(),
        c.run(),
        c.machine(),
        c.caseId(),
        c.criu(),
        c.privilege(),
        c.runtime(),
        c.host(),
        c.kernel(),
        c.verdict(),
        c.phase(),
        c.error(),
        c.errorId(),
        c.cause(),
        c.harm(),
        c.judgement(),
        c.attempts(),
        c.worked(),
        c.dumpMs(),
        c.frozenMs(),
        c.restoreMs(),
        c.wallMs(),
        c.imageBytes(),
        c.ended(),
        c.program(),
        c.latest() ? 1 : 0);
    for (var run : c.runs()) {
      database.add("cell_runs", key, run);
    }
    var options = orEmpty(c.options());
    for (var i = 0; i < options.size(); i++) {
      var option = options.get(i);
      database.add("cell_options", key, i + 1, before(option, '='), behind(option, '='));
    }
    var traits = new LinkedHashMap<String, String>();
    orEmpty(c.traits()).forEach(t -> traits.putIfAbsent(before(t, ':'), behind(t, ':')));
    for (var trait : traits.entrySet()) {
      database.add("cell_traits", key, trait.getKey(), trait.getValue());
    }
    for (var i = 0; i < c.commands().size(); i++) {
      database.add("cell_commands", key, i + 1, c.commands().get(i));
    }
  }

  private static List<String> orEmpty(List<String> texts) {
    return Objects.requireNonNullElse(texts, List.of());
  }

  private static String before(String text, char mark) {
    var at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }

  private static String behind(String text, char mark) {
    var at = text.indexOf(mark);
    return at < 0 ? null : text.substring(at + 1);
  }

  private void answer(Answer a, int key) throws IOException {
    database.add(
        "answers",
        key,
        a.situation(),
        a.criu(),
        a.kernel(),
        a.privilege(),
        a.runtime(),
        a.host(),
        a.verdict(),
        a.ways(),
        a.working(),
        a.way(),
        a.reason(),
        a.latest());
    for (var i = 0; i < a.options().size(); i++) {
      database.add("answer_options", key, i + 1, a.options().get(i));
    }
    for (var i = 0; i < a.causes().size(); i++) {
      database.add("answer_causes", key, i + 1, a.causes().get(i));
    }
    for (var cell : a.cells()) {
      database.add("answer_cells", key, keys.get(cell));
    }
    for (var machine : a.machines()) {
      database.add("answer_machines", key, machine, 1);
    }
    for (var machine : a.otherwise()) {
      database.add("answer_machines", key, machine, 0);
    }
  }

  private void change(Change c) throws IOException {
    database.add(
        "changes",
        c.along(),
        c.caseId(),
        c.privilege(),
        c.runtime(),
        c.host(),
        c.criu(),
        c.kernel(),
        c.machine(),
        c.from(),
        c.to(),
        c.before(),
        c.after(),
        c.phaseBefore(),
        c.phaseAfter(),
        c.direction(),
        c.cause(),
        c.cells().get(0),
        c.cells().get(1));
  }
}
