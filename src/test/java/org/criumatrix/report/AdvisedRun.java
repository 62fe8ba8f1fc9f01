package org.criumatrix.report;

import java.util.List;
import org.criumatrix.matrix.Phase;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.CellRecord.Cause;
import org.criumatrix.runs.Samples;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Prediction;

/** Cells with predictions, of each result one. */
final class AdvisedRun {

  static final Prediction.Failure TCP =
      new Prediction.Failure(Phase.DUMP, "Connected TCP socket, consider using --tcp-established");
  static final Prediction.Failure LOST =
      new Prediction.Failure(Phase.RESTORE, "*Can't bind inet socket*");
  static final String ISSUE = "https://github.com/checkpoint-restore/criu/issues/3162";
  static final Cause CAUSE =
      new Cause(
          "CRIU keeps a connection only if it is asked to",
          "--tcp-established (network/tcp-one-host-{client,both})",
          ISSUE,
          "4.4");

  private AdvisedRun() {}

  private static SampleCell cell(String name) {
    return Samples.cell("network/" + name).held("inet-socket", "tcp-established").predicted();
  }

  /** It fails as predicted, and everything is known of its cause. */
  static CellRecord hit(Cause cause) {
    return cell("tcp-one-host-client-without")
        .with("--shell-job", "again")
        .predicted(LOST, TCP)
        .cause(cause)
        .fails(
            "dump",
            "Error (criu/sk-inet.c:191): Connected TCP socket, consider using --tcp-established");
  }

  static List<CellRecord> records() {
    return records(CAUSE);
  }

  static List<CellRecord> records(Cause cause) {
    return List.of(
        hit(cause),
        cell("tcp-one-host-client").with("--tcp-established").works(),
        cell("tcp-one-host-client").privilege("capabilities").works(),
        cell("udp").held("udp-socket").predicted(LOST).works(),
        cell("epoll").held("epoll").fails("answer", "the periodic timer is not armed any more"),
        cell("tcp-moved").predicted(LOST).fails("progress", "Connection reset by peer"),
        cell("raw").predicted(TCP).unavailable("no network"));
  }
}
