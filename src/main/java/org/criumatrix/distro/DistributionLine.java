package org.criumatrix.distro;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.debian.Suite;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.Sha256;

/** A line of distributions.csv, which documents the columns. */
record DistributionLine(String name, String suite, boolean expires, List<String> packages) {

  /** Packages with the programs that engines and the suite's own probes call. */
  private static final List<String> ALWAYS =
      List.of(
          ("base-files base-passwd bash coreutils dash findutils gawk grep gzip iproute2 iptables libc-bin"
                  + " libcap2-bin mawk mount nftables procps sed tar util-linux")
              .split(" "));

  private static final int DIGITS = 12;

  static DistributionLine of(String name) {
    return CsvData.read("/org/criumatrix/distro/distributions.csv").stream()
        .filter(r -> r.get("root").equals(name))
        .map(
            r ->
                new DistributionLine(
                    name,
                    r.get("suite"),
                    Suite.named(r.get("suite")).expires(),
                    List.of(r.get("packages").split(" "))))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("distributions.csv has no " + name));
  }

  List<String> allPackages() {
    var all = new ArrayList<>(ALWAYS);
    all.addAll(packages);
    return all;
  }

  /**
   * Returns the name of the root that is made from this line. The name depends on the line and on
   * the recipe.
   *
   * @param recipe all other input that determines the content
   */
  String contentName(String recipe) {
    return name + "-" + Sha256.of(this + recipe).substring(0, DIGITS);
  }
}
