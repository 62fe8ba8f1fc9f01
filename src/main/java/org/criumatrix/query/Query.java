package org.criumatrix.query;

import java.util.Comparator;
import java.util.List;

/** A query: which cells a user means. docs/queries.md has the language. */
public final class Query {

  private final String text;
  private final Node node;

  private Query(String text, Node node) {
    this.text = text;
    this.node = node;
  }

  /**
   * Reads a query; an empty one means every cell.
   *
   * @throws QueryException if it cannot be used
   */
  public static Query of(String text, Synonyms synonyms) {
    return new Query(text, QueryParser.parse(text, synonyms));
  }

  /** Returns the cells that are meant, in their order. */
  public List<QueryCell> in(QueryCells cells) {
    return cells(node, cells);
  }

  private static List<QueryCell> cells(Node node, QueryCells cells) {
    return cells.all().stream().filter(node.test(cells)).toList();
  }

  /** Returns remarks about words that mean something that their reader may not expect. */
  public List<String> notes() {
    return node.terms().map(Term::note).filter(n -> !n.isEmpty()).distinct().toList();
  }

  /** Returns for each term what a result without matches owes to it. */
  public List<Obstacle> obstacles(QueryCells cells) {
    return node.terms()
        .sorted(Comparator.comparingInt(Term::at))
        .map(term -> obstacle(term, cells))
        .toList();
  }

  private Obstacle obstacle(Term term, QueryCells cells) {
    var without = node.without(term).orElse(Node.All.CELLS);
    var alone = cells.all().stream().filter(term.test(cells)).count();
    return new Obstacle(
        term.in(text),
        cells(without, cells).size(),
        (int) alone,
        alone == 0 ? valuesHere(term, cells) : List.of());
  }

  private static List<String> valuesHere(Term term, QueryCells cells) {
    if (term.field() == null || !term.field().kind().isNamed()) {
      return List.of();
    }
    return cells.values(
        switch (term.field().kind()) {
          case BUILD -> QueryField.named("criu");
          case CALLER -> QueryField.named("privilege");
          default -> term.field();
        });
  }

  @Override
  public String toString() {
    return text;
  }
}
