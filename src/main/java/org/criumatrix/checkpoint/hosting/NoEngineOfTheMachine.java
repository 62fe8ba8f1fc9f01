package org.criumatrix.checkpoint.hosting;

import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * Ends Testcontainers' search for an engine of this machine, whose result it would write to the
 * user's home: every container here names its engine.
 */
public final class NoEngineOfTheMachine extends DockerClientProviderStrategy {

  private static final String REASON = "containers only use the engines of the suite's own hosts";

  /**
   * Returns the highest priority: the library asks this strategy first, and the search ends here.
   */
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
