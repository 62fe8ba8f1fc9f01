/**
 * Runs cells: opens hosts, lets a scenario play, turns how it ended into an outcome, collects the
 * evidence, and plays the negative controls and sub-checks.
 */
package org.criumatrix.execution;
