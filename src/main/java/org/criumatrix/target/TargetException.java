package org.criumatrix.target;

/** There is no process to give advice on. The message has the cause and a remedy. */
public final class TargetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Answer answer;

  TargetException(Answer answer, String message) {
    super(message);
    this.answer = answer;
  }

  public Answer answer() {
    return answer;
  }

  /** What is known nevertheless; {@code advise} ends with another exit code for each. */
  public enum Answer {
    /**
     * The word cannot be used: it is malformed, or names no process that runs. Zombies, threads and
     * processes that ended meanwhile belong here. This is an error of use, exit code 2.
     */
    NO_PROCESS,
    /**
     * The process runs, and no checkpoint of it can work, exit code 11: a thread of the kernel, the
     * first process of the PID namespace, the caller or an ancestor of the caller.
     */
    IMPOSSIBLE,
    /**
     * The process may run, and this account or this machine cannot look at it, exit code 12: it
     * belongs to another account, its engine does not answer, or its job runs on another machine.
     */
    UNKNOWN
  }
}
