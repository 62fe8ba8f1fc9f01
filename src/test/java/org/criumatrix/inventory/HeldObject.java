package org.criumatrix.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.List;
import org.criumatrix.testing.NativeBuild;

/** A program of native/objects that holds one object of the kernel while it is inspected. */
final class HeldObject {

  /**
   * Standard error is a socket: traits of pipes are among those that are tested. The program ends
   * itself after a hurry, so that objects such as cgroups are removed.
   */
  private static final String PROGRAM =
      """
      libc.personality(0)
      ours, theirs = socket.socketpair()
      argv = ["%s", "--object", "%s", "--count", "3000", "--pace", "100000"]
      held = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=theirs, start_new_session=True)
      theirs.close()
      lines = ours.makefile()
      for line in lines:
          print(line, end="", file=sys.stderr)
          if line.startswith("ready "): break
      else:
          sys.exit(held.wait())
      pid = int(line.split()[1])
      try:
          look(pid)
      finally:
          os.kill(pid, signal.SIGUSR1)
          for line in lines: pass
          held.wait()
      """;

  private HeldObject() {}

  /** Inspects a process that holds an object; a test is skipped if the machine lacks the object. */
  static Inspected inspect(Path folder, String object) {
    var program = NativeBuild.with("inventory", "object").resolve("object");
    var seen = Inspected.python(folder, PROGRAM.formatted(program, object));
    assumeFalse(
        seen.stderr().contains("unavailable: "),
        () -> "no object %s here: %s".formatted(object, seen.stderr()));
    return seen;
  }

  /** Returns the names of the traits of a process that holds an object. */
  static List<String> traits(Path folder, String object) {
    var seen = inspect(folder, object);
    assertThat(seen.json().path("processes")).isNotEmpty();
    return Inventory.parse(seen.stdout()).traits().stream().map(Trait::name).toList();
  }
}
