package org.criumatrix.checkpoint.control;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.HostException;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;

/**
 * The second negative control: starts the workload anew as the first one does, and hides that it
 * did. Lines that were printed before the dump are not printed again, so the output looks like that
 * of one run.
 */
public final class Replayer extends Restarter {

  /**
   * Makes the FIFOs for the filter. A missing filter is an error here: the agent opens the FIFOs
   * for the program and would wait for it.
   */
  private static final String MAKE_FIFOS =
      "mkdir -p -m 755 \"$0\" && for f in stdout stderr; do [ -p \"$0/$f\" ] || mkfifo -m 666"
          + " \"$0/$f\" || exit; done; [ -x \"$1\" ]";

  /** What each subject had printed when it was dumped, by its name. */
  private final Map<String, Printed> printed = new HashMap<>();

  /**
   * What a subject has printed.
   *
   * @param digest the last word of {@code ready}; a dash if there is none
   * @param out the number of lines on stdout
   * @param err the number of lines on stderr
   */
  private record Printed(String digest, long out, long err) {

    static Printed by(Subject subject) {
      var transcript = subject.transcript();
      var ready = transcript.messages("ready").stream().findFirst();
      var digest = ready.filter(words -> !words.isEmpty()).map(w -> w.get(w.size() - 1));
      var out = lines(subject, subject.stdout());
      // A terminal merges both streams: stdout has all lines.
      var err = subject.terminal() ? 0 : lines(subject, subject.stderr());
      return new Printed(digest.orElse("-"), out, err);
    }

    private static long lines(Subject subject, String file) {
      var text = new String(subject.host().read(file), StandardCharsets.UTF_8);
      return text.chars().filter(c -> c == '\n').count();
    }
  }

  @Override
  public String name() {
    return "replayer";
  }

  @Override
  public CriuCall dump(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    var call = super.dump(context, subject, images, options);
    // After the subject was killed, so that no line is missed.
    printed.put(subject.name(), Printed.by(subject));
    return call;
  }

  @Override
  public CriuCall restore(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    try {
      replay(context, subject, printed.get(subject.name()));
    } catch (HostException e) {
      // The case may have removed the folder. A pretended restore succeeds anyway.
      return pretended(context, "restore", images);
    }
    return pretended(context, "restore", images);
  }

  private static void replay(RuntimeContext context, Subject subject, Printed before) {
    var folder = subject.home() + "/replay";
    var filter = context.workloads() + "/tools/replay";
    context.host().execChecked(Command.of("sh", "-c", MAKE_FIFOS, folder, filter));
    var args = new ArrayList<>(List.of(filter, before.digest()));
    args.addAll(List.of(folder + "/stdout", String.valueOf(before.out())));
    if (!subject.terminal()) {
      args.addAll(List.of(folder + "/stderr", String.valueOf(before.err())));
    }
    // All output has arrived when the filter ends.
    var teller =
        context
            .host()
            .start(
                Command.of(args)
                    .withOutputs(subject.stdout(), subject.stderr())
                    .within(Duration.ZERO));
    chooseNextPid(context, subject.pid());
    context
        .launch(subject.name(), subject.terminal())
        .withOutputsIn(folder)
        .again(subject.workload());
    subject.restoredAs(new Started(subject.pid(), teller.pid()));
  }
}
