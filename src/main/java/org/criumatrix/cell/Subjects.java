package org.criumatrix.cell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.verdict.Failure;
import org.criumatrix.workload.Subject;

/** The subjects of a cell, in the order in which they were added. */
public final class Subjects {

  /**
   * @param placement where it runs
   * @param answer what an uninterrupted run prints
   */
  public record Member(Subject subject, Placement placement, List<String> answer) {
    public RuntimeContext context() {
      return placement.context();
    }
  }

  private final Map<String, Member> members = new LinkedHashMap<>();

  /** Returns a name that no subject has yet. */
  String nextName() {
    return "subject" + (members.size() + 1);
  }

  Subject add(Subject subject, Placement placement, List<String> answer) {
    members.put(subject.name(), new Member(subject, placement, answer));
    return subject;
  }

  public void move(Subject subject, RuntimeContext to) {
    subject.movedTo(to.host());
    place(subject, to);
  }

  /** Makes later calls for a subject use another context on the same host. */
  void place(Subject subject, RuntimeContext to) {
    var was = of(subject);
    add(subject, new Placement(was.placement().runtime(), to), was.answer());
  }

  /**
   * Kills a subject, and waits until all of its PIDs can be used again, as a restore needs them.
   *
   * @param limit for the whole
   */
  public void end(Subject subject, Duration limit) {
    var tree = subject.tree().stream().map(p -> String.valueOf(p.pid())).toList();
    if (tree.isEmpty()) {
      return;
    }
    var argv = new ArrayList<String>();
    argv.add(of(subject).context().workloads() + "/tools/end");
    argv.add(String.valueOf(limit.toMillis()));
    argv.addAll(tree);
    subject.host().execChecked(Command.of(argv));
    subject.kill(limit);
  }

  /** Releases what the runtimes hold for the subjects. */
  public void release() {
    members.values().forEach(m -> m.placement().runtime().release(m.context(), m.subject()));
  }

  public Member of(Subject subject) {
    return members.get(subject.name());
  }

  public List<Subject> all() {
    return members.values().stream().map(Member::subject).toList();
  }

  /** Returns the complaint of a subject that has ended and is not excluded. */
  Optional<Failure> complaintOfOthers(List<Subject> excluded) {
    return all().stream()
        .filter(s -> !excluded.contains(s) && s.tree().isEmpty())
        .flatMap(
            s ->
                s
                    .stderrTranscript()
                    .complaint()
                    .map(c -> Failure.quoted("the other end: " + c))
                    .stream())
        .findFirst();
  }
}
