/** Defines what runtimes and checkpointers do, and the call of CRIU that they all make. */
package org.criumatrix.checkpoint;
