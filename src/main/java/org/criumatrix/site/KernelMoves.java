package org.criumatrix.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.criumatrix.dataset.CellEntry;

/** Cells that were dumped on one kernel and restored on another, on pairs of machines. */
final class KernelMoves {

  private static final String MACHINE = "vm:";

  /**
   * Restores of one build from a kernel to another.
   *
   * @param works the number of cells that work
   * @param of the number of cells that were tried
   */
  record Move(String from, String to, String criu, int works, int of) {

    String words() {
      return "dumped on Linux %s and restored on %s: %d of %s with CRIU %s"
          .formatted(from, to, works, of == 1 ? "1 cell works" : of + " cells work", criu);
    }
  }

  private final Facts facts;

  KernelMoves(Facts facts) {
    this.facts = facts;
  }

  /** Returns the newest results of cells on pairs of machines with different kernels. */
  List<CellEntry> cells() {
    return facts.latest(facts.caseIds()).stream().filter(c -> move(c).isPresent()).toList();
  }

  /** Returns the moves of the newest build that made each. */
  List<Move> all() {
    var moves = new TreeMap<String, Move>();
    for (var cell : facts.latest(facts.caseIds())) {
      move(cell)
          .ifPresent(one -> moves.merge(one.from() + " " + one.to(), one, KernelMoves::joined));
    }
    return new ArrayList<>(moves.values());
  }

  private static Move joined(Move a, Move b) {
    if (!a.criu().equals(b.criu())) {
      return Facts.NEWEST_FIRST.compare(a.criu(), b.criu()) < 0 ? a : b;
    }
    return new Move(a.from(), a.to(), a.criu(), a.works() + b.works(), a.of() + b.of());
  }

  private Optional<Move> move(CellEntry cell) {
    var plus = cell.host().indexOf('+');
    if (!cell.host().startsWith(MACHINE) || plus < 0 || !Standing.of(cell.verdict()).isTried()) {
      return Optional.empty();
    }
    var from = facts.series(cell.kernel());
    return kernelOf(cell.host().substring(plus + 1))
        .filter(to -> !to.equals(from))
        .map(to -> new Move(from, to, cell.criu(), cell.verdict().equals("works") ? 1 : 0, 1));
  }

  /** Returns the kernel of a machine: that of its own cells, or the one that its suite has. */
  private Optional<String> kernelOf(String machine) {
    return facts.data().cells().stream()
        .filter(c -> c.host().equals(MACHINE + machine))
        .map(c -> facts.series(c.kernel()))
        .findFirst()
        .or(() -> Vocabulary.kernelOfSuite(machine));
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
/**
 * Cells that were dumped on one machine and restored on another one with another kernel: what is
 * known of a restore after an upgrade.
 */
  /** The situation that they are an answer to, although their cases are of other ones. */
  static final String SITUATION = "kernel-upgrade";
  private static final Pattern PAIR = Pattern.compile("vm:([^+]+)\\+([^+]+)");
   * Cells with the same are one sentence.
   * @param from release of the dump
   * @param to release of the restore
  private record Move(String from, String to, String criu, String who) {}
  private final Guide guide;
  private final Map<Move, List<CellEntry>> moves = new LinkedHashMap<>();
  KernelMoves(Guide guide) {
    this.guide = guide;
    guide.facts().data().cells().stream()
        .filter(CellEntry::latest)
        .filter(c -> List.of("works", "fails").contains(c.verdict()))
        .sorted(EvidenceList.ORDER)
        .forEach(this::add);
  /** A cell has the first machine's kernel; cells of the second one alone say what it has. */
  private void add(CellEntry cell) {
    var pair = PAIR.matcher(cell.host());
    if (!pair.matches()) {
      return;
    restoredOn("vm:" + pair.group(2))
        .filter(to -> !guide.facts().series(to).equals(guide.facts().series(cell.kernel())))
        .ifPresent(
            to ->
                moves
                    .computeIfAbsent(
                        new Move(cell.kernel(), to, cell.criu(), Context.who(cell.privilege())),
                        m -> new ArrayList<>())
                    .add(cell));
  private Optional<String> restoredOn(String host) {
    return guide.facts().data().cells().stream()
        .filter(c -> c.latest() && firstOf(c.host()).equals(host))
        .max(Comparator.comparing(c -> Words.known(c.ended())))
        .map(CellEntry::kernel);
  private static String firstOf(String host) {
    return host.replaceFirst("\\+.*", "");
    return moves.values().stream().flatMap(Collection::stream).toList();
  Standing standing() {
    var all = cells();
    var working = all.stream().filter(CellEntry::cameToItsAnswer).count();
    return all.isEmpty()
        ? Standing.UNTESTED
        : working == all.size() ? Standing.WORKS : working == 0 ? Standing.NO : Standing.PARTLY;
  /** Returns what was seen, one sentence for each pair of kernels. */
  String text() {
    return String.join(
        " ", moves.entrySet().stream().map(e -> sentence(e.getKey(), e.getValue())).toList());
  private String sentence(Move move, List<CellEntry> cells) {
    return "Seen: dumped on Linux %s, restored on %s: %d of %s %s with CRIU %s %s."
        .formatted(
            guide.facts().series(move.from),
            guide.facts().series(move.to),
            cells.stream().filter(CellEntry::cameToItsAnswer).count(),
            Words.count(cells.size(), "case"),
            cells.size() == 1 ? "works" : "work",
            move.criu,
            move.who);
  /** Returns the verdict of the page; empty if there was no such move. */
  Optional<Html> section() {
    if (moves.isEmpty()) {
    var sentences = Html.of("div");
    moves.forEach((m, cells) -> sentences.add(Html.of("p", sentence(m, cells)).css("lead")));
    sentences.add(
        Html.of(
                "p",
                "Programs without connections, and virtual machines with the same processor. Whether"
                    + " yours may move depends on what it holds, as on one kernel.")
            .css("tested"));
    return Optional.of(
        Html.of("div", standing().sign(), sentences).css("answer " + standing().css()));
  /** Returns the cases with a link each, and their cells. */
  List<Html> evidence(Place page) {
    if (moves.isEmpty()) {
      return List.of();
    var cases = new TreeSet<>(cells().stream().map(CellEntry::caseId).toList());
    var parts =
        new ArrayList<>(new EvidenceList(guide, page, cells().size(), true).section(cells()));
    parts.add(Html.of("p", "To play them on two machines with these kernels:"));
    parts.add(
        WayOut.commands(
            List.of(
                "./criu-matrix run -Dcells=%s -Dhost=%s"
                    .formatted(
                        Quoted.text(String.join(" ", cases)),
                        Quoted.word(cells().get(0).host())))));
    return parts;
  }
}
