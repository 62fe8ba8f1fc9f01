package org.criumatrix.dataset;

import java.io.IOException;
import java.util.List;

/** The tables of causes. */
record SqliteCauses(DataSet data, Database database) {

  void write() throws IOException {
    for (var c : data.causes()) {
      database.add(
          "causes",
          c.id(),
          c.why(),
          c.issue(),
          c.fixed(),
          c.kernelPattern(),
          c.status(),
          c.cells(),
          c.firstSeen(),
          c.lastSeen());
      ranked("cause_errors", c.id(), c.errors());
      ranked("cause_remedies", c.id(), c.remedies());
      for (var pattern : c.patterns()) {
        database.add("cause_patterns", c.id(), pattern);
      }
      for (var trait : c.traits()) {
        database.add("cause_traits", c.id(), trait);
      }
      for (var build : c.worksWith()) {
        database.add("cause_works_with", c.id(), build);
      }
    }
  }

  private void ranked(String table, String cause, List<String> values) throws IOException {
    for (var i = 0; i < values.size(); i++) {
      database.add(table, cause, i + 1, values.get(i));
    }
  }
}
