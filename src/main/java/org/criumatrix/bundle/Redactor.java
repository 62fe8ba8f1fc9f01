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

  /** What an evidence folder has in place of a separator. */
  private static final Pattern NO_FILE_NAME = Pattern.compile("[^A-Za-z0-9.,=+-]+");

  private final boolean on;
  private final Set<String> vocabulary;
  private final Set<String> named;
  private final Set<String> homes = new TreeSet<>();
  private final KnownNames names;
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
    this.names = new KnownNames(this.vocabulary);
    identity.hosts().forEach(names::host);
    identity.users().forEach(names::user);
    identity.homes().forEach(names::learn);
    // A home that does not say so by where it lies.
    identity.homes().stream()
        .filter(h -> !KnownNames.HOME.matcher(h).lookingAt())
        .forEach(this.homes::add);
  }

  private Redactor() {
    this.on = false;
    this.vocabulary = Set.of();
    this.named = Set.of();
    this.names = new KnownNames(Set.of());
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
    names.learn(text);
  }

  String redact(String text) {
    if (!on) {
      return text;
    }
    var left = text;
    for (var word : named) {
      left = replace("named by you", literally(word), left, m -> true, m -> "REDACTED");
    }
    for (var home : homes) {
      left = replace("home", literally(home), left, m -> true, m -> "REDACTED");
      left = replace("home", inAFileName(home), left, m -> true, m -> "REDACTED");
    }
    left =
        replace("home", KnownNames.HOME, left, Redactor::isSomebodysHome, m -> m.group(1) + "USER");
    for (var account : names.accounts()) {
      left = replace("user name", account, left, m -> isSomebodys(m.group(1)), m -> "USER@");
    }
    for (var user : names.users()) {
      left = replace("user name", user, left, m -> true, m -> "USER");
    }
    left =
        replace(
            "host name",
            KnownNames.HOST_OF_A_LOG,
            left,
            m -> !KnownNames.isNobodys(m.group()),
            m -> "HOST");
    for (var host : names.hosts()) {
      left = replace("host name", host, left, m -> true, m -> "HOST");
    }
    left = addresses(AddressPatterns.MAC, left, AddressPatterns::isSomebodysMac, "MAC");
    left = addresses(AddressPatterns.V6, left, AddressPatterns::isSomebodysV6, "ADDRESS");
    return addresses(
        AddressPatterns.V4,
        left,
        a -> AddressPatterns.isSomebodysV4(a) && !vocabulary.contains(a),
        "ADDRESS");
  }

  private static Pattern literally(String word) {
    return Pattern.compile(Pattern.quote(word));
  }

  /** As it stands in the name of an evidence folder of a build that was named by its path. */
  private static Pattern inAFileName(String home) {
    var name = NO_FILE_NAME.matcher(home).replaceAll("_").replaceFirst("^_", "");
    return Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(name) + "(?![A-Za-z0-9])");
  }

  private static boolean isSomebodysHome(Matcher match) {
    return !match.group(match.groupCount()).equals("USER");
  }

  private boolean isSomebodys(String account) {
    return !KnownNames.isNobodys(account) && !vocabulary.contains(account);
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
  public String describe() {
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
