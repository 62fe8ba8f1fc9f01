package org.criumatrix.checkpoint.apptainer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.external.ContainedProgram;
import org.criumatrix.checkpoint.external.NamespaceJoinCheckpointer;
import org.criumatrix.checkpoint.image.Sandbox;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;

/**
 * An ordinary account's apptainer job, started so that the account itself can dump and restore it,
 * see {@link NamespaceJoinCheckpointer}.
 *
 * @param plain how its host is made ready
 */
record ApptainerUnaided(Apptainer plain) implements Runtime, NamespaceJoinCheckpointer.Container {

  @Override
  public String name() {
    return plain.name();
  }

  @Override
  public Optional<String> lacking() {
    return plain.lacking();
  }

  @Override
  public Optional<Path> distribution() {
    return plain.distribution();
  }

  @Override
  public Optional<String> unavailable(Host host) {
    return plain.unavailable(host);
  }

  @Override
  public Subject start(RuntimeContext place, String subject, Workload workload, boolean terminal) {
    return place.launch(subject, terminal).startBy(workload, c -> run(place, subject, c));
  }

  private Started run(RuntimeContext place, String subject, Command program) {
    var file = program.argv().get(0);
    var lead = place.workloads() + "/tools/lead";
    Sandbox.make(place, subject, List.of(file, lead), List.of(program.cwd(), place.folder()));
    var words = contained(place, subject, List.of("--pwd", program.cwd()));
    words.add(lead);
    words.addAll(NamespaceJoinCheckpointer.LEAD_OPTIONS);
    words.addAll(program.argv());
    var starter =
        place
            .host()
            .start(place.account().runsInLogin(place.inHome(program.withArgv(words))))
            .pid();
    var pid = ContainedProgram.pid(place.host(), starter, file);
    return new Started(pid, pid);
  }

  /**
   * In both containers the same mounts, of places that are there under the same path; no layer of
   * apptainer's on the image, since files on an overlay file system have no name that CRIU could
   * keep.
   */
  private static ArrayList<String> contained(
      RuntimeContext place, String subject, List<String> more) {
    var words = new ArrayList<>(List.of("apptainer", "--quiet", "exec", "--pid", "--underlay"));
    words.addAll(more);
    var criu = place.criu().folder();
    words.addAll(List.of("--bind", place.folder(), "--bind", criu + ":" + criu + ":ro"));
    words.add(Sandbox.folder(place, subject));
    return words;
  }

  @Override
  public List<String> fresh(RuntimeContext place, Subject subject) {
    return contained(place, subject.name(), List.of("--add-caps", "CAP_CHECKPOINT_RESTORE"));
  }

  @Override
  public CriuCall dump(RuntimeContext place, Subject subject, String images, List<String> options) {
    return new NamespaceJoinCheckpointer(this).dump(place, subject, images, options);
  }

  @Override
  public CriuCall restore(
      RuntimeContext place, Subject subject, String images, List<String> options) {
    return new NamespaceJoinCheckpointer(this).restore(place, subject, images, options);
  }
}
