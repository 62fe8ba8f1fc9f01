package org.criumatrix.query;

import java.util.function.Predicate;

/**
 * One condition of a query.
 *
 * @param at the index of its first character
 * @param end the index behind its last character
 * @param field of a condition on a field: the field; null for plain words
 * @param condition the test of a cell
 * @param note a remark for the user; empty: none
 */
record Term(int at, int end, QueryField field, Condition condition, String note) {

  /** What a term asks of a cell. */
  interface Condition {

    /**
     * Returns the test of a cell.
     *
     * @param among the cells that the query is about
     */
    Predicate<QueryCell> among(QueryCells among);
  }

  Predicate<QueryCell> test(QueryCells among) {
    return condition.among(among);
  }

  /** Returns it as the query has it. */
  String in(String query) {
    return query.substring(at, end);
  }
}
