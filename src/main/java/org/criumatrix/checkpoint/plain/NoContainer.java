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

/** No container: the workload is a process of the host's, and CRIU is called directly. */
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
  public Subject start(RuntimeContext place, String name, Workload workload, boolean terminal) {
    return place.launch(name, terminal).start(workload);
  }

  @Override
  public CriuCall dump(RuntimeContext place, Subject subject, String images, List<String> options) {
    var words = new ArrayList<>(List.of("-t", String.valueOf(subject.pid())));
    words.addAll(options);
    return place.criu().call("dump", images, words);
  }

  @Override
  public CriuCall restore(
      RuntimeContext place, Subject subject, String images, List<String> options) {
    var words = new ArrayList<>(List.of("-d"));
    words.addAll(options);
    return subject.terminal()
        ? place.criu().callOnTerminal("restore", images, words, subject.stdout())
        : place.criu().call("restore", images, words);
  }
}
