package org.criumatrix.rig;

/** What a batch system is told of a job that is to run a workload. */
interface JobText {

  /** Longer than any cell: a checkpoint is made when the case asks for it. */
  String NEVER = "86400";

  /** Where the wrapper's users find what they hand in, in contrib. */
  String template();

  /**
   * In contrib's wrapper.
   *
   * @param template its text
   * @param criu the program
   */
  String wrapped(String template, String criu);

  /** As a program that knows nothing of checkpoints. */
  String plain();
}
