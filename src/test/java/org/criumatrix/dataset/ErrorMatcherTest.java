package org.criumatrix.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.criumatrix.matrix.MatrixFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of logs, and the beginning of the cause that the suite's own matrix.csv has for them. */
class ErrorMatcherTest {

  private static ErrorMatcher suite;
  private static List<CauseEntry> causes;

  @BeforeAll
  static void readCauses() throws IOException {
    causes = new Causes(MatrixFile.read(Path.of("matrix.csv"))).entries(List.of(), List.of());
    suite = new ErrorMatcher(causes);
  }

  private static String why(String id) {
    return causes.stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow().why();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "(00.012345) Error (criu/sk-unix.c:860): unix: Can't dump half of stream unix connection.,"
            + " --ext-unix-sk is for datagram sockets alone",
        "(12.345678) Error (criu/sk-unix.c:1): unix: Can't dump half of stream unix connection.,"
            + " --ext-unix-sk is for datagram sockets alone",
        "can't dump half of stream unix connection, --ext-unix-sk is for datagram sockets alone",
        "\"sk-inet.c: inet: Connected TCP socket, consider using --tcp-established option.\","
            + " CRIU keeps a connection only if it is asked to",
        "\"(00.004771)   4711: Error (criu/files-reg.c:1058): Can't dump ghost file /dev/shm/x1f of"
            + " 8388608 size, increase limit\", CRIU keeps unlinked files of up to 1 MiB",
        "\"Error (files-reg.c:99): Can't dump ghost file /tmp/a of 1 size, increase limit\","
            + " CRIU keeps unlinked files of up to 1 MiB",
        "(00.040000) Error (criu/proc_parse.c:123): Unknown shit 600 (anon_inode:[io_uring]),"
            + " CRIU does not know io_uring",
        "Effective capability 40 missing, CRIU refuses to start without CAP_CHECKPOINT_RESTORE",
        "vdso: Unexpected rt vDSO area bounds, Linux 6.13 put a mapping [vvar_vclock]",
        "\"Error (criu/netfilter.c:93): Iptables configuration failed: No such file\","
            + " \"CRIU runs iptables, which an ordinary account may not\"",
      })
  void aLineOfALogFindsItsCause(String line, String beginning) {
    var matches = suite.match(line);

    assertThat(matches.stream().limit(2))
        .as("one or two causes have the same error")
        .anySatisfy(m -> assertThat(why(m.cause())).startsWith(beginning));
    assertThat(matches).isNotEmpty().allMatch(m -> m.score() >= 0.5 && m.score() <= 1);
  }

  @Test
  void ofAWholeLogTheErrorsCount() {
    var log =
        """
        (00.000012) Version: 4.3 (gitid 0)
        (00.003471) Dumping processes (pid: 4711 comm: job)
        (00.004001) unix:  Dumping unix socket at 7
        (00.012345) Error (criu/sk-unix.c:860): unix: Can't dump half of stream unix connection.
        (00.012400) Error (criu/cr-dump.c:1563): Dumping FAILED.
        """;

    var matches = suite.match(log);

    assertThat(why(matches.get(0).cause())).startsWith("--ext-unix-sk is for datagram");
    assertThat(matches.get(0).line())
        .isEqualTo("sk-unix.c: unix: Can't dump half of stream unix connection.");
  }

  @ParameterizedTest
  @CsvSource({
    "'Error (criu/cr-dump.c:1563): Dumping FAILED.'",
    "nothing of this is about checkpoints",
    "'Error: out of pizza'",
    "''",
    "'(00.000012) '",
    "'\u0000 <script>alert(1)</script> {{{ *** '",
  })
  void whatNoCauseExplainsFindsNone(String text) {
    assertThat(suite.match(text)).isEmpty();
  }

  @Test
  void errorsOfRecordsFindTheirCauseWithOtherNumbersToo() {
    var known = cause("a-0001", 3, "files.c: Can't splice # pages of task # into pipe #");
    var other = cause("b-0002", 9, "files.c: Can't open pipe: Permission denied");
    var matcher = new ErrorMatcher(List.of(known, other));

    assertThat(
            matcher.match("Error (criu/files.c:7): Can't splice 12 pages of task 99 into pipe 3"))
        .first()
        .isEqualTo(
            new ErrorMatcher.Match(
                "a-0001", 1.0, "files.c: Can't splice 12 pages of task 99 into pipe 3"));
    assertThat(matcher.match("cant splice page of task into pipe"))
        .first()
        .extracting(ErrorMatcher.Match::cause)
        .isEqualTo("a-0001");
  }

  @Test
  void ofEquallyGoodCausesTheOneWithMoreCellsComesFirst() {
    var error = "sk-unix.c: unix: External socket is used";
    var matcher = new ErrorMatcher(List.of(cause("a-0001", 3, error), cause("b-0002", 9, error)));

    assertThat(matcher.match(error))
        .extracting(ErrorMatcher.Match::cause)
        .containsExactly("b-0002", "a-0001");
  }

  private static CauseEntry cause(String id, int cells, String error) {
    return new CauseEntry(
        id,
        null,
        List.of(error),
        List.of(),
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        cells,
        null,
        null,
        "open",
        null,
        List.of());
  }
}
