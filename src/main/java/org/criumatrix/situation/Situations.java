package org.criumatrix.situation;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.ResourceText;
import org.criumatrix.matrix.Selection;

/** All situations, and which of them each case belongs to. */
public final class Situations {

  /** The rows in the order of the table; each has a file. */
  static final List<String> ROWS =
      List.of(
          "serial",
          "threads-forks",
          "open-files",
          "containers",
          "inside-container",
          "cpu-specific",
          "gpu",
          "network",
          "network-fs",
          "parallel",
          "batch",
          "performance",
          "objects",
          "operations",
          "applications");

  private record Place(Situation situation, CaseRole role) {}

  private static final class OfTheSuite {
    private static final Situations READ = readFiles();
  }

  private final Map<String, RowSituations> rows;
  private final List<Situation> all;
  private final Map<String, Situation> byId;
  private final Map<CaseId, Optional<Place>> places = new ConcurrentHashMap<>();
  private final Map<String, String> cells = new ConcurrentHashMap<>();

  private Situations(Map<String, RowSituations> rows, List<Situation> all) {
    this.rows = rows;
    this.all = all;
    this.byId = all.stream().collect(toMap(Situation::id, identity()));
  }

  /**
   * Returns the situations of the suite, which are read once.
   *
   * @throws SituationException if a file cannot be used
   */
  public static Situations read() {
    return OfTheSuite.READ;
  }

  private static Situations readFiles() {
    return of(
        ROWS.stream()
            .map(row -> RowSituations.of(row, ResourceText.beside(Situations.class, row + ".toml")))
            .toList());
  }

  /**
   * @throws SituationException if two situations share an id or a title
   */
  static Situations of(List<RowSituations> files) {
    var known = new HashMap<String, String>();
    for (var file : files) {
      for (var member : file.members()) {
        var situation = member.situation();
        var here = "%s: [%s]".formatted(file.file(), situation.id());
        for (var name : List.of(situation.id(), "title " + situation.title())) {
          var other = known.putIfAbsent(name, here);
          if (other != null) {
            throw new SituationException("%s has the id or the title of %s".formatted(here, other));
          }
        }
      }
    }
    return new Situations(
        files.stream().collect(toMap(f -> f.file().replace(".toml", ""), identity())),
        files.stream().flatMap(f -> f.members().stream()).map(Membership::situation).toList());
  }

  /** Returns all situations, row by row. */
  public List<Situation> all() {
    return all;
  }

  /** Returns the situation with an id, if there is one. */
  public Optional<Situation> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * Returns the situation that a case belongs to; empty for a case that the suite no longer has.
   *
   * @throws SituationException if it belongs to several
   */
  public Optional<Situation> of(CaseId id) {
    return place(id).map(Place::situation);
  }

  /**
   * Returns how a case answers the question of its situation. A case without a situation counts
   * nowhere, and is a {@link CaseRole#WAY}.
   *
   * @throws SituationException if it belongs to several situations
   */
  public CaseRole role(CaseId id) {
    return place(id).map(Place::role).orElse(CaseRole.WAY);
  }

  /**
   * Returns what {@code -Dcells} selects the cases by that a careful user would choose from.
   *
   * @throws java.util.NoSuchElementException if there is no such situation
   */
  public String cells(String situation) {
    return cells.computeIfAbsent(situation, this::findCells);
  }

  private String findCells(String situation) {
    var row = find(situation).orElseThrow().row();
    return rows.get(row).members().stream()
        .filter(m -> m.situation().id().equals(situation))
        .flatMap(m -> Selection.words(String.join(" ", m.cases().globs())).stream())
        .map(glob -> glob.replaceFirst("^(!?)", "$1" + row + "/"))
        .collect(joining(" "));
  }

  private Optional<Place> place(CaseId id) {
    return places.computeIfAbsent(id, this::findPlace);
  }

  private Optional<Place> findPlace(CaseId id) {
    var row = rows.get(id.row());
    if (row == null) {
      return Optional.empty();
    }
    return row.of(id.name()).map(m -> new Place(m.situation(), m.role(id.name(), row.misuse())));
  }

  List<RowSituations> files() {
    return List.copyOf(rows.values());
  }
}
