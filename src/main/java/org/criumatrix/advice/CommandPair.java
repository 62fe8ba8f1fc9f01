package org.criumatrix.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.Glob;

/**
 * The commands that dump and restore a program.
 *
 * @param file lines of /etc/criu/runc.conf, which has to be there before; empty: no such file is
 *     needed
 * @param impossible options that the engine has no spelling for
 */
public record CommandPair(String dump, String restore, List<String> file, List<String> impossible) {

  private static final List<CSVRecord> LINES = CsvData.read("/org/criumatrix/advice/commands.csv");

  /**
   * @param runtime the engine, or {@code none}
   * @param pid the process
   * @param name the container
   * @param options of CRIU, each with its value
   */
  public static CommandPair of(String runtime, long pid, String name, List<String> options) {
    return of(runtime, Long.toString(pid), name, options);
  }

  /** Returns commands to copy: PID stands for the first process, CONTAINER for the container. */
  public static CommandPair toCopy(String runtime, List<String> options) {
    return of(runtime, "PID", "CONTAINER", options);
  }

  private static CommandPair of(String runtime, String pid, String name, List<String> options) {
    var line =
        LINES.stream()
            .filter(l -> Glob.of(l.get("runtime")).matches(runtime))
            .reduce((earlier, later) -> later)
            .orElseThrow();
    var way = line.get("options");
    var impossible = new ArrayList<String>();
    if (way.equals("podman")) {
      options.stream()
          .filter(o -> CriuOption.find(o).map(CriuOption::podman).orElse("").isEmpty())
          .forEach(impossible::add);
    }
    var usable = options.stream().filter(o -> !impossible.contains(o)).toList();
    var file =
        way.equals("config")
            ? usable.stream().map(o -> o.substring(2).replaceFirst("=", " ")).toList()
            : List.<String>of();
    return new CommandPair(
        command(line.get("dump"), way, "dump", pid, name, usable),
        command(line.get("restore"), way, "restore", pid, name, usable),
        file,
        List.copyOf(impossible));
  }

  private static String command(
      String form, String way, String action, String pid, String name, List<String> options) {
    var words =
        options.stream().filter(o -> CriuOption.isFor(action, o)).collect(Collectors.joining(" "));
    // A restored program leaves CRIU's terminal only if it has none of its own.
    var detached = action.equals("restore") && !options.contains("--shell-job");
    var all =
        (way.equals("flags") ? form + (detached ? " --restore-detached" : "") + " {options}" : form)
            .replace("{options}", words);
    return all.replace("{pid}", pid).replace("{name}", name).replaceAll(" +", " ").strip();
  }
}
