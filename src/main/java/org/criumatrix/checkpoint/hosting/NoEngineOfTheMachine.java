package org.criumatrix.checkpoint.hosting;

import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * Ends Testcontainers' search for an engine of the machine's own, which it would write down in the
 * user's home: every container here says which engine it wants.
 */
public final class NoEngineOfTheMachine extends DockerClientProviderStrategy {

  private static final String REASON = "containers are started in rooms only";

  /** Asked first, and with it the search ends. */
  @Override
  protected int getPriority() {
    return Integer.MAX_VALUE;
  }

  @Override
  protected boolean isApplicable() {
    throw new IllegalStateException(REASON);
  }

  @Override
  public String getDescription() {
    return REASON;
  }

  @Override
  public TransportConfig getTransportConfig() {
    throw new IllegalStateException(REASON);
  }
}
