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

/**
 * The first step of every container and nothing more: a mount namespace with a root of its own, in
 * which a subject sees only its program, its folders and its output. CRIU leaves those mounts out
 * and binds them again.
 */
public final class Unshare implements Runtime {

  @Override
  public String name() {
    return "unshare";
  }

  @Override
  public boolean callsCriuPlainly() {
    return true;
  }

  @Override
  public Optional<String> unavailable(Host host) {
    return host.facts().root()
        ? Optional.empty()
        : Optional.of("a mount namespace of one's own needs root");
  }

  @Override
  public Subject start(RuntimeContext context, String name, Workload workload, boolean terminal) {
    var root = OwnRoot.of(context, name, OwnRoot.MIN_BOUND);
    root.make(List.of("/proc"));
    return context
        .launch(name, terminal)
        .within(c -> c.prefixed(root.enterCommand()))
        .start(workload);
  }

  @Override
  public CriuCall dump(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    var args = new ArrayList<>(List.of("-t", String.valueOf(subject.pid())));
    args.addAll(OwnRoot.of(context, subject, OwnRoot.MIN_BOUND).dumpOptions());
    args.addAll(options);
    return context.criu().call("dump", images, args);
  }

  @Override
  public CriuCall restore(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    var args = new ArrayList<>(List.of("-d"));
    args.addAll(OwnRoot.of(context, subject, OwnRoot.MIN_BOUND).restoreOptions());
    args.addAll(options);
    return context.criu().call("restore", images, args);
  }
}
