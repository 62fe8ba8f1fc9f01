package org.criumatrix.checkpoint.oci;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.checkpoint.Checkpointer;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.CriuCaller;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.packaged.SingleContainerRuntime;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;

/** What engines make containers with, without an engine around it. */
public final class OciRuntime extends SingleContainerRuntime {

  private final Oci oci;

  public OciRuntime(Edition edition, Oci oci, Optional<Checkpointer> way) {
    super(edition, way);
    this.oci = oci;
  }

  @Override
  protected Runtime with(Optional<Checkpointer> other) {
    return new OciRuntime(edition(), oci, other);
  }

  @Override
  public Optional<String> unavailable(Host host) {
    return oci.unavailable(host);
  }

  @Override
  protected Started run(RuntimeContext place, String name, Command plain) {
    OciBundle.make(place, name, plain);
    return attached(place, name)
        .start(starting(place, name, "run", List.of()), LIMIT)
        .started()
        .orElseThrow(ForegroundContainer::noStart);
  }

  @Override
  protected CriuCall checkpoint(
      RuntimeContext place, String name, String images, List<String> options) {
    var host = place.host();
    var log = images + "/dump.log";
    RuncOptions.write(host, log, List.of());
    var words = new ArrayList<>(List.of(oci.program(), "checkpoint"));
    words.addAll(List.of("--image-path", images, "--work-path", images));
    words.addAll(options);
    words.add(id(name));
    var command = command(place, words).within(place.criu().limit());
    var exit = host.exec(command);
    return new CriuCall(host, "dump", command.toString(), exit, images, CriuCaller.log(host, log));
  }

  @Override
  protected CriuCall bringBack(
      RuntimeContext place, Subject subject, String images, List<String> options) {
    var host = place.host();
    var log = images + "/restore.log";
    remove(place, subject.name());
    RuncOptions.write(host, log, List.of());
    var more = new ArrayList<>(List.of("--image-path", images, "--work-path", images));
    more.addAll(options);
    var command = starting(place, subject.name(), "restore", more);
    var outcome = attached(place, subject.name()).start(command, place.criu().limit());
    outcome.started().ifPresent(subject::goesOnAs);
    return new CriuCall(
        host, "restore", command.toString(), outcome.exit(), images, CriuCaller.log(host, log));
  }

  private Command starting(RuntimeContext place, String name, String how, List<String> more) {
    var words = new ArrayList<>(List.of(oci.program(), how));
    words.addAll(List.of("--bundle", OciBundle.folder(place, name)));
    words.addAll(List.of("--pid-file", pidFile(place, name)));
    words.addAll(more);
    words.add(id(name));
    return command(place, words);
  }

  private static ForegroundContainer attached(RuntimeContext place, String name) {
    return new ForegroundContainer(place.host(), home(place, name), pidFile(place, name));
  }

  private static String pidFile(RuntimeContext place, String name) {
    return place.folder() + "/pid-of-" + name;
  }

  @Override
  protected void remove(RuntimeContext place, String name) {
    place.host().exec(command(place, List.of(oci.program(), "delete", "--force", id(name))));
  }
}
