package org.criumatrix.scenario;

import java.util.function.Function;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.ControlGroup;
import org.criumatrix.rig.Rig;

/**
 * Row "operations", control groups: a batch system has put the job into a group with limits, in
 * every hierarchy; the job does not know.
 */
@Row(value = "operations", cost = 2)
class OperationsCgroupsScenario {

  private static final String VERSIONS = "v1=version 1; v2=version 2";
  private static final String PACE = "100000";
  private static final String IGNORE = "--manage-cgroups=ignore";

  /** Of the controller cpu, save its period and not its share of the processor. */
  private static final String WITHOUT_SHARES =
      """
      "cpu":
       - "strategy": "replace"
       - "properties": ["cpu.cfs_period_us"]
      """;

  /**
   * The job has to be in its group again, with its limits.
   *
   * <p>If this fails, see {@code cgroup.img}, and {@code /proc/PID/cgroup} of the restored program.
   */
  @Case(
      value = "cgroup-{v1,v2}-{kept,removed}-{default,none,props,soft,full,strict,ignore}",
      about =
          "A job is in a control group of %1 with limits, %2 between dump and restore; CRIU gets %3.",
      words = {
        VERSIONS,
        "kept=which stays; removed=which is removed",
        "default=no option for groups; none=--manage-cgroups=none; props=--manage-cgroups=props",
        "soft=--manage-cgroups=soft; full=--manage-cgroups=full",
        "strict=--manage-cgroups=strict; ignore=--manage-cgroups=ignore"
      },
      privilege = "root")
  void managed(Rig rig, String version, String meanwhile, String mode) {
    var group = rig.controlGroup(version);
    var subject = rig.start("threads", "--pace", PACE);
    group.put(subject);
    var options =
        mode.equals("default") ? new String[0] : new String[] {"--manage-cgroups=" + mode};
    var images = rig.dump(subject, options);
    if (meanwhile.equals("removed")) {
      group.removeJob();
    }
    rig.restore(images, options);
    group.requireJob(subject);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * The batch system starts another job to restore in: the limits of that one have to hold.
   *
   * <p>If this fails, the program has escaped from the job that it is restored in.
   */
  @Case(
      value = "cgroup-{v1,v2}-other-job-{default,ignore,cgroup-root,dumped-inside}",
      about =
          "A job in a control group of %1 is restored by another job, in whose group it has to be; %2.",
      words = {
        VERSIONS,
        "default=CRIU gets no option; ignore=CRIU gets --manage-cgroups=ignore",
        "cgroup-root=CRIU gets --cgroup-root; dumped-inside=the CRIU of the dump was in its group"
      },
      privilege = "root")
  void otherJob(Rig rig, String version, String how) {
    var group = rig.controlGroup(version);
    var subject = rig.start("threads", "--pace", PACE);
    group.put(subject);
    var there = group.runningIn("other");
    switch (how) {
      case "ignore" -> rig.restoreUnder(there, rig.dump(subject, IGNORE), IGNORE);
      case "cgroup-root" -> rig.restoreUnder(there, rig.dump(subject), group.rootOptions());
      case "dumped-inside" ->
          rig.restoreUnder(there, rig.dumpUnder(group.runningIn("job"), subject));
      default -> rig.restoreUnder(there, rig.dump(subject));
    }
    group.requireMember(subject, "other");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * An operator chooses which properties of a group are saved.
   *
   * <p>If this fails, see which properties {@code cgroup.img} has.
   */
  @Case(
      value = "cgroup-{v1}-removed-{cgroup-props,cgroup-props-file}",
      about =
          "Of a removed control group of %1 with limits, all come back but the one that --%2 leaves out.",
      words = VERSIONS,
      privilege = "root")
  void properties(Rig rig, String version, String option) {
    var group = rig.controlGroup(version);
    var subject = rig.start("threads", "--pace", PACE);
    group.put(subject);
    var value =
        option.equals("cgroup-props")
            ? WITHOUT_SHARES
            : rig.write(rig.folder("given") + "/props", WITHOUT_SHARES);
    var images = rig.dump(subject, "--" + option, value);
    group.removeJob();
    rig.restore(images);
    group.requireLimitsBut("cpu.shares", "1024");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** An operator keeps one hierarchy alone. */
  @Case(
      value = "cgroup-{v1}-kept-cgroup-dump-controller",
      about =
          "A job in a control group of %1 is only in the hierarchy again that --cgroup-dump-controller names.",
      words = VERSIONS,
      privilege = "root")
  void oneController(Rig rig, String version) {
    var group = rig.controlGroup(version);
    var subject = rig.start("threads", "--pace", PACE);
    group.put(subject);
    rig.restore(rig.dump(subject, "--cgroup-dump-controller", "pids"));
    group.requireOnlyIn(subject, "pids");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** CRIU mounts no control groups, which needs CAP_SYS_ADMIN. */
  @Case(
      value = "cgroup-{v1,v2}-removed-cgroup-yard",
      about =
          "CRIU finds the groups of %1 in the folder of --cgroup-yard, and makes a removed one there.",
      words = VERSIONS,
      privilege = "root")
  void yard(Rig rig, String version) {
    var group = rig.controlGroup(version);
    var subject = rig.start("threads", "--pace", PACE);
    group.put(subject);
    var yard = group.yard();
    var images = rig.dump(subject, "--cgroup-yard", yard);
    group.removeJob();
    rig.restore(images, "--cgroup-yard", yard);
    rig.effects().logs("Opening %s as cg yard".formatted(yard));
    group.requireJob(subject);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The batch system has suspended the job by its group. */
  @Case(
      value = "cgroup-{v1,v2}-frozen-freeze-cgroup",
      about =
          "A job is suspended by its control group of %1 when it is dumped with --freeze-cgroup. It is "
              + "resumed before the restore.",
      words = VERSIONS,
      privilege = "root")
  void frozen(Rig rig, String version) {
    suspended(rig, version, ControlGroup::freezeOption);
  }

  /**
   * The same without the option.
   *
   * <p>If this fails, CRIU waited for a process that cannot stop.
   */
  @Case(
      value = "cgroup-{v1}-frozen-plain",
      about =
          "A job is suspended by its control group of %1 when it is dumped. It is resumed before the "
              + "restore.",
      words = VERSIONS,
      privilege = "root")
  void frozenWithoutFlag(Rig rig, String version) {
    suspended(rig, version, group -> new String[] {"--timeout", "3"});
  }

  private static void suspended(Rig rig, String version, Function<ControlGroup, String[]> options) {
    var group = rig.controlGroup(version);
    var subject = rig.start("threads", "--pace", PACE);
    group.put(subject);
    group.freeze();
    try {
      var images = rig.dump(subject, options.apply(group));
      group.thaw();
      rig.restore(images);
      group.requireJob(subject);
    } finally {
      group.thaw();
    }
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
