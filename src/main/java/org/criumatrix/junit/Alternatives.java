package org.criumatrix.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.matrix.Braces;

/** Expands {@code {tcp,udp}-moved-{client,server}} to four names, each with its chosen words. */
final class Alternatives implements Braces.Visitor {

  /**
   * @param words the word chosen for each pair of braces, in order
   */
  record Choice(String name, List<String> words) {

    private Choice then(String text) {
      return new Choice(name + text, words);
    }

    private Choice choose(String word) {
      return new Choice(name + word, Stream.concat(words.stream(), Stream.of(word)).toList());
    }
  }

  private List<Choice> choices = List.of(new Choice("", List.of()));
  private final StringBuilder text = new StringBuilder();
  private final List<String> alternatives = new ArrayList<>();

  private Alternatives() {}

  /**
   * @throws IllegalArgumentException if a brace is not closed or not opened
   */
  static List<Choice> of(String pattern) {
    var read = new Alternatives();
    Braces.read(pattern, read);
    return read.choices.stream().map(c -> c.then(read.text.toString())).toList();
  }

  @Override
  public void letter(int codePoint) {
    text.appendCodePoint(codePoint);
  }

  @Override
  public void open() {
    var before = take();
    choices = choices.stream().map(c -> c.then(before)).toList();
  }

  @Override
  public void next() {
    alternatives.add(take().strip());
  }

  @Override
  public void close() {
    next();
    var words = List.copyOf(alternatives);
    choices = choices.stream().flatMap(c -> words.stream().map(c::choose)).toList();
    alternatives.clear();
  }

  private String take() {
    var taken = text.toString();
    text.setLength(0);
    return taken;
  }
}
