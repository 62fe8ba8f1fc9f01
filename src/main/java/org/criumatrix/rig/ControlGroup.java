package org.criumatrix.rig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.cell.Waits;
import org.criumatrix.host.Command;
import org.criumatrix.host.Exit;
import org.criumatrix.host.Host;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.matrix.ResourceText;
import org.criumatrix.workload.Subject;

/**
 * A group of processes with limits, as a batch system makes one for each job: the group {@code
 * job}, and next to it {@code other} for a job that comes later. The programs do not know of it.
 */
public final class ControlGroup {

  /** What a killed run leaves with this prefix, the next run removes. */
  private static final String PREFIX = "criu-matrix-room.";

  /** Rooms count from one. */
  private static final AtomicInteger COUNT = new AtomicInteger(1_000_000);

  private static final String SCRIPT = ResourceText.beside(ControlGroup.class, "cgroups.sh");

  private final Rig rig;
  private final Host host;
  private final String version;
  private final String name =
      PREFIX + ProcessHandle.current().pid() + "." + COUNT.getAndIncrement();
  private String limits = "";

  private ControlGroup(Rig rig, String version) {
    this.rig = rig;
    this.host = rig.environment().first().host();
    this.version = version;
  }

  /**
   * Makes the groups and their limits; the cell is unavailable where the version has no
   * controllers.
   *
   * @param version {@code v1}, {@code v2}
   */
  static ControlGroup make(Rig rig, String version) {
    var group = new ControlGroup(rig, version);
    rig.environment().whenReleased(group::clear);
    var made = group.exec("make", version);
    CellEnvironment.requireAvailable(
        made.succeeded() ? Optional.empty() : Optional.of(missing(version, made.stderr())));
    group.limits = group.output("limits", version);
    return group;
  }

  /** Without the path of the group, so that all cells of a machine have one reason. */
  private static String missing(String version, String error) {
    var last = error.strip().replaceAll("(?s).*: ", "");
    return "no control groups of %s with pids, memory and cpu: %s".formatted(version, last);
  }

  /** Moves a subject into the group {@code job}. */
  public void put(Subject subject) {
    var pids = subject.tree().stream().map(p -> String.valueOf(p.pid())).toList();
    output(Stream.concat(Stream.of("enter", "job"), pids.stream()).toArray(String[]::new));
  }

  /** Removes the group {@code job}, as a batch system does when the job has ended. */
  public void removeJob() {
    var removed =
        Waits.await(
            "an empty control group",
            rig.waits().settle(),
            () -> exec("remove-job"),
            Exit::succeeded);
    if (!removed.met()) {
      throw new IllegalStateException(
          "the group cannot be removed: " + removed.seen().stderr().strip());
    }
  }

  /** Stops all processes of the group {@code job}. */
  public void freeze() {
    output("freeze", version);
  }

  /** Lets all processes of the group {@code job} continue. */
  public void thaw() {
    output("thaw", version);
  }

  /** Returns the option with which CRIU stops a program by its group. */
  public String[] freezeOption() {
    return new String[] {"--freeze-cgroup", output("freezer", version)};
  }

  /** Returns the options that make the group {@code other} the one to restore to. */
  public String[] rootOptions() {
    return new String[] {"--cgroup-root", "/" + name + "/other"};
  }

  /** Returns words before a command that run it in the group. */
  public List<String> runningIn(String group) {
    return command("run", group);
  }

  /** Checks that a restored subject is in the group {@code job}, with its limits. */
  public void requireJob(Subject subject) {
    requireMember(subject, "job");
    var now = output("limits", version);
    if (!now.equals(limits)) {
      throw changed("limits: " + now.replace("\n", ", "));
    }
  }

  /** Checks that a restored subject is in this group, and in no other. */
  public void requireMember(Subject subject, String group) {
    var pid = String.valueOf(subject.pid());
    var groups = output("member", pid);
    var outside = output("outside", pid);
    if (!groups.equals(group) || !outside.equals("0")) {
      throw changed(
          "member of: %s, elsewhere in %s hierarchies"
              .formatted(groups.replace("\n", ", "), outside));
    }
  }

  /**
   * Checks that a restored subject is in the group {@code job} only in the hierarchies of these
   * controllers.
   */
  public void requireOnlyIn(Subject subject, String... controllers) {
    var is = output("controllers", String.valueOf(subject.pid()));
    if (!is.equals(String.join("\n", controllers))) {
      throw changed("controllers with the job: " + is.replace("\n", ", "));
    }
  }

  /** Checks that one limit of the group has another value now, and the others have theirs. */
  public void requireLimitsBut(String file, String value) {
    var wanted =
        limits.replaceFirst("(?m)^%s .*".formatted(Pattern.quote(file)), file + " " + value);
    var now = output("limits", version);
    if (!now.equals(wanted)) {
      throw changed("limits: " + now.replace("\n", ", "));
    }
  }

  /** Makes a folder that shows each hierarchy, until the cell has ended. */
  public String yard() {
    var folder = rig.folder("yard");
    rig.environment()
        .whenReleased(() -> host.exec(Command.of("sh", "-c", "umount \"$0\"/*", folder)));
    output("yard", folder);
    return folder;
  }

  private static PhaseFailure changed(String what) {
    return new PhaseFailure(Phase.ALIVE, FailureId.CONTROL_GROUP_CHANGED, what);
  }

  private void clear() {
    var limit = Duration.ofSeconds(30);
    var left = Waits.await("empty control groups", limit, () -> output("clear"), String::isEmpty);
    if (!left.met()) {
      throw new IllegalStateException("control groups that cannot be removed: " + left.seen());
    }
  }

  private String output(String... words) {
    return host.execChecked(Command.of(command(words))).stdout().strip();
  }

  private Exit exec(String... words) {
    return host.exec(Command.of(command(words)));
  }

  private List<String> command(String... words) {
    var argv = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "cgroups", words[0], name));
    argv.addAll(Arrays.asList(words).subList(1, words.length));
    return argv;
  }
}
