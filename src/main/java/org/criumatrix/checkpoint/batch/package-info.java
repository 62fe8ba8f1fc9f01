/** Runs a subject as a job of a batch system, in a container. */
package org.criumatrix.checkpoint.batch;
