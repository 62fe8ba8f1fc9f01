package org.criumatrix.site;

import java.util.List;

/** What a failure does to a program, in words. */
final class Harms {

  /** The worst first. */
  static final List<String> ORDER = List.of("changed", "lost", "dies", "refused", "none");

  private Harms() {}

  static String sentence(String harm) {
    return switch (harm) {
      case "refused" -> "Nothing is lost: CRIU refuses the dump, and the program continues.";
      case "lost" -> "The program is lost: it was dumped, and cannot be restored.";
      case "dies" -> "The program is lost: it ends right after the restore.";
      case "changed" -> "Something changes silently: the program comes back with another value.";
      case "none" -> "Nothing is lost.";
      default -> Words.sentence(harm) + ".";
    };
  }
}
