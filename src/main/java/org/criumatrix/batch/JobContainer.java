package org.criumatrix.batch;

/** The container that a batch system runs a job in. */
public enum JobContainer {
  /** No container. */
  NONE,
  APPTAINER,
  /** Docker, with the capabilities that CRIU needs. */
  DOCKER,
  /** Docker, with the capabilities that the batch system gives by default. */
  DOCKER_BY_DEFAULT,
  /** Docker on the node's network: CRIU need not dump a network or block its traffic. */
  DOCKER_ON_NODE_NETWORK
}
