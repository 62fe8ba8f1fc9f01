/**
 * What was run, where, on what and with what result: one JSON line per cell, provenance per run.
 */
package org.criumatrix.record;
