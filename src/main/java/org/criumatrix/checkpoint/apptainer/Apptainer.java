package org.criumatrix.checkpoint.apptainer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.checkpoint.Checkpointer;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.external.CheckpointMethod;
import org.criumatrix.checkpoint.external.ContainedProgram;
import org.criumatrix.checkpoint.hosting.Grant;
import org.criumatrix.checkpoint.hosting.HostingEngine;
import org.criumatrix.checkpoint.hosting.SharedPaths;
import org.criumatrix.checkpoint.image.Sandbox;
import org.criumatrix.checkpoint.image.Userland;
import org.criumatrix.checkpoint.packaged.DistroRuntime;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Command;
import org.criumatrix.host.Facts;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.NestedHost;
import org.criumatrix.privilege.Account;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;

/**
 * Apptainer runs a program of an image as a child of its own, in the caller's session and with the
 * caller's descriptors. Its own checkpoints are DMTCP's, not CRIU's.
 *
 * @param way who dumps and restores
 */
public record Apptainer(Edition edition, Optional<Checkpointer> way)
    implements DistroRuntime, HostingEngine {

  private static final String USERLAND = "/run/userland";
  private static final String SCRATCH = "/run/scratch";

  /** A job that its account's own namespaces are made for, and that leads a session in them. */
  private static final List<String> AS_A_JOB =
      List.of("--fakeroot", "--ignore-fakeroot-command", "--pid", "--no-init");

  @Override
  public Runtime by(String other) {
    return other.equals("joined")
        ? new ApptainerUnaided(this)
        : new Apptainer(edition, CheckpointMethod.of(other, true));
  }

  @Override
  public void prepare(RuntimeContext place) {
    Account.ORDINARY.makeLogin(place.host());
    makePlainTime(place.host());
  }

  /** It binds the host's local time, which must be a file then. */
  static void makePlainTime(Host host) {
    host.execChecked(Command.of("sh", "-c", "rm -f /etc/localtime; : >/etc/localtime"));
  }

  @Override
  public Host open(String host, HostKind around, Map<String, Path> folders, Grant grant) {
    var room = around.openIn(distribution().orElseThrow(), folders);
    try {
      makePlainTime(room);
      Userland.unpack(room, USERLAND);
      room.mkdir(SCRATCH, Mode.PUBLIC);
    } catch (HostException e) {
      room.close();
      throw e;
    }
    var words = new ArrayList<>(List.of("apptainer", "--quiet", "exec"));
    words.addAll(grant.apptainer());
    words.addAll(List.of("--bind", SCRATCH + ":/run", "--bind", Userland.PROGRAMS + ":/usr:ro"));
    SharedPaths.readable(room, folders)
        .forEach(f -> words.addAll(List.of("--bind", f + ":" + f + ":ro")));
    words.addAll(List.of(USERLAND, SharedPaths.agent(room)));
    var env = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "HOME", Account.ROOT.home());
    return NestedHost.open(host, room, room.home(), env, words);
  }

  @Override
  public Subject start(RuntimeContext place, String subject, Workload workload, boolean terminal) {
    return place.launch(subject, terminal).startBy(workload, plain -> run(place, subject, plain));
  }

  private static Started run(RuntimeContext place, String subject, Command plain) {
    var host = place.host();
    var account = place.account();
    var lead = place.workloads() + "/tools/lead";
    var program = plain.argv().get(0);
    Sandbox.make(place, subject, List.of(program, lead), List.of(account.home(), plain.cwd()));
    var words = new ArrayList<>(List.of("apptainer", "--quiet", "exec"));
    if (account.uid() > 0) {
      words.addAll(AS_A_JOB);
    } else if (!host.facts().has(Facts.CAP_SYS_RESOURCE)) {
      // It asks for every capability that there is, and gives up where root lacks one.
      words.addAll(List.of("--drop-caps", "CAP_SYS_RESOURCE"));
    }
    words.addAll(List.of("--bind", plain.cwd(), "--pwd", plain.cwd()));
    words.addAll(List.of(Sandbox.folder(place, subject), lead));
    words.addAll(plain.argv());
    var starter = host.start(account.runs(place.inHome(plain.withArgv(words)))).pid();
    var pid = ContainedProgram.pid(host, starter, program);
    return new Started(pid, pid);
  }

  @Override
  public CriuCall dump(RuntimeContext place, Subject subject, String images, List<String> options) {
    return way.orElseThrow().dump(place, subject, images, options);
  }

  @Override
  public CriuCall restore(
      RuntimeContext place, Subject subject, String images, List<String> options) {
    return way.orElseThrow().restore(place, subject, images, options);
  }

  @Override
  public void release(RuntimeContext place, Subject subject) {
    way.ifPresent(w -> w.release(place, subject));
  }
}
