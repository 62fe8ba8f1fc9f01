package org.criumatrix.debian;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A package as the archive's lists describe it.
 *
 * @param section {@code libs} for shared libraries
 * @param depends the names of its dependencies, including alternatives
 * @param provides the virtual packages that it provides
 * @param sha256 the checksum of its file
 */
public record DebPackage(
    String name,
    String version,
    String section,
    Set<String> depends,
    Set<String> provides,
    String sha256) {

  /** Parses the output of {@code apt-cache show}: stanzas of {@code Key: value} lines. */
  static List<DebPackage> parse(String text) {
    var byName = new LinkedHashMap<String, DebPackage>();
    Arrays.stream(text.split("\n{2,}"))
        .filter(stanza -> stanza.contains("Package: "))
        .map(DebPackage::stanza)
        .forEach(deb -> byName.putIfAbsent(deb.name(), deb));
    return List.copyOf(byName.values());
  }

  /**
   * Returns the named package and the shared libraries that it needs, directly or indirectly. The
   * section identifies a library's package, so neither an interpreter's packages nor administration
   * tools are included.
   *
   * @param resolved all packages that an installation would include
   * @throws ArchiveException if {@code resolved} lacks the package
   */
  static List<DebPackage> withLibraries(String name, List<DebPackage> resolved) {
    var byName = new HashMap<String, DebPackage>();
    resolved.forEach(deb -> deb.provides().forEach(p -> byName.putIfAbsent(p, deb)));
    resolved.forEach(deb -> byName.put(deb.name(), deb));
    if (!byName.containsKey(name)) {
      throw new ArchiveException("the package lists do not describe " + name);
    }
    var chosen = new LinkedHashMap<String, DebPackage>();
    var queue = new ArrayDeque<>(List.of(byName.get(name)));
    while (!queue.isEmpty()) {
      var deb = queue.remove();
      if (chosen.putIfAbsent(deb.name(), deb) == null) {
        deb.depends().stream()
            .filter(byName::containsKey)
            .map(byName::get)
            .filter(DebPackage::isLibrary)
            .forEach(queue::add);
      }
    }
    return List.copyOf(chosen.values());
  }

  /** Returns the package as an argument for apt: {@code criu=4.2.1-1}. */
  public String pin() {
    return name + "=" + version;
  }

  private boolean isLibrary() {
    return section.equals("libs") || section.endsWith("/libs");
  }

  private static DebPackage stanza(String text) {
    Map<String, String> fields =
        text.lines()
            .filter(line -> line.matches("[A-Za-z0-9-]+: .*"))
            .map(line -> line.split(": ", 2))
            .collect(Collectors.toMap(kv -> kv[0], kv -> kv[1], (first, second) -> first));
    var depends =
        Stream.of("Pre-Depends", "Depends").flatMap(key -> names(fields.getOrDefault(key, "")));
    return new DebPackage(
        fields.get("Package"),
        fields.getOrDefault("Version", ""),
        fields.getOrDefault("Section", ""),
        depends.collect(Collectors.toSet()),
        names(fields.getOrDefault("Provides", "")).collect(Collectors.toSet()),
        fields.getOrDefault("SHA256", ""));
  }

  /** Parses {@code libc6 (>= 2.38), python3:any | perl} without versions and architectures. */
  private static Stream<String> names(String relation) {
    return Arrays.stream(relation.split("[,|]"))
        .map(part -> part.replaceAll("\\(.*", "").strip().replaceAll(":.*", ""))
        .filter(name -> !name.isEmpty());
  }
}
