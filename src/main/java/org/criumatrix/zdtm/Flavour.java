package org.criumatrix.zdtm;

import java.util.Locale;

/** Where zdtm.py runs a test. */
public enum Flavour {
  /** In the namespaces of CRIU. */
  H,
  /** In namespaces of its own. */
  NS,
  /** In namespaces of its own, a user namespace among them. */
  UNS;

  /** Returns the flavour of one of zdtm.py's words. */
  public static Flavour of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }

  /** Returns zdtm.py's word for it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
