package org.criumatrix.rig;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.matrix.Phase;

/** {@code criu page-server} at a place: takes the memory of one dump, and ends. */
record PageServer(Background criu) {

  static final String PORT = "9999";

  /**
   * A CRIU that does not serve is one that does not dump.
   *
   * @param folder the name of the one for images, which is made here
   * @param limit until it must listen
   */
  static PageServer on(RuntimeContext context, String folder, Duration limit) {
    var images = context.mkdir(folder);
    var criu = Background.start(context, "page-server", images, address(context));
    criu.awaitReady(Phase.DUMP, limit, () -> listens(context));
    return new PageServer(criu);
  }

  /** Where pages are had from, or brought to, in CRIU's words. */
  static List<String> address(RuntimeContext context) {
    return List.of("--address", host(context), "--port", PORT);
  }

  static String host(RuntimeContext context) {
    return context.addresses().orElseThrow().v4();
  }

  static boolean listens(RuntimeContext context) {
    var look = Command.of("ss", "-Hltn", "sport = :" + PORT);
    return !context.host().execChecked(look).stdout().isBlank();
  }

  /** For a dump whose memory goes to it. */
  List<String> options() {
    return options(criu.context());
  }

  /** For who brings memory to the one at a place, or has it from there. */
  static List<String> options(RuntimeContext context) {
    return Stream.concat(Stream.of("--page-server"), address(context).stream()).toList();
  }

  /** It has ended by itself after a dump, and still listens if none came. */
  void end() {
    if (!criu.ended() && listens(criu.context())) {
      criu.kill();
    }
    criu.call();
  }
}
