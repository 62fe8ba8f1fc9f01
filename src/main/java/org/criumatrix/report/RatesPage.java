package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;

/**
 * Writes one line for each repeated cell: how often it was tried, how often it failed, and the
 * bounds of its rate of failures at 95 %.
 */
final class RatesPage implements Page {

  private static final List<String> HEAD =
      List.of("cell", "criu", "kernel", "attempts", "failed", "lower", "upper", "sentence");

  @Override
  public String file() {
    return "rates.csv";
  }

  @Override
  public String text(Overview overview) {
    var lines = new ArrayList<>(List.of(CSVFormat.DEFAULT.format(HEAD.toArray())));
    for (var rate : overview.run().rates()) {
      var failures = rate.failures();
      lines.add(
          CSVFormat.DEFAULT.format(
              rate.cell(),
              rate.criu(),
              rate.kernel(),
              rate.attempts(),
              rate.failed(),
              fraction(failures.lower()),
              fraction(failures.upper()),
              failures.describe()));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String fraction(double rate) {
    return String.format(Locale.ENGLISH, "%.7f", rate);
  }
}
