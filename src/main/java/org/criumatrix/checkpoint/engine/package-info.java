/** Runs containers with Docker or Podman, and checkpoints them through the engine. */
package org.criumatrix.checkpoint.engine;
