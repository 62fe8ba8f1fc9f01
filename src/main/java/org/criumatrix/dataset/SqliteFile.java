package org.criumatrix.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.VersionOrder;

/** The file {@code data.sqlite}: the same data in tables, which {@code tables.sql} describes. */
final class SqliteFile {

  static final String FILE = "data.sqlite";

  private final DataSet data;
  private final Database database;

  private SqliteFile(DataSet data, Database database) {
    this.data = data;
    this.database = database;
  }

  /**
   * Writes the file to a folder, which does not have it.
   *
   * @throws IOException if it cannot be written
   */
  static void write(DataSet data, Path folder) throws IOException {
    try (var database = Database.create(folder.resolve(FILE))) {
      new SqliteFile(data, database).write();
      database.finish();
    }
  }

  /** What is referred to comes before what refers to it. */
  private void write() throws IOException {
    about();
    machines();
    axes();
    runs();
    rows();
    situations();
    programs();
    cases();
    new SqliteCauses(data, database).write();
    held();
    new SqliteCells(data, database).write();
  }

  private void about() throws IOException {
    database.add("about", "format", data.format());
    database.add("about", "version", data.version());
    database.add("about", "made", data.made());
    database.add("about", "suite", data.suite());
    database.add("about", "publication", data.publication().title());
    database.add("about", "arxiv", data.publication().arxiv());
    database.add("about", "url", data.publication().url());
  }

  private void machines() throws IOException {
    for (var m : data.machines()) {
      database.add("machines", m.id(), m.kind(), m.architecture(), m.distribution(), m.processor());
      for (var capability : m.rootLacks()) {
        database.add("machine_lacks", m.id(), capability);
      }
      for (var fact : m.facts().entrySet()) {
        database.add("machine_facts", m.id(), fact.getKey(), fact.getValue());
      }
    }
  }

  private void axes() throws IOException {
    var builds = ranks(data.builds().stream().map(BuildEntry::id).toList());
    for (var b : data.builds()) {
      addWithTally("builds", b.tally(), b.id(), builds.get(b.id()));
      for (var p : b.programs()) {
        database.add(
            "build_programs", b.id(), p.packageVersion(), p.origin(), p.sha256(), p.gitId());
      }
    }
    var kernels = ranks(data.kernels().stream().map(KernelEntry::id).toList());
    for (var k : data.kernels()) {
      addWithTally("kernels", k.tally(), k.id(), k.series(), kernels.get(k.id()));
    }
  }

  private static Map<String, Integer> ranks(List<String> versions) {
    var ranks = new HashMap<String, Integer>();
    for (var version : versions.stream().sorted(VersionOrder.OLDEST_FIRST).toList()) {
      ranks.put(version, ranks.size() + 1);
    }
    return ranks;
  }

  private void addWithTally(String table, Tally tally, Object... first) throws IOException {
    var values = new ArrayList<Object>(List.of(first));
    values.addAll(
        List.of(
            tally.works(), tally.refuses(), tally.fails(), tally.unavailable(), tally.broken()));
    database.add(table, values.toArray());
  }

  private void runs() throws IOException {
    for (var r : data.runs()) {
      database.add(
          "runs",
          r.id(),
          r.started(),
          r.ended(),
          r.suite(),
          r.submittedBy(),
          r.planned(),
          r.cells());
      for (var machine : r.machines().entrySet()) {
        database.add("run_machines", r.id(), machine.getKey(), machine.getValue());
      }
      for (var build : r.builds()) {
        database.add("run_builds", r.id(), build);
      }
      for (var kernel : r.kernels()) {
        database.add("run_kernels", r.id(), kernel);
      }
      for (var tool : r.tools().entrySet()) {
        database.add("run_tools", r.id(), tool.getKey(), tool.getValue());
      }
      for (var option : r.selection().entrySet()) {
        database.add("run_selection", r.id(), option.getKey(), option.getValue());
      }
    }
  }

  private void rows() throws IOException {
    for (var r : data.rows()) {
      addWithTally("rows", r.tally(), r.id(), r.title());
    }
  }

  private void situations() throws IOException {
    for (var s : data.situations()) {
      database.add("situations", s.id(), s.title(), s.about(), s.row(), s.cells(), s.needs());
      for (var word : s.words().stream().distinct().toList()) {
        database.add("situation_words", s.id(), word);
      }
    }
  }

  private void programs() throws IOException {
    for (var o : data.objects()) {
      database.add("objects", o.id(), o.about(), o.situation());
      for (var value : o.values()) {
        database.add("object_values", o.id(), value);
      }
    }
    for (var a : data.applications()) {
      database.add("applications", a.id(), a.about(), a.situation());
    }
  }

  private void cases() throws IOException {
    var objects = new HashMap<String, String>();
    data.objects().forEach(o -> o.cases().forEach(c -> objects.put(c, o.id())));
    var applications = new HashMap<String, String>();
    data.applications().forEach(a -> a.cases().forEach(c -> applications.put(c, a.id())));
    for (var c : data.cases()) {
      database.add(
          "cases",
          c.id(),
          c.row(),
          c.about(),
          c.situation(),
          c.role(),
          objects.get(c.id()),
          applications.get(c.id()));
    }
  }

  private void held() throws IOException {
    for (var o : data.options()) {
      addWithTally("options", o.tally(), o.id());
      for (var cause : o.solves()) {
        database.add("option_solves", o.id(), cause);
      }
    }
    for (var t : data.traits()) {
      addWithTally("traits", t.tally(), t.id(), t.meaning());
    }
  }
}
