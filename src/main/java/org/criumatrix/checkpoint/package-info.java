/**
 * Where a subject is placed, and who dumps and restores it: CRIU directly or a container engine.
 */
package org.criumatrix.checkpoint;
