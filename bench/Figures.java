import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/** Prints what bench/cells measured; run by it with {@code java bench/Figures.java FOLDER ROUNDS}. */
final class Figures {

  public static void main(String[] args) throws IOException {
    var folder = Path.of(args[0]);
    System.out.println("round  bare script      suite, in a cell                        the whole of them");
    for (var round = 1; round <= Integer.parseInt(args[1]); round++) {
      print(folder, round);
    }
  }

  private static void print(Path folder, int round) throws IOException {
    var bare = Files.readAllLines(folder.resolve("bare." + round)).stream().mapToDouble(l -> Long.parseLong(l) / 1e3).toArray();
    var records = Files.readAllLines(folder.resolve("records." + round));
    var run = Files.readString(folder.resolve("run." + round));
    var took = Duration.between(time(run, "started"), time(run, "ended")).toMillis();
    var wall = median(records.stream().mapToDouble(number("wall_ms")).toArray());
    var outside =
        median(records.stream().mapToDouble(r -> of(r, "wall_ms") - of(r, "dump_ms") - of(r, "restore_ms")).toArray());
    var loop = Arrays.stream(bare).sum();
    System.out.printf(
        "%5d  median %5.1f ms   median %5.1f ms, outside CRIU %4.1f ms   bare %5.0f ms, suite %5d ms: %.2f times as fast%n",
        round, median(bare), wall, outside, loop, took, loop / took);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static ToDoubleFunction<String> number(String field) {
    return line -> of(line, field);
  }

  private static double of(String line, String field) {
    return Double.parseDouble(find(line, field, "([0-9.]+)"));
  }

  private static Instant time(String json, String field) {
    return Instant.parse(find(json, field, "\"([^\"]+)\""));
  }

  private static String find(String text, String field, String value) {
    var match = Pattern.compile("\"" + field + "\" *: *" + value).matcher(text);
    if (!match.find()) {
      throw new IllegalStateException("no " + field + " in " + text);
    }
    return match.group(1);
  }
}
