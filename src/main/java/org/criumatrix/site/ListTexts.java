package org.criumatrix.site;

/** Titles and first sentences of lists. */
final class ListTexts {

  private ListTexts() {}

  static String title(Kind kind) {
    return switch (kind) {
      case SITUATION -> "What can be checkpointed?";
      case APPLICATION -> "Which applications can be checkpointed?";
      case OBJECT -> "Which kernel objects survive a checkpoint?";
      case ENGINE -> "In which engines do checkpoints work?";
      case OPTION -> "Which options does CRIU need?";
      case CAUSE -> "Why do checkpoints fail?";
      case CRIU -> "What changed with each CRIU release?";
      case KERNEL -> "What works on which kernel?";
      case TRAIT -> "What may a program hold?";
      case CASE -> "Which cases are tested?";
      case MACHINE -> "On which machines was this tested?";
      case RUN -> "Which runs are in the data?";
      case TREND -> "How did it develop?";
    };
  }

  static String intro(Kind kind) {
    return switch (kind) {
      case SITUATION ->
          "Situations that people ask about, each with its answer for the newest CRIU as root: of each the best known way counts.";
      case APPLICATION ->
          "Programs of a distribution, checkpointed in the middle of their work. Each has to give the results of an uninterrupted run.";
      case OBJECT ->
          "Single objects of the kernel, each held by a small program that checks it after the restore.";
      case ENGINE -> "Container engines and batch systems, and what works in them.";
      case OPTION -> "Options of CRIU that dumps were given, and what needs them.";
      case CAUSE ->
          "Causes of failures, the most frequent first. Most failures have one of a few causes.";
      case CRIU -> "CRIU builds, the newest first: what got better, what got worse.";
      case KERNEL -> "Kernel releases, the newest first, and what works on them.";
      case TRAIT ->
          "What process trees hold or are, as far as it decides whether they can be checkpointed.";
      case CASE -> "Every case of the suite with what the newest build makes of it.";
      case MACHINE -> "Kinds of machines that runs came from.";
      case RUN -> "Runs of the suite, the newest first.";
      case TREND -> "How much worked in each run.";
    };
  }
}
