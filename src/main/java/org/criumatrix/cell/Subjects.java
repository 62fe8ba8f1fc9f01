package org.criumatrix.cell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.verdict.Failure;
import org.criumatrix.workload.Subject;

/** The subjects of a cell, in the order of their first entrance. */
public final class Subjects {

  /**
   * @param spot where it is
   * @param answer what an uninterrupted run prints
   */
  public record Member(Subject subject, Placement spot, List<String> answer) {
    public RuntimeContext place() {
      return spot.place();
    }
  }

  private final Map<String, Member> members = new LinkedHashMap<>();

  /** A name that none has yet. */
  String nextName() {
    return "subject" + (members.size() + 1);
  }

  Subject enters(Subject subject, Placement spot, List<String> answer) {
    members.put(subject.name(), new Member(subject, spot, answer));
    return subject;
  }

  public void moves(Subject subject, RuntimeContext to) {
    subject.movedTo(to.host());
    var was = of(subject);
    enters(subject, new Placement(was.spot().runtime(), to), was.answer());
  }

  /** Gives back what they stood on. */
  public void release() {
    members.values().forEach(m -> m.spot().runtime().release(m.place(), m.subject()));
  }

  public Member of(Subject subject) {
    return members.get(subject.name());
  }

  public List<Subject> subjects() {
    return members.values().stream().map(Member::subject).toList();
  }

  /** What a subject that is gone, and is none of these, complained of. */
  Optional<Failure> complaintOfOthers(List<Subject> these) {
    return subjects().stream()
        .filter(s -> !these.contains(s) && s.tree().isEmpty())
        .flatMap(
            s -> s.words().complaint().map(c -> Failure.quoted("the other end: " + c)).stream())
        .findFirst();
  }
}
