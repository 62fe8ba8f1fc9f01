package org.criumatrix.rig;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.matrix.Phase;

/** {@code criu page-server} on a host: receives the memory of one dump, and ends. */
record PageServer(Background criu) {

  static final String PORT = "9999";

  /**
   * Starts a page server; if it does not listen in time, the dump fails.
   *
   * @param folder the name of the folder for images, which is made here
   * @param limit how long to wait until it listens
   */
  static PageServer on(RuntimeContext context, String folder, Duration limit) {
    var images = context.mkdir(folder);
    var criu = Background.start(context, "page-server", images, address(context));
    criu.awaitReady(Phase.DUMP, limit, () -> listens(context));
    return new PageServer(criu);
  }

  /** Returns CRIU's options for the address of a page server. */
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

  /** Returns the options of a dump that sends its memory to this server. */
  List<String> options() {
    return options(criu.context());
  }

  /** Returns the options of a client of the page server on a host. */
  static List<String> options(RuntimeContext context) {
    return Stream.concat(Stream.of("--page-server"), address(context).stream()).toList();
  }

  /** Ends the server. It ends by itself after a dump, but still listens if none came. */
  CriuCall end() {
    if (!criu.ended() && listens(criu.context())) {
      criu.kill();
    }
    return criu.call();
  }
}
