import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Invents the run for bench/page: 20,000 cells. bench/page runs it with {@code java bench/SyntheticRun.java FOLDER}. */
final class SyntheticRun {

  private static final List<String> ROWS =
      List.of("serial", "threads-forks", "open-files", "containers", "inside-container", "cpu-specific", "gpu", "network", "network-fs", "parallel");
  private static final List<String> SWEPT =
      Stream.of("memory-%dm 1 16 128", "threads-%d 1 10 100", "processes-%d 1 10 100", "descriptors-%d 10 100 1000")
          .map(sweep -> sweep.split(" "))
          .flatMap(sweep -> Stream.of(sweep).skip(1).map(size -> "performance/" + sweep[0].formatted(Integer.parseInt(size))))
          .toList();
  private static final int CASES = 100;
  private static final List<String> KERNELS =
      List.of("5.10.0-32-amd64", "6.1.0-41-cloud-amd64", "6.6.87", "6.8.0-64-generic", "6.12.48+deb13-cloud-amd64", "6.14.0", "6.17.8", "6.18.1");
  private static final List<String> CRIUS = List.of("3.17.1", "4.1", "4.1.1", "4.2.1", "4.3");
  private static final List<String> PRIVILEGES = List.of("root", "sudo", "setuid", "capabilities", "unprivileged");

  /** Seeded, so that the page is the same every time. */
  private static final Random CHANCE = new Random(20_000);

  public static void main(String[] args) throws IOException {
    var folder = Files.createDirectories(Path.of(args[0]));
    var records = cases().stream().flatMap(SyntheticRun::cells).toList();
    Files.write(folder.resolve("records.jsonl"), records);
    var builds =
        CRIUS.stream()
            .map("{\"version\":\"%1$s\",\"origin\":\"invented\",\"packageVersion\":\"%1$s-1\",\"sha256\":\"0\",\"gitId\":null}"::formatted)
            .collect(Collectors.joining(","));
    Files.writeString(
        folder.resolve("run.json"),
        """
        {"suite":"invented","started":"2026-11-22T15:30:00Z","ended":"2026-11-22T21:30:00Z","options":{},"hosts":{},
        "criuBuilds":[%s],"notes":[],"cellsPlanned":%2$d,"cellsRecorded":%2$d,"expectations":"0"}
        """.formatted(builds, records.size()));
  }

  private static List<String> cases() {
    var cases = new ArrayList<>(SWEPT);
    for (var i = 0; cases.size() < CASES; i++) {
      cases.add(ROWS.get(i % ROWS.size()) + "/situation-" + i);
    }
    return cases;
  }

  private static Stream<String> cells(String name) {
    return KERNELS.stream().flatMap(k -> CRIUS.stream().flatMap(c -> PRIVILEGES.stream().map(p -> record(name, k, c, p))));
  }

  private static String record(String name, String kernel, String criu, String privilege) {
    var host = "vm:" + KERNELS.indexOf(kernel);
    var works = CHANCE.nextDouble() < .95 - .12 * PRIVILEGES.indexOf(privilege) - .04 * (CRIUS.size() - CRIUS.indexOf(criu));
    var judgement = !works && CHANCE.nextDouble() < .006 ? "regression" : "as expected";
    var swept = name.startsWith("performance/") ? Integer.parseInt(name.replaceAll("\\D", "")) : 5;
    var dump = (4 + .3 * swept) * (1 + .05 * CRIUS.indexOf(criu)) * Math.exp(.3 * CHANCE.nextGaussian());
    var id = "%s[criu=%s,privilege=%s,runtime=none,host=%s]".formatted(name, criu, privilege, host);
    return String.format(
        Locale.ROOT,
        """
        {"cell":"%s","row":"%s","case":"%s","criu":"%s","privilege":"%s","runtime":"none","host":"%s","kernel":"%s","verdict":"%s",\
        "phase":%s,"error":%s,"expected":"works","judgement":"%s","dump_ms":%.3f,"frozen_ms":%.3f,"restore_ms":%.3f,"wall_ms":%.3f,\
        "image_bytes":%d,"evidence":"evidence/%s","why":null,"hint":null,"checks":{"second-restore":"works"},\
        "commands":[{"line":"criu dump -D images -o dump.log -v4 -t 4711","exit":0,"ms":%.3f}],\
        "criu_stats":{"freezing_time":%d,"frozen_time":%d,"memdump_time":%d,"memwrite_time":%d,"forking_time":%d},\
        "kernel_log":[],"ended":"2026-11-22T15:31:07Z","attempt":1}""",
        id, name.split("/")[0], name, criu, privilege, host, kernel, works ? "works" : "fails",
        works ? null : "\"dump\"", works ? null : "\"Error (criu/situation.c:289): invented\"", judgement,
        dump, dump * .6, dump * 1.4, dump * 4, (long) (dump * 200_000), name, dump,
        (long) (dump * 100), (long) (dump * 600), (long) (dump * 300), (long) (dump * 150), (long) (dump * 80));
  }
}
