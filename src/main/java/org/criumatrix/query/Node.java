package org.criumatrix.query;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A query, or a part of one in brackets. */
sealed interface Node {

  /** Returns the test of a cell. */
  Predicate<QueryCell> test(QueryCells among);

  /** Returns the terms, from left to right. */
  Stream<Term> terms();

  /** Returns the query without one of its terms; empty if nothing is left. */
  Optional<Node> without(Term term);

  private static List<Node> without(List<Node> parts, Term term) {
    return parts.stream().flatMap(p -> p.without(term).stream()).toList();
  }

  /**
   * All parts hold.
   *
   * @param parts if there are none, every cell is meant
   */
  record All(List<Node> parts) implements Node {

    static final All CELLS = new All(List.of());

    @Override
    public Predicate<QueryCell> test(QueryCells among) {
      var tests = parts.stream().map(p -> p.test(among)).toList();
      return cell -> tests.stream().allMatch(t -> t.test(cell));
    }

    @Override
    public Stream<Term> terms() {
      return parts.stream().flatMap(Node::terms);
    }

    @Override
    public Optional<Node> without(Term term) {
      var left = Node.without(parts, term);
      return left.isEmpty() ? Optional.empty() : Optional.of(new All(left));
    }
  }

  /** At least one part holds. */
  record Any(List<Node> parts) implements Node {

    @Override
    public Predicate<QueryCell> test(QueryCells among) {
      var tests = parts.stream().map(p -> p.test(among)).toList();
      return cell -> tests.stream().anyMatch(t -> t.test(cell));
    }

    @Override
    public Stream<Term> terms() {
      return parts.stream().flatMap(Node::terms);
    }

    @Override
    public Optional<Node> without(Term term) {
      var left = Node.without(parts, term);
      return left.isEmpty() ? Optional.empty() : Optional.of(new Any(left));
    }
  }

  /** The part does not hold. */
  record Not(Node part) implements Node {

    @Override
    public Predicate<QueryCell> test(QueryCells among) {
      return part.test(among).negate();
    }

    @Override
    public Stream<Term> terms() {
      return part.terms();
    }

    @Override
    public Optional<Node> without(Term term) {
      return part.without(term).map(Not::new);
    }
  }

  /** A single term. */
  record Leaf(Term term) implements Node {

    @Override
    public Predicate<QueryCell> test(QueryCells among) {
      return term.test(among);
    }

    @Override
    public Stream<Term> terms() {
      return Stream.of(term);
    }

    @Override
    public Optional<Node> without(Term other) {
      return term.equals(other) ? Optional.empty() : Optional.of(this);
    }
  }
}
