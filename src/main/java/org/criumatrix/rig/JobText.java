package org.criumatrix.rig;

/** The description of a job that runs a workload, in a batch system's format. */
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
