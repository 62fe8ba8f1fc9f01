package org.criumatrix.workload;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.criumatrix.host.HostException;

/**
 * The answers of uninterrupted runs: each workload, or several that talk to each other, is run once
 * per run of the suite, on each kind of host.
 */
public final class Golden {

  private final Map<List<Object>, Object> locks = new ConcurrentHashMap<>();
  private final Map<List<Object>, List<List<String>>> answers = new ConcurrentHashMap<>();
  private final Map<List<Object>, Object> others = new ConcurrentHashMap<>();

  /**
   * Returns the lines that an uninterrupted run prints, for each of its subjects.
   *
   * @param where the kind of host, since another processor may give other digits
   * @param what equal for runs whose answers are the same
   * @param limit how long it may take
   * @param fresh starts the run; called only when the answer is not known yet
   * @throws HostException when even the uninterrupted run fails: the suite's or the host's fault
   */
  public List<List<String>> answers(
      String where, Object what, Duration limit, Supplier<List<Subject>> fresh) {
    var key = List.of(where, what);
    var known = answers.get(key);
    if (known != null) {
      return known;
    }
    // One lock for each, so that a long run of LAMMPS does not block the others.
    synchronized (locks.computeIfAbsent(key, k -> new Object())) {
      if (!answers.containsKey(key)) {
        answers.put(key, run(fresh.get(), limit));
      }
      return answers.get(key);
    }
  }

  /**
   * Returns what uninterrupted runs have shown, like {@link #answers}, in any form.
   *
   * @param name of what is run, the same for runs whose results are the same
   */
  @SuppressWarnings("unchecked") // The type belongs to the name.
  public <T> T once(String where, String name, Supplier<T> runs) {
    var key = List.<Object>of(where, name);
    synchronized (locks.computeIfAbsent(key, k -> new Object())) {
      if (!others.containsKey(key)) {
        others.put(key, runs.get());
      }
      return (T) others.get(key);
    }
  }

  private static List<List<String>> run(List<Subject> subjects, Duration limit) {
    for (var subject : subjects) {
      subject.takesMoreStepsThan(0, limit);
    }
    for (var subject : subjects) {
      if (subject.workload().fastForward().isPresent() && !subject.tree().isEmpty()) {
        subject.fastForward();
      }
    }
    return subjects.stream().map(s -> describe(s, limit)).toList();
  }

  private static List<String> describe(Subject subject, Duration limit) {
    var name = subject.workload().name();
    if (!subject.awaitEnd(limit)) {
      throw new HostException("the uninterrupted run of " + name + " does not end");
    }
    var transcript = subject.transcript();
    if (transcript.complaint().isPresent() || transcript.progressLine().isEmpty()) {
      throw new HostException("the uninterrupted run of " + name + " fails: " + transcript.err());
    }
    return transcript.progressLine();
  }
}
