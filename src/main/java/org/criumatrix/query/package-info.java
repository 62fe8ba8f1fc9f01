/**
 * The query language: which cells of some runs a user means. {@code query.js} is the same for
 * pages.
 */
package org.criumatrix.query;
