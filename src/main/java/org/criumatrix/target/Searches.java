package org.criumatrix.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The ways of targets.csv to find processes. */
record Searches(Proc proc, Programs programs, Containers containers, long caller) {

  private static final Pattern CONDITION =
      Pattern.compile("(?<variable>\\w+)(:(?<key>\\w+))?=(?<value>.*)");

  /**
   * What a search found.
   *
   * @param report why it found nothing, or not everything
   */
  record Found(List<Long> pids, String report) {}

  Found find(Named named, Map<Long, ProcessStat> all) {
    return switch (named.line().by()) {
      case "command" -> byCommand(named);
      case "environ" -> byEnvironment(named, all);
      case "container" -> byContainer(named, all);
      default -> throw new IllegalStateException("targets.csv: by " + named.line().by());
    };
  }

  private Found byCommand(Named named) {
    var reply = programs.ask(named.words());
    var pids =
        named
            .line()
            .found()
            .matcher(reply.stdout())
            .results()
            .map(found -> Long.parseLong(found.group(1)))
            .toList();
    return new Found(pids, reply.text());
  }

  private Found byEnvironment(Named named, Map<Long, ProcessStat> all) {
    var conditions = named.words();
    var pids = new ArrayList<Long>();
    var unreadable = 0;
    for (var process : all.values()) {
      if (process.isKernelThread() || process.hasEnded()) {
        continue;
      }
      var environment = proc.environment(process.pid());
      if (environment.isEmpty()) {
        unreadable++;
      } else if (conditions.stream().allMatch(c -> holds(c, process.pid(), environment.get()))) {
        pids.add(process.pid());
      }
    }
    var rest =
        unreadable == 0
            ? ""
            : "; the environments of %d processes cannot be read".formatted(unreadable);
    return new Found(pids, "no process has " + String.join(" ", conditions) + rest);
  }

  private boolean holds(String condition, long pid, Map<String, String> environment) {
    var parts = CONDITION.matcher(condition);
    if (!parts.matches()) {
      throw new IllegalStateException("targets.csv: " + condition);
    }
    var value = environment.get(parts.group("variable"));
    if (value == null || parts.group("key") == null) {
      return parts.group("value").equals(value);
    }
    // A container may see the file under another path than the process that started it.
    var line = Pattern.compile("(?m)^%s = %s$".formatted(parts.group("key"), parts.group("value")));
    return proc.readAs(pid, value)
        .or(() -> proc.readAs(caller, value))
        .filter(text -> line.matcher(text).find())
        .isPresent();
  }

  private Found byContainer(Named named, Map<Long, ProcessStat> all) {
    var pid = Long.parseLong(named.words().get(0));
    var pids =
        containers.of(all, named.line().runtime(), pid, caller).stream()
            .map(Containers.Container::first)
            .toList();
    return new Found(pids, all.containsKey(pid) ? "no container" : "no process");
  }
}
