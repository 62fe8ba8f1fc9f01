package org.criumatrix.zdtm;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One of CRIU's own tests. Its description is a literal of Python that zdtm.py evaluates; of what
 * is read here nothing decides whether zdtm.py skips it.
 *
 * @param set the folder of the test: {@code static}, {@code transition}
 * @param name its name there, {@code env00}
 * @param flavours where it can run
 * @param flags words about it, {@code suid}: the test runs as root
 */
public record ZdtmTest(String set, String name, Set<Flavour> flavours, Set<String> flags) {

  /** The set whose tests have no prefix in the names of cases. */
  static final String STATIC = "static";

  private static final Pattern VALUE =
      Pattern.compile("['\"](flavor|flags)['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");

  /**
   * @param description the content of its {@code .desc} file; empty if there is none
   */
  static ZdtmTest of(String set, String name, String description) {
    var flavours = words(description, "flavor");
    var all =
        Stream.of(Flavour.values())
            .filter(f -> flavours.isEmpty() || flavours.contains(f.key()))
            .toList();
    return new ZdtmTest(set, name, Set.copyOf(all), words(description, "flags"));
  }

  private static Set<String> words(String description, String key) {
    var found = new TreeSet<String>();
    VALUE
        .matcher(description)
        .results()
        .filter(m -> m.group(1).equals(key))
        .flatMap(m -> Stream.of(m.group(2).strip().split("\\s+")))
        .filter(w -> !w.isEmpty())
        .forEach(found::add);
    return Set.copyOf(found);
  }

  /** Returns its name in cases: {@code env00}, {@code transition-fork}. */
  public String caseName() {
    return set.equals(STATIC) ? name : set + "-" + name;
  }

  /** Returns its name for zdtm.py: {@code zdtm/static/env00}. */
  public String path() {
    return "zdtm/%s/%s".formatted(set, name);
  }

  /** Returns whether CRIU has to refuse it. */
  public boolean mustFail() {
    return flags.contains("crfail");
  }

  /** Returns whether its processes belong to another account than root. */
  public boolean isOfAnotherAccount() {
    return !flags.contains("suid");
  }

  /** Returns the words of cases, {@code env00}, that a flavour has. */
  static List<String> caseNames(List<ZdtmTest> tests, Flavour flavour) {
    return tests.stream()
        .filter(t -> t.flavours().contains(flavour))
        .map(ZdtmTest::caseName)
        .toList();
  }
}
