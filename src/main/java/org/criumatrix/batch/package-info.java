/**
 * Runs batch systems on hosts. The package defines what the suite needs from a batch system, and
 * how a job is described to any of them. Each batch system has its own package below.
 */
package org.criumatrix.batch;
