package org.criumatrix.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a link leads: to a place of this site, or to the web. No other address can be made. */
final class Address {

  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int LONGEST = 500;

  /** Java's URI takes more, and fails on some of it later. */
  private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

  /** A commit of CRIU, as matrix.csv names it. */
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");

  private static final String COMMITS = "https://github.com/checkpoint-restore/criu/commit/";

  private final String text;

  private Address(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** Returns a link from one place to another. It works on any host, in any folder, from disk. */
  static Address of(Place from, Place to) {
    return new Address(from.toRoot() + to.path());
  }

  static Address of(Place from, Place to, String fragment) {
    return new Address(from.toRoot() + to.path() + "#" + Slug.of(fragment));
  }

  /**
   * Returns a link below an address of the web.
   *
   * @param url with a slash at its end; empty: relative to the site's folder
   */
  static Address below(String url, Place to) {
    return new Address(web(url).map(Address::text).orElse("") + to.path());
  }

  /** Returns a link within a page. */
  static Address here(String fragment) {
    return new Address("#" + Slug.of(fragment));
  }

  /** Returns a link to the page of queries with a query. */
  static Address query(Place from, Place page, String query) {
    return new Address(from.toRoot() + page.path() + "#q=" + Words.encoded(query));
  }

  /** Returns a link to the start page with a search. */
  static Address search(Place from, String words) {
    return new Address(from.toRoot() + Place.START.path() + "#q=" + Words.encoded(words));
  }

  /** Returns an address of the web; empty unless it is one of {@code http} or {@code https}. */
  static Optional<Address> web(String text) {
    if (text == null || text.length() > LONGEST || !PRINTABLE.matcher(text.strip()).matches()) {
      return Optional.empty();
    }
    try {
      var uri = new URI(text.strip());
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return SCHEMES.contains(scheme) && uri.getHost() != null && uri.getUserInfo() == null
          ? Optional.of(new Address(uri.toString()))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Returns where an issue is discussed, which is an address or a commit of CRIU. */
  static Optional<Address> issue(String issue) {
    return issue != null && COMMIT.matcher(issue.strip()).matches()
        ? Optional.of(new Address(COMMITS + issue.strip()))
        : web(issue);
  }

  @Override
  public String toString() {
    return text;
  }
}
