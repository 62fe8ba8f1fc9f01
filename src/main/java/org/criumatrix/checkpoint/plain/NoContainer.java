package org.criumatrix.checkpoint.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Host;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;

/** No container: the workload is a process of the host, and CRIU is called directly. */
public class NoContainer implements Runtime {

  @Override
  public String name() {
    return "none";
  }

  @Override
  public boolean callsCriuPlainly() {
    return true;
  }

  @Override
  public Optional<String> unavailable(Host host) {
    return Optional.empty();
  }

  @Override
  public Subject start(RuntimeContext context, String name, Workload workload, boolean terminal) {
    return context.launch(name, terminal).start(workload);
  }

  @Override
  public CriuCall dump(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    var args = new ArrayList<>(List.of("-t", String.valueOf(subject.pid())));
    args.addAll(options);
    return context.criu().call("dump", images, args);
  }

  @Override
  public CriuCall preDump(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    var args = new ArrayList<>(List.of("-t", String.valueOf(subject.pid())));
    args.addAll(options);
    return context.criu().call("pre-dump", images, args);
  }

  @Override
  public CriuCall restore(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    // The command takes CRIU's place, which does not detach itself then.
    var args = new ArrayList<>(options.contains("--exec-cmd") ? List.<String>of() : List.of("-d"));
    args.addAll(options);
    return subject.terminal()
        ? context.criu().callOnTerminal("restore", images, args, subject.stdout())
        : context.criu().call("restore", images, args);
  }
}
