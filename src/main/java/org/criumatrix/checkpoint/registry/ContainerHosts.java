package org.criumatrix.checkpoint.registry;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.checkpoint.hosting.Grant;
import org.criumatrix.checkpoint.hosting.HostingEngine;
import org.criumatrix.distro.Distributions;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.PeerHost;

/**
 * Hosts that are containers on another host, like {@code container:docker}.
 *
 * @param around the kind of the other host
 * @param grant the name of the containers' grant; empty for the default
 */
public record ContainerHosts(HostKind around, HostingEngine hosting, String grant)
    implements HostKind {

  private static final String PREFIX = "container:";
  private static final String NO_PAIRS =
      "pairs of containers with a network between them are not supported";

  public static List<HostKind> all(HostKind around, Distributions distributions) {
    return Runtimes.all(distributions).stream()
        .filter(r -> r instanceof HostingEngine && !r.onlyWhenNamed())
        .<HostKind>map(e -> new ContainerHosts(around, (HostingEngine) e, ""))
        .toList();
  }

  @Override
  public String name() {
    return PREFIX + hosting.name();
  }

  @Override
  public HostKind machine() {
    return around;
  }

  @Override
  public HostKind granting(String other) {
    return new ContainerHosts(around, hosting, other);
  }

  @Override
  public Optional<String> unavailable() {
    return around.unavailable().or(hosting::lacking);
  }

  @Override
  public Host open(Map<String, Path> folders) {
    return hosting.open(name(), around, folders, Grant.of(grant));
  }

  @Override
  public Host openIn(Path distribution, Map<String, Path> folders) {
    throw new HostException("engines inside a container are not supported");
  }

  @Override
  public Optional<String> pairUnavailable() {
    return Optional.of(NO_PAIRS);
  }

  @Override
  public List<PeerHost> openPair(Map<String, Path> folders) {
    throw new HostException(NO_PAIRS);
  }
}
