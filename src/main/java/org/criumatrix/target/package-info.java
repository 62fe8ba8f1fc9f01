/**
 * Finds the processes that a user means, such as those of a container or a job, and refuses those
 * of which nothing can be answered.
 */
package org.criumatrix.target;
