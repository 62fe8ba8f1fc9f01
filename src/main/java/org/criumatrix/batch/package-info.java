/**
 * Batch systems, brought up on hosts: what the suite asks of one, and how a job is described to any
 * of them. Each batch system has a package of its own below.
 */
package org.criumatrix.batch;
