/** Batch systems: a real pool brought up on hosts, and what its commands and its logs say. */
package org.criumatrix.batch;
