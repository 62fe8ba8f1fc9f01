package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalCommand.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests contrib/pool with a fake suite: what DAGMan and the jobs would call. */
class HtCondorPoolTest {

  /** Writes a record when it starts. A slow suite writes another one at SIGTERM. */
  private static final String SUITE =
      """
      #!/bin/bash
      printf '<%s>\\n' "$@" "threads=$OMP_NUM_THREADS"
      for word; do case $word in -Dmatrix.folder=*) folder=${word#*=} ;; esac; done
      if [ "$1" = merge ]; then mkdir "$2"; exit "${CODE:-0}"; fi
      echo '{"cell":"one"}' >>"$folder/records.jsonl"
      end() {
        sleep 0.3
        echo '{"cell":"last"}' >>"$folder/records.jsonl"
        echo '{ "ended" : null }' >"$folder/run.json"
        exit 143
      }
      if [ -n "$SLOW" ]; then
        trap end TERM
        touch "$folder/../started"
        for ((i = 0; i < 200; i++)); do sleep 0.1; done
      fi
      [ -n "$NOT_STARTED" ] || echo '{ "ended" : "2026-11-28T03:00:00Z" }' >"$folder/run.json"
      exit "${CODE:-0}"
      """;

  private static final String SUDO =
      """
      #!/bin/bash
      echo "$*" >>"$(dirname "$0")/sudo.log"
      [ "$1" = -n ] && shift && exec "$@"
      """;

  private static final String TERM =
      """
      "$@" & job=$!
      for ((i = 0; i < 100; i++)); do [ ! -e started ] || break; sleep 0.05; done
      kill -TERM $job
      wait $job
      """;

  @TempDir private static Path packed;
  private static Path archive;

  @TempDir Path folder;
  private Path home;
  private Path pool;

  @BeforeAll
  static void pack() throws IOException {
    archive = packed.resolve("a suite.tar.gz");
    executable(packed.resolve("suite/criu-matrix"), SUITE);
    var argv = List.of("tar", "-C", packed.toString(), "-czf", archive.toString(), "suite");
    assertThat(LocalCommand.run(Duration.ofSeconds(20), Map.of(), argv).exit()).isZero();
  }

  @BeforeEach
  void checkOut() throws IOException {
    home = folder.resolve("a checkout");
    pool = home.resolve("contrib/pool");
    Files.createDirectories(pool);
    try (var files = Files.list(Path.of("contrib/pool"))) {
      for (var file : files.toList()) {
        Files.copy(file, pool.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void executable(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Result here(String... argv) {
    return in(folder, Map.of(), argv);
  }

  private Result in(Path place, Map<String, String> more, String... argv) {
    var environment = new TreeMap<>(more);
    environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    return LocalCommand.run(Duration.ofSeconds(20), environment, place, List.of(argv));
  }

  private Result makeDag(String... words) {
    var argv = new ArrayList<>(List.of(pool.resolve("make-dag").toString()));
    argv.addAll(List.of("--suite", archive.toString()));
    argv.addAll(List.of(words));
    return here(argv.toArray(String[]::new));
  }

  private String dag(String... words) throws IOException {
    var result = makeDag(words);
    assertThat(result.exit()).as(result.stderr()).isZero();
    return Files.readString(folder.resolve("an out/matrix.dag"));
  }

  /** The folder of a job on the machine that runs it. */
  private Path sandbox() throws IOException {
    var sandbox = Files.createDirectories(folder.resolve("a job"));
    Files.createDirectories(sandbox.resolve("matrix"));
    Files.copy(archive, sandbox.resolve("suite.tar.gz"));
    return sandbox;
  }

  private Result shard(Path sandbox, Map<String, String> how, String... words) {
    var argv = new ArrayList<>(List.of(pool.resolve("run-shard").toString(), "2", "3"));
    argv.addAll(List.of(words));
    return in(sandbox, how, argv.toArray(String[]::new));
  }

  private static List<String> records(Path sandbox) throws IOException {
    return Files.readAllLines(sandbox.resolve("matrix/records.jsonl"));
  }

  @Test
  void writesADagOfShardsAndTheirMerging() throws IOException {
    var text = dag("--cpus", "2", "--retries", "5", "2", "an out", "-Dcells=serial/* !*java*");

    assertThat(text.lines().skip(1))
        .containsExactly(
            "JOB shard-1 shard.sub",
            "VARS shard-1 shard=\"1\"",
            "RETRY shard-1 5",
            "JOB shard-2 shard.sub",
            "VARS shard-2 shard=\"2\"",
            "RETRY shard-2 5",
            "JOB merge merge.sub",
            "PARENT shard-1 shard-2 CHILD merge",
            "VARS ALL_NODES shards=\"2\" cpus=\"2\" inputs=\"../suite.tar.gz, matrix\""
                + " options=\"'-Dcells=serial/* !*java*'\"");
    var out = folder.resolve("an out");
    assertThat(out.resolve("shard-2/matrix")).isEmptyDirectory();
    assertThat(out.resolve("suite.tar.gz")).hasSameBinaryContentAs(archive);
    assertThat(List.of("shard.sub", "merge.sub", "run-shard", "merge-shards"))
        .allSatisfy(name -> assertThat(out.resolve(name)).isNotEmptyFile());
  }

  @Test
  void printsWhatToDoNext() {
    assertThat(makeDag("1", "an out").stdout())
        .isEqualTo("cd an\\ out && condor_submit_dag matrix.dag\n");
    assertThat(here(pool.resolve("make-dag").toString(), "--help"))
        .satisfies(r -> assertThat(r.exit()).isZero())
        .satisfies(r -> assertThat(r.stdout()).startsWith("Usage: make-dag"));
  }

  /** All of these names passed a real pool unchanged. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "-Dcells=a b              | '-Dcells=a b'",
        "-Dcells=                 | '-Dcells='",
        "-Dcells=*?[x]{a,b} !c    | '-Dcells=*?[x]{a,b} !c'",
        "-Dcells=it's             | '-Dcells=it''s'",
        "-Dcells=\"               | '-Dcells=\\\"\\\"'",
        "-Dcells=$(shard) $HOME $ | '-Dcells=$(DOLLAR)(shard) $(DOLLAR)HOME $(DOLLAR)'",
        "-Dcells=a\\b\\           | '-Dcells=a\\\\b\\\\'",
        "-Dcells=\\\"             | '-Dcells=\\\\\\\"\\\"'",
        "-Dcells=#;&<>            | '-Dcells=#;&<>'",
        "-Dcells=é                | '-Dcells=é'",
      },
      ignoreLeadingAndTrailingWhitespace = true)
  void handsOnOddOptions(String option, String written) throws IOException {
    assertThat(dag("1", "an out", option)).endsWith(" options=\"%s\"\n".formatted(written));
  }

  @Test
  void takesTheExpectationsAlong() throws IOException {
    Files.writeString(folder.resolve("of mine.csv"), "case\n");

    assertThat(dag("--sudo", "1", "an out", "-Dmatrix.file=of mine.csv"))
        .contains("inputs=\"../suite.tar.gz, matrix, ../expectations.csv\"")
        .contains("options=\"--sudo '-Dmatrix.file=../expectations.csv'\"");
    assertThat(folder.resolve("an out/expectations.csv")).hasContent("case\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1                            | N and OUT are missing",
        "3                            | N and OUT are missing",
        "0;an out                     | N is a whole number from 1 to 9999, not '0'",
        "03;an out                    | N is a whole number",
        "x;an out                     | N is a whole number",
        "--cpus;0;1;an out            | --cpus is a whole number from 1",
        "--retries;-1;1;an out        | --retries is a whole number from 0",
        "--retries                    | --retries needs a value",
        "--shards;3                   | there is no --shards",
        "--suite;/no;1;an out         | /no cannot be read",
        "1;-Dcells=x                  | OUT comes before the options",
        "1;a checkout                 | a checkout is there already",
        "1;an out;cells=x             | begins with -D, unlike 'cells=x'",
        "1;an out;-D                  | begins with -D",
        "1;an out;-Dshard=1/2         | -Dshard is for the shards to say",
        "1;an out;-Dresume            | -Dresume is for the shards to say",
        "1;an out;-Dmatrix.folder=x   | -Dmatrix.folder is for the shards to say",
        "1;an out;-Dmatrix.history=on | ./criu-matrix history add an out/matrix",
        "1;an out;-Dmatrix.file=no    | -Dmatrix.file: no cannot be read",
        "1;an out;-Dcells=a\tb        | no control character",
        "1;an out;-Dcells=$$(Arch)    | the two dollars",
      })
  void refusesWhatItCannotUse(String words, String complaint) {
    var result = makeDag(words.split(";"));

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.stderr()).startsWith("make-dag: ").contains(complaint).hasLineCount(1);
    assertThat(folder.resolve("an out")).doesNotExist();
  }

  @Test
  void packsTheLastCommitWithItsLibraries() throws IOException {
    var library = folder.resolve("repository/some-1.jar");
    Files.createDirectories(library.getParent());
    Files.writeString(library, "a library");
    executable(
        home.resolve("criu-matrix"),
        """
        #!/bin/bash
        cd "$(dirname "$0")"
        mkdir -p target/allure-commandline
        echo '%s' >target/classpath
        """
            .formatted(library));
    Files.writeString(home.resolve(".gitignore"), "target\n");
    assertThat(
            in(
                    home,
                    Map.of(),
                    "sh",
                    "-c",
                    "git init -q . && git add . && git -c user.name=I -c user.email=i@example commit -qm it")
                .exit())
        .isZero();
    Files.writeString(home.resolve("not committed"), "");

    var made = here(pool.resolve("make-dag").toString(), "1", "an out");
    assertThat(made.exit()).as(made.stderr()).isZero();
    assertThat(made.stderr()).isEqualTo("make-dag: what is not committed does not travel\n");
    assertThat(here("tar", "-xzf", "an out/suite.tar.gz").exit()).isZero();
    var suite = folder.resolve("suite");
    assertThat(suite.resolve("target/jars/some-1.jar")).hasContent("a library");
    assertThat(suite.resolve("target/classpath")).hasContent("target/jars/some-1.jar\n");
    assertThat(suite.resolve("target/allure-commandline")).doesNotExist();
    assertThat(suite.resolve("not committed")).doesNotExist();
    assertThat(suite.resolve(".git")).isDirectory();
  }

  @Test
  void runsAShard() throws IOException {
    var sandbox = sandbox();
    var result = shard(sandbox, Map.of("OMP_NUM_THREADS", "4"), "-Dcells=a 'b' *", "-Dcriu=x");

    assertThat(result.exit()).as(result.stderr()).isZero();
    assertThat(result.stdout())
        .contains(
            "<run>\n<-Dmatrix.parallel=4>\n<-Dcells=a 'b' *>\n<-Dcriu=x>\n<-Dshard=2/3>\n<-Dresume>\n"
                + "<-Dmatrix.folder=%s/matrix>\n<threads=>\n".formatted(sandbox))
        .contains("0 records, beginning", "1 records, exit code 0");
    assertThat(records(sandbox)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,0", "2,2", "3,3", "4,4", "5,5", "6,6", "7,7", "130,130"})
  void differencesAreNoFailureAndTroubleIs(String suite, int job) throws IOException {
    assertThat(shard(sandbox(), Map.of("CODE", suite)).exit()).isEqualTo(job);
  }

  /** If Java does not start, it exits with 1, like a run with differences. */
  @Test
  void whatDidNotRunIsNoDifference() throws IOException {
    var sandbox = sandbox();
    Files.writeString(sandbox.resolve("matrix/run.json"), "{ \"ended\" : \"2025\" }");

    assertThat(shard(sandbox, Map.of("CODE", "1", "NOT_STARTED", "yes")).exit()).isEqualTo(1);
    assertThat(sandbox.resolve("matrix/run.json")).doesNotExist();
  }

  @Test
  void leavesWholeRecordsWhenItIsEndedAndContinues() throws IOException {
    var sandbox = sandbox();
    var script = pool.resolve("run-shard").toString();
    var ended = in(sandbox, Map.of("SLOW", "yes"), "bash", "-c", TERM, "term", script, "2", "3");

    assertThat(ended.exit()).isEqualTo(143);
    assertThat(ended.stdout()).contains("2 records, exit code 143");
    assertThat(records(sandbox)).containsExactly("{\"cell\":\"one\"}", "{\"cell\":\"last\"}");

    assertThat(shard(sandbox, Map.of()).stdout()).contains("2 records, beginning", "exit code 0");
    assertThat(records(sandbox)).hasSize(3);
  }

  @Test
  void isRootBySudoAndEndsThat() throws IOException {
    assumeTrue(here("env", "kill", "-L").exit() == 0, "there is no program kill");
    executable(folder.resolve("bin/sudo"), SUDO);
    var sandbox = sandbox();
    var script = pool.resolve("run-shard").toString();
    var argv = new String[] {"bash", "-c", TERM, "term", script, "2", "3", "--sudo"};

    assertThat(in(sandbox, Map.of("SLOW", "yes"), argv).exit()).isEqualTo(143);
    assertThat(records(sandbox)).hasSize(2);
    assertThat(Files.readAllLines(folder.resolve("bin/sudo.log")))
        .hasSize(3)
        .satisfies(l -> assertThat(l.get(0)).startsWith("-n ./criu-matrix run -Dshard=2/3"))
        .satisfies(l -> assertThat(l.get(1)).startsWith("-n kill -s TERM "))
        .satisfies(l -> assertThat(l.get(2)).startsWith("-n chown -R "));
  }

  private Result merge(Map<String, String> how, String... words) throws IOException {
    makeDag("2", "an out");
    var argv = new ArrayList<>(List.of("./merge-shards"));
    argv.addAll(List.of(words));
    return in(folder.resolve("an out"), how, argv.toArray(String[]::new));
  }

  @Test
  void mergesAllShards() throws IOException {
    var result = merge(Map.of(), "2");

    assertThat(result.exit()).as(result.stderr()).isZero();
    var out = folder.resolve("an out");
    assertThat(result.stdout())
        .startsWith(
            "<merge>\n<%s/matrix>\n<%s/shard-1/matrix>\n<%s/shard-2/matrix>\n"
                .formatted(out, out, out));
    assertThat(out.resolve("matrix")).isDirectory();
  }

  @Test
  void whatCannotBeMergedIsNotThereByHalves() throws IOException {
    assertThat(merge(Map.of("CODE", "2"), "2").exit()).isEqualTo(2);
    assertThat(folder.resolve("an out/matrix")).doesNotExist();
  }

  @Test
  void doesNotMergeTwiceNorWithoutANumber() throws IOException {
    assertThat(merge(Map.of(), "x").exit()).isEqualTo(2);

    var old = Files.createDirectories(folder.resolve("an out/matrix"));
    var result = in(folder.resolve("an out"), Map.of(), "./merge-shards", "2");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.stderr()).isEqualTo("merge-shards: %s is there already\n".formatted(old));
    assertThat(old).exists();
  }
}
