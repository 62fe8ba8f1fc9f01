package org.criumatrix.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.Glob;
import org.criumatrix.situation.Meaning;
import org.criumatrix.situation.Synonyms;

/** What people call engines, distributions and architectures, by the suite's synonyms. */
final class Vocabulary {

  private static final String ARCHITECTURE = "architecture";

  /** Architectures that a page names; the search knows all. */
  private static final int MAX_NAMED = 1;

  private static final Map<String, String> ENGINES =
      CsvData.read("/org/criumatrix/site/engines.csv").stream()
          .collect(Collectors.toMap(l -> l.get("engine"), l -> l.get("label")));

  private Vocabulary() {}

  /** Returns an engine's name as people write it. */
  static String engine(String engine) {
    return ENGINES.getOrDefault(engine, engine);
  }

  /** Returns what else people call an engine. */
  static List<String> wordsOfEngine(String engine) {
    return meanings().stream()
        .filter(
            m ->
                isOf(m.fields().get("runtime"), engine)
                    || isOf(m.fields().get("host"), engine + ":x"))
        .flatMap(m -> m.words().stream())
        .toList();
  }

  private static boolean isOf(String glob, String value) {
    return glob != null && Glob.of(glob).matches(value);
  }

  /** Returns what people call a Debian suite: {@code Debian 12} for bookworm. */
  static String suite(String name) {
    return meaning(name).map(m -> Words.sentence(m.words().get(0))).orElse(name);
  }

  /** Returns the series of the kernel of a Debian suite: {@code 6.1} for bookworm. */
  static Optional<String> kernelOfSuite(String name) {
    return meaning(name)
        .map(m -> m.fields().get("kernel"))
        .map(kernel -> kernel.replaceFirst("^=", ""));
  }

  /** Returns words that are asked for when a machine with this distribution is meant. */
  static List<String> wordsOfDistribution(String distribution) {
    var name = Words.known(distribution).replaceFirst(".*\\((\\w+)\\).*", "$1");
    return meaning(name).map(Meaning::words).orElse(List.of());
  }

  static List<String> wordsOfArchitecture(String architecture) {
    return meanings().stream()
        .filter(m -> m.fields().getOrDefault(ARCHITECTURE, "").equals(architecture))
        .flatMap(m -> m.words().stream())
        .toList();
  }

  /** Returns architectures apart from those that were tested: {@code arm64}, {@code others}. */
  static List<String> otherArchitectures(Collection<String> tested) {
    var others = new ArrayList<String>();
    meanings().stream()
        .filter(m -> m.fields().containsKey(ARCHITECTURE))
        .filter(m -> !tested.contains(m.fields().get(ARCHITECTURE)))
        .limit(MAX_NAMED)
        .forEach(m -> others.add(m.words().get(0)));
    others.add("other architectures");
    return others;
  }

  private static Optional<Meaning> meaning(String word) {
    return meanings().stream().filter(m -> m.words().contains(word)).findFirst();
  }

  private static List<Meaning> meanings() {
    return Synonyms.read().meanings();
  }

  /** Returns everything, for the search. */
  static Map<String, Object> all() {
    var all = new LinkedHashMap<String, Object>();
    all.put("fillers", Synonyms.read().fillers());
    all.put("releases", Synonyms.read().releases());
    all.put("versions", Synonyms.read().versions());
    all.put("advice", Synonyms.read().advice());
    all.put("meanings", meanings());
    return all;
  }
}
