/**
 * Records what was run, where, on what and with which result: one JSON line per cell, provenance
 * per run.
 */
package org.criumatrix.record;
