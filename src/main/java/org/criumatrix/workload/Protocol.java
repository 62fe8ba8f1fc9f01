package org.criumatrix.workload;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/**
 * A workload that speaks the protocol of native/README.md.
 *
 * @param launcher an interpreter and its options; empty for a native program
 * @param file the program, below the folder of workloads
 * @param needs the file that it requires: the interpreter, or the program itself where it is not
 *     built everywhere
 */
record Protocol(
    String name, List<String> launcher, String file, List<String> args, List<String> needs)
    implements Workload {

  private static final Pattern TELLING = Pattern.compile("(step \\d+|answer) .*");
  private static final int SIGUSR1 = 10;

  /** The ending of a file that says why a program could not be built, see distro/native.sh. */
  private static final String FAILED = ".failed";

  @Override
  public List<String> argv(String folder) {
    var argv = new ArrayList<String>();
    launcher.forEach(word -> argv.add(word.replace(Workloads.FOLDER, folder)));
    argv.add(file.replace(Workloads.FOLDER, folder));
    argv.addAll(args);
    return argv;
  }

  @Override
  public Pattern progressLine() {
    return TELLING;
  }

  @Override
  public OptionalInt fastForward() {
    return OptionalInt.of(SIGUSR1);
  }

  @Override
  public boolean hasNonce() {
    return true;
  }

  @Override
  public Optional<String> unavailable(Host host) {
    return notBuilt(host).or(() -> missing(host));
  }

  private Optional<String> missing(Host host) {
    return needs.stream()
        .map(file -> file.replace(Workloads.FOLDER, host.home() + "/workloads"))
        .filter(file -> !host.exec(Command.of("test", "-e", file)).succeeded())
        .map(file -> file + " is not there")
        .findFirst();
  }

  /** Returns why the compiler of the host's user land could not build the program. */
  private Optional<String> notBuilt(Host host) {
    var reason = file.replace(Workloads.FOLDER, host.home() + "/workloads") + FAILED;
    return host.exec(Command.of("test", "-e", reason)).succeeded()
        ? Optional.of(
            name
                + " cannot be built there: "
                + new String(host.read(reason), StandardCharsets.UTF_8).strip())
        : Optional.empty();
  }
}
