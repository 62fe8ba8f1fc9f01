package org.criumatrix.bundle;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.criumatrix.record.Run;

/**
 * Takes out of texts whose machine a run was on: host names, user names, addresses and home paths,
 * the same one always by the same word. What it knows of before {@link #redact} is called goes: see
 * {@link #learn}.
 */
public final class Redactor {

  /** As CRIU's log begins, and as {@code uname -a} says it. */
  private static final Pattern HOST_OF_A_LOG =
      Pattern.compile("(?<=\\bRunning on )\\S+(?= Linux\\b)|(?<=\\bLinux )\\S+(?= \\d+\\.\\d+\\.)");

  private static final Pattern HOME =
      Pattern.compile("(/home/|/Users/)([^/\\s:;,\"'\\\\()\\[\\]]+)");

  /** Accounts that every machine has; and what this class writes itself. */
  private static final Set<String> NOBODYS = Set.of("root", "nobody", "USER", "HOST", "localhost");

  private final boolean on;
  private final Set<String> vocabulary;
  private final Set<String> named;
  private final Set<String> hosts = new TreeSet<>();
  private final Set<String> users = new TreeSet<>();
  private final Map<String, String> standIns = new LinkedHashMap<>();
  private final Map<String, Set<String>> taken = new TreeMap<>();

  /**
   * @param vocabulary words of the results: a host that is called like one of them, {@code vm}, is
   *     taken out of the lines that name the host and stays elsewhere
   * @param named what else is to go
   */
  Redactor(Identity identity, Collection<String> vocabulary, Collection<String> named) {
    this.on = true;
    this.vocabulary = Set.copyOf(vocabulary);
    this.named = new TreeSet<>(named);
    identity.hosts().forEach(this::host);
    identity.users().forEach(this::user);
    // A home that does not say so by where it lies.
    identity.homes().stream().filter(h -> !HOME.matcher(h).lookingAt()).forEach(this.named::add);
  }

  private Redactor() {
    this.on = false;
    this.vocabulary = Set.of();
    this.named = Set.of();
  }

  /**
   * For a run, by the caller, on this machine.
   *
   * @param named what else is to go, word for word
   */
  public static Redactor of(Run run, Collection<String> named) {
    return new Redactor(Identity.here(), RedactedRun.vocabulary(run), named);
  }

  /** One that leaves everything as it is. */
  public static Redactor off() {
    return new Redactor();
  }

  /** Takes note of the hosts and accounts that a text shows to be some. */
  void learn(String text) {
    HOST_OF_A_LOG.matcher(text).results().forEach(m -> host(m.group()));
    HOME.matcher(text).results().forEach(m -> user(m.group(2)));
  }

  private void host(String name) {
    remember(hosts, name);
  }

  private void user(String name) {
    remember(users, name);
  }

  private void remember(Set<String> names, String name) {
    // One letter appears too often.
    if (name.length() > 1 && !NOBODYS.contains(name) && !vocabulary.contains(name)) {
      names.add(name);
    }
  }

  String redact(String text) {
    if (!on) {
      return text;
    }
    var left = text;
    for (var word : named) {
      left = replace("named by you", literally(word), left, m -> true, m -> "REDACTED");
    }
    left = replace("home", HOME, left, m -> !m.group(2).equals("USER"), m -> m.group(1) + "USER");
    for (var user : users) {
      left = replace("user name", wordOf(user), left, m -> true, m -> "USER");
    }
    left =
        replace("host name", HOST_OF_A_LOG, left, m -> !NOBODYS.contains(m.group()), m -> "HOST");
    for (var host : hosts) {
      left = replace("host name", hostOf(host), left, m -> true, m -> "HOST");
    }
    left = addresses(Addresses.MAC, left, Addresses::isSomebodysMac, "MAC");
    left = addresses(Addresses.V6, left, Addresses::isSomebodysV6, "ADDRESS");
    return addresses(
        Addresses.V4, left, a -> Addresses.isSomebodysV4(a) && !vocabulary.contains(a), "ADDRESS");
  }

  private static Pattern literally(String word) {
    return Pattern.compile(Pattern.quote(word));
  }

  private static Pattern wordOf(String name) {
    return Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(name) + "(?![A-Za-z0-9_])");
  }

  /** With its domain. */
  private static Pattern hostOf(String name) {
    return Pattern.compile(
        "(?<![A-Za-z0-9_-])"
            + Pattern.quote(name)
            + "(?:\\.[A-Za-z][A-Za-z0-9-]*)*(?![A-Za-z0-9_-])");
  }

  private String addresses(Pattern pattern, String text, Predicate<String> goes, String word) {
    return replace("address", pattern, text, m -> goes.test(m.group()), m -> standIn(m, word));
  }

  private String standIn(Matcher match, String word) {
    return standIns.computeIfAbsent(match.group(), a -> word + "-" + (standIns.size() + 1));
  }

  private interface Replacement {
    String of(Matcher match);
  }

  private String replace(
      String kind, Pattern pattern, String text, Predicate<Matcher> goes, Replacement with) {
    var matcher = pattern.matcher(text);
    var result = new StringBuilder();
    while (matcher.find()) {
      var found = matcher.group();
      var stays = !goes.test(matcher);
      if (!stays) {
        taken.computeIfAbsent(kind, k -> new TreeSet<>()).add(found);
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(stays ? found : with.of(matcher)));
    }
    return matcher.appendTail(result).toString();
  }

  /** What was taken out, without saying it: {@code 2 addresses, 1 host name}. */
  public String told() {
    if (!on) {
      return "nothing: it was asked for as it is";
    }
    var kinds =
        taken.entrySet().stream()
            .map(e -> e.getValue().size() + " × " + e.getKey())
            .collect(Collectors.joining(", "));
    return kinds.isEmpty() ? "nothing: there was nothing" : kinds;
  }
}
