package org.criumatrix.rig;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.criumatrix.cell.AuxiliaryVector;
import org.criumatrix.cell.Checkpoints;
import org.criumatrix.cell.Images;
import org.criumatrix.cell.Placement;
import org.criumatrix.cell.Subjects;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.host.Command;
import org.criumatrix.host.HostProcess;
import org.criumatrix.matrix.Phase;
import org.criumatrix.workload.Prefixed;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workloads;

/** Many subjects of one program, each dumped and restored by a CRIU of its own, all at once. */
public final class Crowd {

  /** Runs a program in another working folder. */
  private static final List<String> ELSEWHERE =
      List.of("/bin/sh", "-c", "cd -- \"$0\" && exec \"$@\"");

  /** Runs another file in place of a program, with the same arguments. */
  private static final List<String> INSTEAD =
      List.of("/bin/sh", "-c", "program=$0; shift; exec \"$program\" \"$@\"");

  /** The placeholder for a subject's own number in its arguments. */
  private static final String INDEX = "{i}";

  private final Rig rig;
  private final Subjects subjects;
  private final List<Subject> members = new ArrayList<>();

  Crowd(Rig rig, Subjects subjects) {
    this.rig = rig;
    this.subjects = subjects;
  }

  /** Starts a workload several times. */
  public Crowd start(int number, String workload, String... args) {
    return start(number, List.of(), workload, args);
  }

  /** Starts a workload several times in one folder. */
  public Crowd startInOneFolder(int number, String workload, String... args) {
    var folder = rig.environment().first().mkdir("shared");
    return start(number, with(ELSEWHERE, folder), workload, args);
  }

  /** Starts a workload several times, and replaces its program's file, as an upgrade does. */
  public Crowd startAndUpgrade(int number, String workload, String... args) {
    var context = rig.environment().first();
    var program = context.mkdir("programs") + "/" + workload;
    context.host().execChecked(Command.of("cp", context.workloads() + "/" + workload, program));
    start(number, with(INSTEAD, program), workload, args);
    var replace = "cp -- \"$0\" \"$0.new\" && mv -- \"$0.new\" \"$0\"";
    context.host().execChecked(Command.of("sh", "-c", replace, program));
    return this;
  }

  private static List<String> with(List<String> words, String last) {
    return Stream.concat(words.stream(), Stream.of(last)).toList();
  }

  private Crowd start(int number, List<String> words, String name, String... args) {
    for (var i = 0; i < number; i++) {
      var index = String.valueOf(i);
      var own = Stream.of(args).map(a -> a.replace(INDEX, index)).toList();
      var workload = Workloads.find(name, own);
      members.add(rig.start(words.isEmpty() ? workload : new Prefixed(workload, words)));
    }
    return this;
  }

  /** Dumps all, and then restores all, each time with all calls of CRIU at once. */
  public void dumpAndRestoreAtOnce(String... options) {
    restoreAtOnce(dumpAtOnce(List.of(options)), List.of(options));
  }

  /** Dumps one after the other, and then restores one after the other. */
  public void dumpAndRestoreInTurn(String... options) {
    rig.restore(rig.dump(members, options), options);
  }

  /** Dumps and restores each before the next is dumped. */
  public void dumpAndRestoreOneByOne(String... options) {
    members.forEach(each -> rig.restore(rig.dump(each, options), options));
  }

  /** Lets all run to their end, with the answers of uninterrupted runs. */
  public void finish() {
    members.forEach(each -> rig.finish(each).hasTheAnswerOfAnUninterruptedRun());
  }

  /** A subject just before its dump. */
  private record Before(Subject subject, List<HostProcess> tree, Optional<AuxiliaryVector> start) {}

  private List<Images> dumpAtOnce(List<String> options) {
    var checkpoints = rig.checkpoints();
    members.forEach(each -> checkpoints.look(each, options));
    checkpoints.stopwatch().enter(Phase.DUMP);
    var before =
        members.stream()
            .map(each -> new Before(each, each.tree(), Checkpoints.startOf(each)))
            .toList();
    var name = checkpoints.nextFolder();
    var folders =
        IntStream.range(0, members.size())
            .mapToObj(i -> placement(members.get(i)).context().mkdir(name + "-" + i))
            .toList();
    var calls = callAtOnce("dump", members, folders, checkpoints.forDump(options));
    var images = new Images[members.size()];
    // Those that were dumped come first: a failure ends the scenario, and they are rightly gone.
    IntStream.range(0, images.length)
        .boxed()
        .sorted(Comparator.comparing(i -> !calls.get(i).exit().succeeded()))
        .forEach(
            i -> {
              var it = before.get(i);
              images[i] = checkpoints.dumped(it.subject(), calls.get(i), it.tree(), it.start());
            });
    return List.of(images);
  }

  private void restoreAtOnce(List<Images> from, List<String> options) {
    var checkpoints = rig.checkpoints();
    checkpoints.stopwatch().enter(Phase.RESTORE);
    var folders = from.stream().map(Images::folder).toList();
    var calls = callAtOnce("restore", members, folders, checkpoints.forRestore(options));
    IntStream.range(0, from.size()).forEach(i -> checkpoints.restored(from.get(i), calls.get(i)));
    rig.awaitProgress(from);
  }

  /** Starts all calls before it waits for the first of them. */
  private List<CriuCall> callAtOnce(
      String action, List<Subject> several, List<String> folders, List<String> options) {
    if (!placement(several.get(0)).runtime().callsCriuPlainly()) {
      // A negative control, which calls no CRIU.
      return IntStream.range(0, several.size())
          .mapToObj(i -> call(action, several.get(i), folders.get(i), options))
          .toList();
    }
    var running =
        IntStream.range(0, several.size())
            .mapToObj(
                i -> {
                  var subject = several.get(i);
                  var own =
                      action.equals("dump")
                          ? Stream.of("-t", String.valueOf(subject.pid()))
                          : Stream.of("-d");
                  var words = Stream.concat(own, options.stream()).toList();
                  return Background.start(
                      placement(subject).context(), action, folders.get(i), words);
                })
            .toList();
    return running.stream().map(each -> rig.checkpoints().remember(each.call())).toList();
  }

  private CriuCall call(String action, Subject subject, String folder, List<String> options) {
    var placement = placement(subject);
    var runtime = placement.runtime();
    var context = placement.context();
    return rig.checkpoints()
        .remember(
            action.equals("dump")
                ? runtime.dump(context, subject, folder, options)
                : runtime.restore(context, subject, folder, options));
  }

  private Placement placement(Subject subject) {
    return subjects.of(subject).placement();
  }
}
