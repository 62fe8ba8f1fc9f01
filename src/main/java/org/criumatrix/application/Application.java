package org.criumatrix.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.program.Program;

/**
 * An application of a distribution, from applications/NAME.toml.
 *
 * @param about what it is, part of a sentence
 * @param root the group of applications that share a root file system
 * @param packages that it consists of, in every suite
 * @param morePackages suite → packages that it needs there in addition
 * @param suites that have it
 * @param build a command of the shell that runs once, in its folder below /opt; empty: none
 * @param isForOrdinaryAccounts whether it refuses to run as root
 * @param needsRoot whether only root can start it
 * @param program how it is played
 */
public record Application(
    String about,
    String root,
    List<String> packages,
    Map<String, List<String>> morePackages,
    List<String> suites,
    String build,
    boolean isForOrdinaryAccounts,
    boolean needsRoot,
    Program program) {

  /** Returns its name, that of its file. */
  public String name() {
    return program.name();
  }

  /** Returns the folder in its root with what {@link #build} has made. */
  public String folder() {
    return "/opt/" + name();
  }

  /** Returns the packages of a suite that it consists of. */
  List<String> packagesIn(String suite) {
    var all = new ArrayList<>(packages);
    all.addAll(morePackages.getOrDefault(suite, List.of()));
    return all;
  }
}
