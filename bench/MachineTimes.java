import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.criumatrix.criu.CriuCatalog.Options;
import org.criumatrix.distro.Distributions;
import org.criumatrix.vm.Machines;

/**
 * Starts a virtual machine several times, and prints a line for each measurement: a name, a tab, a
 * number.
 *
 * <p>bench/machines runs it with {@code java -classpath ... bench/MachineTimes.java CACHE MACHINE
 * MEMORY CORES TIMES}, where the cache has no such machine.
 */
final class MachineTimes {

  private static final Pattern UP = Pattern.compile(".* is up, after ([0-9.]+) s");
  private static final long SETTLED_MS = 1000;

  private static boolean booted;

  public static void main(String[] args) throws InterruptedException {
    var options =
        new Machines.Options(
            Path.of(args[0]), Integer.parseInt(args[2]), Integer.parseInt(args[3]), List.of(), false);
    for (var i = 0; i < Integer.parseInt(args[4]); i++) {
      once(options, args[1]);
    }
  }

  private static void once(Machines.Options options, String name) throws InterruptedException {
    var distributions =
        new Distributions(
            options.cache(), () -> Options.fromSystemProperties().archive(), false, System.err::println);
    var agent = Path.of("target/native/agent");
    try (var machines =
        new Machines(Path.of(""), agent, options, distributions, MachineTimes::noted)) {
      var kind =
          machines.kinds().stream()
              .filter(k -> k.name().equals(name))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("there is no machine " + name));
      var trouble = kind.unavailable();
      if (trouble.isPresent()) {
        throw new IllegalStateException(trouble.get());
      }
      Thread.sleep(SETTLED_MS);
      memory(name);
    }
  }

  private static void noted(String note) {
    System.err.println(note);
    var up = UP.matcher(note);
    if (up.matches()) {
      System.out.printf("%s, s\t%s%n", booted ? "start from a saved machine" : "boot, save and start", up.group(1));
      booted = true;
    }
  }

  private static void memory(String name) {
    var emulators =
        ProcessHandle.current()
            .descendants()
            .filter(p -> command(p).contains("-incoming"))
            .toList();
    if (emulators.size() != 1) {
      throw new IllegalStateException(emulators.size() + " emulators run");
    }
    var used = rollup(emulators.get(0).pid());
    System.out.printf("Pss, MiB\t%.2f%n", used.get("Pss") / 1024.0);
    System.out.printf(
        "private, MiB\t%.2f%n", (used.get("Private_Clean") + used.get("Private_Dirty")) / 1024.0);
    System.out.printf("Rss, MiB\t%.2f%n", used.get("Rss") / 1024.0);
  }

  private static String command(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", "" + process.pid(), "cmdline"));
    } catch (IOException e) {
      return ""; // It has ended.
    }
  }

  /** Returns the lines of smaps_rollup in KiB. */
  private static Map<String, Long> rollup(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", "" + pid, "smaps_rollup"))) {
      return lines
          .filter(line -> line.endsWith(" kB"))
          .map(line -> line.split(":\\s+| kB"))
          .collect(java.util.stream.Collectors.toMap(w -> w[0], w -> Long.valueOf(w[1])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
