package org.criumatrix.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The known names of hosts, domains and accounts, and patterns to find them in texts. */
final class KnownNames {

  /** The host name at the beginning of CRIU's log and of {@code uname -a}. */
  static final Pattern LOG_HOST =
      Pattern.compile("(?<=\\bRunning on )\\S+(?= Linux\\b)|(?<=\\bLinux )\\S+(?= \\d+\\.\\d+\\.)");

  /** What every text with such a name contains. */
  static final String LINUX = "Linux";

  private static final String FOLDER = "[^/\\s:;,\"'\\\\()\\[\\]]";

  /** Homes. Sites with many accounts sort them by their first letter: /home/a/alice. */
  static final Pattern HOME =
      Pattern.compile("(/home/|/Users/)(?:(" + FOLDER + ")/(?=" + FOLDER + "))?(" + FOLDER + "+)");

  private static final Pattern ACCOUNT =
      Pattern.compile("(?<![A-Za-z0-9_])(?:SUDO_USER|USER|LOGNAME)=([A-Za-z0-9_.-]+)");

  private static final String ACCOUNT_AT = "(?<![A-Za-z0-9_.+-])([A-Za-z0-9_][A-Za-z0-9_.-]*)@";

  private static final int LETTER = 2;
  private static final int NAME = 3;

  /** Accounts that every machine has, and the words that a redactor writes. */
  private static final Set<String> GENERIC_NAMES =
      Set.of("root", "nobody", "USER", "HOST", "localhost");

  private final Set<String> vocabulary;
  private final Set<String> hosts = new TreeSet<>();
  private final Set<String> domains = new TreeSet<>();
  private final Set<String> users = new TreeSet<>();

  /** Of the names that are known; null until they are needed, and after a name was added. */
  private Patterns patterns;

  private record Patterns(
      List<NamePattern> accounts, List<NamePattern> users, List<NamePattern> hosts) {}

  private Patterns patterns() {
    if (patterns == null) {
      patterns = new Patterns(accountPatterns(), userPatterns(), hostPatterns());
    }
    return patterns;
  }

  /**
   * @param vocabulary words that are never remembered as names
   */
  KnownNames(Set<String> vocabulary) {
    this.vocabulary = Set.copyOf(vocabulary);
  }

  static boolean isGeneric(String name) {
    return GENERIC_NAMES.contains(name);
  }

  /** Remembers a host, its first label, and its domain if that contains a dot. */
  void host(String name) {
    remember(hosts, name);
    var dot = name.indexOf('.');
    if (dot > 0) {
      remember(hosts, name.substring(0, dot));
    }
    var domain = name.substring(dot + 1);
    if (dot > 0 && domain.indexOf('.') > 0) {
      remember(domains, domain);
    }
  }

  void user(String name) {
    remember(users, name);
  }

  private void remember(Set<String> names, String name) {
    // A single letter appears too often.
    if (name.length() > 1 && !isGeneric(name) && !vocabulary.contains(name) && names.add(name)) {
      patterns = null;
    }
  }

  /** Remembers the hosts and accounts that can be recognised in a text. */
  void learn(String text) {
    LOG_HOST.matcher(text).results().forEach(m -> host(m.group()));
    HOME.matcher(text)
        .results()
        .filter(m -> m.group(LETTER) == null || m.group(NAME).startsWith(m.group(LETTER)))
        .forEach(m -> user(m.group(NAME)));
    ACCOUNT.matcher(text).results().forEach(m -> user(m.group(1)));
    for (var account : accounts()) {
      account.pattern().matcher(text).results().forEach(m -> user(m.group(1)));
    }
  }

  /**
   * Returns the pattern of accounts on each known host, {@code alice@ice}: the first group is the
   * name.
   */
  List<NamePattern> accounts() {
    return patterns().accounts();
  }

  private List<NamePattern> accountPatterns() {
    return hosts.stream()
        .map(
            h ->
                new NamePattern(
                    "@" + h,
                    Pattern.compile(ACCOUNT_AT + "(?=" + Pattern.quote(h) + "(?![A-Za-z0-9_-]))")))
        .toList();
  }

  /**
   * Returns the pattern of each account as a word. In the name of a home an underscore ends it too.
   */
  List<NamePattern> users() {
    return patterns().users();
  }

  private List<NamePattern> userPatterns() {
    return users.stream()
        .map(
            u ->
                new NamePattern(
                    u,
                    Pattern.compile(
                        "(?<![A-Za-z0-9_])%1$s(?![A-Za-z0-9_])|(?<=(?<![A-Za-z0-9])(?:home|Users)_(?:[A-Za-z0-9]_)?)%1$s(?![A-Za-z0-9])"
                            .formatted(Pattern.quote(u)))))
        .toList();
  }

  /**
   * Returns the pattern of each domain with its preceding labels, then of each host with its
   * following labels.
   */
  List<NamePattern> hosts() {
    return patterns().hosts();
  }

  private List<NamePattern> hostPatterns() {
    var all = new ArrayList<NamePattern>();
    domains.forEach(
        d ->
            all.add(
                new NamePattern(
                    d,
                    Pattern.compile(
                        "(?<![A-Za-z0-9_.-])(?:[A-Za-z0-9-]+\\.)*%s(?![A-Za-z0-9_-])"
                            .formatted(Pattern.quote(d))))));
    hosts.forEach(
        h ->
            all.add(
                new NamePattern(
                    h,
                    Pattern.compile(
                        "(?<![A-Za-z0-9_-])%s(?:\\.[A-Za-z][A-Za-z0-9-]*)*(?![A-Za-z0-9_-])"
                            .formatted(Pattern.quote(h))))));
    return all;
  }
}
