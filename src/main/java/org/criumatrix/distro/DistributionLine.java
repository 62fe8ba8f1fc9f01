package org.criumatrix.distro;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.debian.Suite;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.Sha256;

/** A line of distributions.csv, which says what the columns mean. */
record DistributionLine(String name, String suite, boolean expires, List<String> packages) {

  /** What engines and the suite's own probes call. */
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
   * The name of what is made of it: another line or another recipe makes another one.
   *
   * @param recipe everything else that decides on the content
   */
  String contentName(String recipe) {
    return name + "-" + Sha256.of(this + recipe).substring(0, DIGITS);
  }
}
