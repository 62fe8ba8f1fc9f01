package org.criumatrix.bundle;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.record.Run;

/**
 * Removes what identifies the machine of a run from texts: host names, user names, addresses and
 * home paths. The same address always gets the same replacement. Only names that are known before
 * {@link #redact} is called are removed: see {@link #learn}.
 */
public final class Redactor {

  /** Characters that evidence folders replace in their names. */
  private static final Pattern NO_FILE_NAME = Pattern.compile("[^A-Za-z0-9.,=+-]+");

  private final boolean on;
  private final Set<String> vocabulary;
  private final Set<String> named;
  private final List<Pattern> homes;
  private final KnownNames names;
  private final Map<String, String> standIns = new LinkedHashMap<>();
  private final Map<String, Set<String>> taken = new TreeMap<>();

  /**
   * @param vocabulary words of the results. A host with such a name, {@code vm}, is only removed
   *     from the lines that name the host
   * @param named further words to remove
   */
  Redactor(Identity identity, Collection<String> vocabulary, Collection<String> named) {
    this.on = true;
    this.vocabulary = Set.copyOf(vocabulary);
    this.named = new TreeSet<>(named);
    this.names = new KnownNames(this.vocabulary);
    identity.hosts().forEach(names::host);
    identity.users().forEach(names::user);
    identity.homes().forEach(names::learn);
    // Homes whose path does not follow the usual patterns.
    this.homes =
        identity.homes().stream()
            .filter(h -> !KnownNames.HOME.matcher(h).lookingAt())
            .sorted()
            .flatMap(h -> Stream.of(literally(h), asFileName(h)))
            .toList();
  }

  private Redactor() {
    this.on = false;
    this.vocabulary = Set.of();
    this.named = Set.of();
    this.names = new KnownNames(Set.of());
    this.homes = List.of();
  }

  /**
   * Returns a redactor for a run, which removes the names of the caller and of this machine.
   *
   * @param named further words to remove, literally
   */
  public static Redactor of(Run run, Collection<String> named) {
    return new Redactor(Identity.here(), RedactedRun.vocabulary(run), named);
  }

  /** Returns a redactor that changes nothing. */
  public static Redactor off() {
    return new Redactor();
  }

  /** Remembers the hosts and accounts that can be recognised in a text. */
  public void learn(String text) {
    names.learn(text);
  }

  /** Returns the text without the names that are known. */
  public String redact(String text) {
    if (!on) {
      return text;
    }
    var left = redactNamed(text);
    for (var home : homes) {
      left = replace("home", home, left, m -> true, m -> "REDACTED");
    }
    left =
        replace(
            "home", KnownNames.HOME, left, Redactor::isIdentifyingHome, m -> m.group(1) + "USER");
    left = named("user name", names.accounts(), left, m -> isIdentifying(m.group(1)), "USER@");
    left = named("user name", names.users(), left, m -> true, "USER");
    if (left.contains(KnownNames.LINUX)) {
      left =
          replace(
              "host name",
              KnownNames.LOG_HOST,
              left,
              m -> !KnownNames.isGeneric(m.group()),
              m -> "HOST");
    }
    left = named("host name", names.hosts(), left, m -> true, "HOST");
    if (AddressPatterns.mayHaveColons(left)) {
      left = addresses(AddressPatterns.MAC, left, AddressPatterns::isIdentifyingMac, "MAC");
      left = addresses(AddressPatterns.V6, left, AddressPatterns::isIdentifyingV6, "ADDRESS");
    }
    return AddressPatterns.mayHaveV4(left)
        ? addresses(
            AddressPatterns.V4,
            left,
            a -> AddressPatterns.isIdentifyingV4(a) && !vocabulary.contains(a),
            "ADDRESS")
        : left;
  }

  /** Removes only the words that the user named, from a text that consists of the suite's words. */
  String redactNamed(String text) {
    var left = text;
    for (var word : named) {
      left = replace("named by you", literally(word), left, m -> true, m -> "REDACTED");
    }
    return left;
  }

  private String named(
      String kind, List<NamePattern> patterns, String text, Predicate<Matcher> goes, String word) {
    var left = text;
    for (var name : patterns) {
      if (name.mayBeIn(left)) {
        left = replace(kind, name.pattern(), left, goes, m -> word);
      }
    }
    return left;
  }

  private static Pattern literally(String word) {
    return Pattern.compile(Pattern.quote(word));
  }

  /** Matches a home in the name of an evidence folder, which contains the path of a build. */
  private static Pattern asFileName(String home) {
    var name = NO_FILE_NAME.matcher(home).replaceAll("_").replaceFirst("^_", "");
    return Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(name) + "(?![A-Za-z0-9])");
  }

  private static boolean isIdentifyingHome(Matcher match) {
    return !match.group(match.groupCount()).equals("USER");
  }

  private boolean isIdentifying(String account) {
    return !KnownNames.isGeneric(account) && !vocabulary.contains(account);
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

  /** Describes what was removed without revealing it: {@code 2 × address, 1 × host name}. */
  public String describe() {
    if (!on) {
      return "nothing: redaction is off";
    }
    var kinds =
        taken.entrySet().stream()
            .map(e -> e.getValue().size() + " × " + e.getKey())
            .collect(Collectors.joining(", "));
    return kinds.isEmpty() ? "nothing: there was nothing" : kinds;
  }
}
