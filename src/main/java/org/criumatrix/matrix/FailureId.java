package org.criumatrix.matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A failure that the suite describes in its own sentence, because CRIU and the program print
 * nothing. The names are a stable interface: records, {@code matrix.csv} and comparisons use them,
 * so that sentences can be rewritten.
 */
public enum FailureId {
  /** CRIU ended with an exit code or a signal and printed nothing. */
  NO_OUTPUT("%s, no output", true, "%s, and not a word"),
  /** CRIU did not end in time and was killed. */
  HANGS("hangs: no answer in %d s"),
  /** A CRIU in the background, such as a page server, did not become ready in time. */
  NOT_READY("criu %s is not ready in time", true),
  /** CRIU dumped a process that it must refuse to dump. */
  NOT_REFUSED("dumped silently, not refused", false, "dumped without a word, not refused"),
  /** CRIU reported success although something went wrong that it must report. */
  FAULT_UNNOTICED("reported success although %s", true),
  /** A dump that failed harmed the program: it is gone, stopped or still traced. */
  HARMED_BY_DUMP("the failed dump left %s", true),
  /** A restore that failed left processes, or a part of the program ran. */
  HALF_RESTORED("the failed restore left %s", true),
  /** {@code criu cpuinfo check} contradicts the move to the other processor. */
  CPUINFO_DISAGREES("criu cpuinfo check %s", true),
  /** {@code criu check} objects to what works. */
  CHECK_DISAGREES("criu check objects to what works: %s", true),
  /** An option of CRIU did not do what it is for. */
  OPTION_IGNORED("the option has no effect: %s", true),

  /** A process of the subject still exists after the dump. */
  PROCESS_LEFT("still there after the dump: %s"),
  /** The dumped subject took more steps. */
  LEFT_RUNNING("left running by the dump: %s"),
  /** A process still has a GPU open after the dump. */
  GPU_IN_USE("the GPU is still used by %s"),
  /** A job was interrupted, but its process is still the same. */
  NEVER_GONE(
      "the process is the one from before the interruption",
      false,
      "it was never gone: the process is the one before"),

  /** A process of the subject is missing after the restore. */
  PROCESS_MISSING("not there after the restore: %s"),
  /** A restored process has another parent, group or session. */
  PROCESS_CHANGED("%s came back with parent %d, group %d, session %d instead of %d, %d, %d"),
  /** The restored subject is in another control group, or that has other limits. */
  CONTROL_GROUP_CHANGED("the control group is another: %s", true),

  /** The program was started again in place of a restore, by its auxiliary vector or its output. */
  STARTED_AFRESH("started afresh%s"),
  /** The program printed its first line several times. */
  STARTED_AGAIN(
      "the program started %d times instead of once", false, "it was started %d times, not once"),
  /** The restored subject takes no step. */
  NO_PROGRESS("no step beyond the %s"),

  /** A restored program neither writes nor uses the processor. */
  NO_ACTIVITY("no output and no processor time within %d s of the restore"),

  /** The restored subject does not end in time. */
  NO_END("no end within %d s"),
  /** The program printed its last line not at all or several times. */
  ENDED_AGAIN(
      "the program printed its end %d times instead of once",
      false, "it told its end %d times, not once"),
  /** The program printed no nonce. */
  NO_NONCE(
      "the program printed no nonce at its start or end",
      false,
      "it was started or ended without a nonce"),
  /** The nonce at the end is not the one at the start. */
  OTHER_RUN(
      "the nonce at the end is not the one at the start: another run ended",
      false,
      "the run that ended is not the run that was started: its nonce differs"),
  /** A line of the output differs from that of an uninterrupted run. */
  WRONG_OUTPUT("line %d is '%s', an uninterrupted run has '%s'", true),
  /** An output, a file or the exit code differs from that of uninterrupted runs. */
  OTHER_RESULT("%s is '%s', an uninterrupted run has '%s'", true),
  /** A result file of a job has another content. */
  WRONG_RESULT("results/%s has '%s'", true),

  /** The subject takes no first step and prints no error. */
  NOT_STARTED("it takes no step and prints no error"),
  /** A program does not show the sign that it may be dumped. */
  PROGRAM_NOT_READY("not ready within %d s: %s", true),
  /** A program ended before it could be dumped. */
  PROGRAM_ENDED("ended before it was ready: %s", true),
  /** The client of a program ended before the program could be dumped. */
  CLIENT_ENDED("its client ended before the dump: %s, %s", true),
  /** An MPI launcher did not ask for a rank on the other host. */
  NO_REMOTE_RANK(
      "the launcher asks for no rank on the other host: %s",
      true, "it asks for nothing on the other host: %s"),
  /** The batch system does not start the job. */
  JOB_NOT_STARTED("the batch system does not start the job", false, "the pool does not start it"),
  /** The batch system does not start the job again after an interruption. */
  JOB_NOT_RESTARTED(
      "the batch system does not start the job again %s", false, "not started again %s"),
  /** The batch system does not start every task of an array. */
  TASKS_MISSING("only %d tasks of the array run", false, "%d of the array's tasks run"),
  /** The batch system reports that the job has ended, although its process was dumped. */
  JOB_ENDED("the batch system takes the job for ended: %s", true, "for the pool it has ended: %s"),
  /** The job left the queue while it should have been started again. */
  JOB_GONE("the job left the queue: %s", true, "it has left the pool: %s"),
  /** The batch system keeps a job that was killed. */
  JOB_KEPT("the batch system still has the job", false, "the pool still has it"),

  /** A check of CRIU's own test runner failed, or the runner broke off. */
  ZDTM_CHECK("zdtm.py: %s", true),
  /** CRIU's own test runner reports success, and CRIU's logs do not show it. */
  ZDTM_UNPROVEN("zdtm.py reports success, but %s", true),

  /** Processes, mounts or files are left on the host. */
  LEFT_BEHIND("left behind: %s", true),
  /** A mount of the host is gone. */
  MOUNT_GONE("gone: %s", true),
  /** A firewall rule is left on the host. */
  LEFT_IN_FIREWALL("left in the firewall: %s", true),
  /** A firewall rule of the host is gone. */
  GONE_FROM_FIREWALL("gone from the firewall: %s", true),
  /** The rules of the host's firewall have another order. */
  FIREWALL_REORDERED("the order of rules in the firewall changed");

  private final String sentence;
  private final boolean detailed;
  private final List<Pattern> patterns;

  FailureId(String sentence) {
    this(sentence, false);
  }

  /**
   * @param sentence for {@link String#format}
   * @param detailed whether failures of this id differ by their values
   * @param former sentences of older records
   */
  FailureId(String sentence, boolean detailed, String... former) {
    this.sentence = sentence;
    this.detailed = detailed;
    this.patterns =
        Stream.concat(Stream.of(sentence), Arrays.stream(former)).map(FailureId::pattern).toList();
  }

  private static Pattern pattern(String sentence) {
    var parts = Arrays.stream(sentence.split("%[sd]", -1)).map(Pattern::quote).toList();
    return Pattern.compile(String.join("(.*)", parts), Pattern.DOTALL);
  }

  /** Returns the sentence without values. */
  public String sentence() {
    return sentence.replaceAll("%[sd]", "…");
  }

  /** Returns the sentence with these values. */
  public String text(Object... values) {
    return sentence.formatted(values);
  }

  /**
   * Returns what two failures of this id must have in common to be the same: the values of the
   * sentence if they distinguish failures, otherwise nothing.
   *
   * @param text the sentence, today's or a former one
   */
  public String details(String text) {
    if (!detailed) {
      return "";
    }
    return patterns.stream()
        .map(p -> p.matcher(text))
        .filter(Matcher::matches)
        .findFirst()
        .map(
            m ->
                IntStream.rangeClosed(1, m.groupCount())
                    .mapToObj(m::group)
                    .collect(Collectors.joining(" ")))
        .orElse(text);
  }

  /** Whether failures of this id differ by the values of their sentence. */
  public boolean isDetailed() {
    return detailed;
  }

  public static Optional<FailureId> named(String name) {
    return Arrays.stream(values()).filter(id -> id.name().equals(name)).findFirst();
  }

  /**
   * Finds the id of a sentence, as records have it that were written before there were ids.
   *
   * @param text one of the suite's own sentences, today's or a former one; may be null
   */
  public static Optional<FailureId> of(String text) {
    return text == null
        ? Optional.empty()
        : Arrays.stream(values())
            .filter(id -> id.patterns.stream().anyMatch(p -> p.matcher(text).matches()))
            .findFirst();
  }
}
