/** Programs to be checkpointed, and what they report: readiness, progress, answer. */
package org.criumatrix.workload;
