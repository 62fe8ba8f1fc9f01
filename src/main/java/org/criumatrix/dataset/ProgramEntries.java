package org.criumatrix.dataset;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.criumatrix.application.Application;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.CsvData;

/** Describes kernel objects and applications by their cases. */
final class ProgramEntries {

  static final String OBJECTS = "objects";
  static final String APPLICATIONS = "applications";

  /** The object of each case that does not have its name. */
  private static final Map<String, String> OBJECT_OF_CASE =
      CsvData.read("/org/criumatrix/rig/objects.csv").stream()
          .filter(line -> !line.get("object").isEmpty())
          .collect(toMap(line -> line.get("case"), line -> line.get("object")));

  /** What cases append to the name of the object or case that they vary. */
  private static final Pattern VARIANT =
      Pattern.compile("-(?:without-flag|restored-later|attempts|leave-running|refused)$");

  private ProgramEntries() {}

  /** Returns the kernel objects of the runs by id. */
  static List<ObjectEntry> objects(Collection<CaseEntry> cases, CaseFacts facts) {
    return cases.stream()
        .filter(c -> c.row().equals(OBJECTS))
        .collect(groupingBy(ProgramEntries::object, TreeMap::new, toList()))
        .entrySet()
        .stream()
        .map(e -> object(e.getKey(), e.getValue(), facts))
        .toList();
  }

  private static String object(CaseEntry entry) {
    var name = CaseId.parse(entry.id()).name();
    var base = VARIANT.matcher(name).replaceFirst("");
    return OBJECT_OF_CASE.getOrDefault(name, OBJECT_OF_CASE.getOrDefault(base, base));
  }

  private static ObjectEntry object(String name, List<CaseEntry> cases, CaseFacts facts) {
    var itself =
        cases.stream()
            .filter(c -> c.id().equals(OBJECTS + "/" + name))
            .findFirst()
            .orElse(cases.get(0));
    var values = new TreeSet<String>();
    cases.forEach(c -> values.addAll(facts.values(c.id())));
    return new ObjectEntry(
        name,
        itself.about(),
        itself.situation(),
        cases.stream().map(CaseEntry::id).toList(),
        List.copyOf(values));
  }

  /** Returns all applications by name, also those that no run has tried. */
  static List<ApplicationEntry> applications(
      Collection<Application> applications, Collection<CaseEntry> cases, CaseEntries describe) {
    var names = applications.stream().map(Application::name).toList();
    var byName =
        cases.stream()
            .filter(c -> c.row().equals(APPLICATIONS))
            .filter(c -> application(c, names).isPresent())
            .collect(groupingBy(c -> application(c, names).orElseThrow()));
    return applications.stream()
        .map(
            a ->
                new ApplicationEntry(
                    a.name(),
                    a.about(),
                    describe.situation(new CaseId(APPLICATIONS, a.name())),
                    byName.getOrDefault(a.name(), List.of()).stream().map(CaseEntry::id).toList()))
        .toList();
  }

  /** Returns the application with the longest name that the case's name begins with. */
  private static Optional<String> application(CaseEntry entry, List<String> names) {
    var name = CaseId.parse(entry.id()).name();
    return names.stream()
        .filter(n -> name.equals(n) || name.startsWith(n + "-"))
        .max(Comparator.comparingInt(String::length));
  }
}
