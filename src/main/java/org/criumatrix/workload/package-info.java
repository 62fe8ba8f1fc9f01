/** A program to be checkpointed and what is known of it: readiness, progress, answer. */
package org.criumatrix.workload;
