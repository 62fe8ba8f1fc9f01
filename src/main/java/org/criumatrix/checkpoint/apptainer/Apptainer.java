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
 * Apptainer, which runs a program of an image as its child, in the caller's session and with the
 * caller's descriptors. Apptainer's own checkpoints use DMTCP instead of CRIU.
 *
 * @param external dumps and restores; empty: no method
 */
public record Apptainer(Edition edition, Optional<Checkpointer> external)
    implements DistroRuntime, HostingEngine {

  private static final String USERLAND = "/run/userland";
  private static final String SCRATCH = "/run/scratch";

  /** Options of a job that gets a user namespace of its account and leads a session in it. */
  private static final List<String> JOB_OPTIONS =
      List.of("--fakeroot", "--ignore-fakeroot-command", "--pid", "--no-init");

  @Override
  public Runtime by(String method) {
    return method.equals("joined")
        ? new ApptainerUnaided(this)
        : new Apptainer(edition, CheckpointMethod.of(method, true));
  }

  @Override
  public void prepare(RuntimeContext context) {
    Account.ORDINARY.makeLogin(context.host());
    makePlainTime(context.host());
  }

  /** Makes the host's local time a regular file, which apptainer can bind. */
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
    var args = new ArrayList<>(List.of("apptainer", "--quiet", "exec"));
    args.addAll(grant.apptainer());
    args.addAll(List.of("--bind", SCRATCH + ":/run", "--bind", Userland.PROGRAMS + ":/usr:ro"));
    SharedPaths.readable(room, folders)
        .forEach(f -> args.addAll(List.of("--bind", f + ":" + f + ":ro")));
    args.addAll(List.of(USERLAND, SharedPaths.agent(room)));
    var env = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "HOME", Account.ROOT.home());
    return NestedHost.open(host, room, room.home(), env, args);
  }

  @Override
  public Subject start(
      RuntimeContext context, String subject, Workload workload, boolean terminal) {
    return context
        .launch(subject, terminal)
        .startBy(workload, plain -> run(context, subject, plain));
  }

  private static Started run(RuntimeContext context, String subject, Command plain) {
    var host = context.host();
    var account = context.account();
    var lead = context.workloads() + "/tools/lead";
    var program = plain.argv().get(0);
    Sandbox.make(context, subject, List.of(program, lead), List.of(account.home(), plain.cwd()));
    var args = new ArrayList<>(List.of("apptainer", "--quiet", "exec"));
    if (account.uid() > 0) {
      args.addAll(JOB_OPTIONS);
    } else if (!host.facts().has(Facts.CAP_SYS_RESOURCE)) {
      // Apptainer asks for every capability and gives up if root lacks one.
      args.addAll(List.of("--drop-caps", "CAP_SYS_RESOURCE"));
    }
    args.addAll(List.of("--bind", plain.cwd(), "--pwd", plain.cwd()));
    args.addAll(List.of(Sandbox.folder(context, subject), lead));
    args.addAll(plain.argv());
    var starter = host.start(account.runs(context.inHome(plain.withArgv(args)))).pid();
    var pid = ContainedProgram.pid(host, starter, program);
    return new Started(pid, pid);
  }

  @Override
  public CriuCall dump(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    return external.orElseThrow().dump(context, subject, images, options);
  }

  @Override
  public CriuCall restore(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    return external.orElseThrow().restore(context, subject, images, options);
  }

  @Override
  public void release(RuntimeContext context, Subject subject) {
    external.ifPresent(c -> c.release(context, subject));
  }
}
