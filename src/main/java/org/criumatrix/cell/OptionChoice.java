package org.criumatrix.cell;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.matrix.DumpContext;
import org.criumatrix.matrix.Profile;

/** Which options the calls of a cell get: those that its case chooses, or those of a profile. */
final class OptionChoice {

  private Optional<Profile> profile = Optional.empty();
  private boolean replaced;

  void use(Profile instead) {
    profile = Optional.of(instead);
  }

  /**
   * @param own the options that the case chooses
   */
  List<String> forDump(List<String> own) {
    return chosen(own, profile.map(p -> p.forDump(own)).orElse(own));
  }

  List<String> forRestore(List<String> own) {
    return chosen(own, profile.map(p -> p.forRestore(own)).orElse(own));
  }

  private List<String> chosen(List<String> own, List<String> all) {
    replaced |= !set(own).equals(set(all));
    return all;
  }

  private static Set<String> set(List<String> words) {
    return Set.copyOf(DumpContext.joined(words));
  }

  /** Returns the profile with whose options CRIU was called in place of the case's own. */
  Optional<Profile> replacement() {
    return profile.filter(p -> replaced);
  }
}
