package org.criumatrix.target;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.matrix.CsvData;

/** Recognises processes in containers, by runtimes.csv. */
record Containers(Proc proc) {

  /**
   * @param parent of the name of the process that starts containers
   * @param cgroup of a part of the paths of control groups
   */
  private record Line(String runtime, Pattern parent, Pattern cgroup) {

    private static Line of(CSVRecord line) {
      return new Line(
          line.get("runtime"),
          Pattern.compile(line.get("parent")),
          Pattern.compile(line.get("cgroup")));
    }
  }

  private static final List<Line> ALL =
      CsvData.read("/org/criumatrix/target/runtimes.csv").stream().map(Line::of).toList();

  /**
   * A container around a process.
   *
   * @param first its first process
   */
  record Container(String runtime, long first) {}

  /** Returns the innermost container that a process is in and the caller is not. */
  Optional<Container> around(Map<Long, ProcessStat> all, long pid, long caller) {
    if (isSameNamespace(pid, caller)) {
      return Optional.empty();
    }
    return Proc.line(all, pid).stream().flatMap(p -> beginning(all, p).stream()).findFirst();
  }

  /** Returns the container of which a process is the first one. */
  private Optional<Container> beginning(Map<Long, ProcessStat> all, ProcessStat first) {
    var parent = all.get(first.parent());
    if (parent == null || isSameNamespace(first.pid(), parent.pid())) {
      return Optional.empty();
    }
    return ALL.stream()
        .filter(line -> line.parent.matcher(parent.name()).matches())
        .filter(line -> line.cgroup.matcher(proc.read(first.pid(), "cgroup").orElse("")).find())
        .map(line -> new Container(line.runtime, first.pid()))
        .findFirst();
  }

  /** Returns the containers of this runtime that a process is in or has started. */
  List<Container> of(Map<Long, ProcessStat> all, String runtime, long pid, long caller) {
    var around = around(all, pid, caller).filter(c -> c.runtime.equals(runtime));
    if (around.isPresent()) {
      return List.of(around.get());
    }
    return all.values().stream()
        .filter(p -> Proc.line(all, p.pid()).stream().anyMatch(above -> above.pid() == pid))
        .flatMap(p -> beginning(all, p).stream())
        .filter(c -> c.runtime.equals(runtime))
        .toList();
  }

  /** Whether a process was started by what starts containers of this runtime. */
  static boolean mayBeFirst(Map<Long, ProcessStat> all, String runtime, long pid) {
    var parent = Optional.ofNullable(all.get(pid)).map(p -> all.get(p.parent()));
    return parent.isPresent()
        && ALL.stream()
            .filter(line -> line.runtime.equals(runtime))
            .anyMatch(line -> line.parent.matcher(parent.get().name()).matches());
  }

  /** A namespace that this account may not see is another one. */
  private boolean isSameNamespace(long one, long other) {
    var namespace = proc.mountNamespace(one);
    return namespace.isPresent() && namespace.equals(proc.mountNamespace(other));
  }
}
