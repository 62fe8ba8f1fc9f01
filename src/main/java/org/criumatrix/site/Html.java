package org.criumatrix.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An element of a page. Texts and values of attributes are escaped when they are written, and an
 * address is an {@link Address}, so that no data becomes markup, a script or a link that runs one.
 */
final class Html {

  private static final Set<String> VOID = Set.of("meta", "link", "input", "br", "img");

  /** Their values are addresses, which only {@link #address} sets. */
  private static final Set<String> ADDRESSES = Set.of("href", "src", "action");

  /** After these a line ends, so that two versions of a page can be compared. */
  private static final Set<String> BLOCKS =
      Set.of(
          "p", "div", "section", "tr", "li", "h1", "h2", "h3", "table", "ul", "dd", "details",
          "title", "script", "header", "nav", "footer", "pre");

  /** The style sheet puts it on a line of its own; without the style sheet a blank is enough. */
  private static final String NOTE = "small";

  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9:-]*");

  private final String tag;
  private final boolean hasEnd;
  private final Map<String, String> attributes = new LinkedHashMap<>();

  /** Texts and elements. */
  private final List<Object> content = new ArrayList<>();

  private Html(String tag, boolean hasEnd) {
    this.tag = tag;
    this.hasEnd = hasEnd;
  }

  /**
   * Returns an element.
   *
   * @param content texts, elements, and collections or optionals of these
   */
  static Html of(String tag, Object... content) {
    return new Html(tag, !VOID.contains(tag)).add(content);
  }

  /** Returns an element of XML, where each one has an end. */
  static Html xml(String tag) {
    return new Html(tag, true);
  }

  /** Returns a link; a text where there is no address. */
  static Html link(Optional<Address> address, Object... content) {
    return address.map(a -> Html.of("a", content).address("href", a)).orElse(of("span", content));
  }

  Html add(Object... more) {
    for (var one : more) {
      add(one);
    }
    return this;
  }

  private void add(Object one) {
    if (one instanceof Collection<?> all) {
      all.forEach(this::add);
    } else if (one instanceof Optional<?> maybe) {
      maybe.ifPresent(this::add);
    } else if (one instanceof String || one instanceof Html) {
      content.add(one);
    } else {
      throw new IllegalArgumentException("neither a text nor an element: " + one);
    }
  }

  Html css(String names) {
    return with("class", names);
  }

  /** Gives it an id that links can name: {@link Address} writes fragments in the same way. */
  Html id(String id) {
    return with("id", Slug.of(id));
  }

  Html with(String name, String value) {
    if (ADDRESSES.contains(name) || name.equals("style") || name.startsWith("on")) {
      throw new IllegalArgumentException("an attribute that no text may set: " + name);
    }
    return put(name, value);
  }

  Html address(String name, Address address) {
    return put(name, address.text());
  }

  private Html put(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of an attribute: " + name);
    }
    attributes.put(name, value);
    return this;
  }

  boolean isEmpty() {
    return content.isEmpty();
  }

  /** Returns the text without markup, for descriptions. */
  String text() {
    var text = new StringBuilder();
    content.forEach(one -> text.append(one instanceof Html html ? html.text() : one));
    return text.toString();
  }

  void write(StringBuilder out) {
    if (tag.equals(NOTE)) {
      out.append('\n');
    }
    out.append('<').append(tag);
    attributes.forEach(
        (k, v) -> out.append(' ').append(k).append("=\"").append(escape(v)).append('"'));
    out.append('>');
    if (!hasEnd) {
      return;
    }
    for (var one : content) {
      if (one instanceof Html html) {
        html.write(out);
      } else {
        out.append(escape((String) one));
      }
    }
    out.append("</").append(tag).append('>');
    if (BLOCKS.contains(tag)) {
      out.append('\n');
    }
  }

  @Override
  public String toString() {
    var out = new StringBuilder();
    write(out);
    return out.toString();
  }

  /** Returns a text as XML and HTML have it; characters that neither may have become U+FFFD. */
  static String escape(String text) {
    var out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(isAllowed(c) ? c : '\ufffd');
              }
            });
    return out.toString();
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c >= ' ' && c < 0x7f
        || c > 0x9f && !isUnpaired(c) && !turns(c) && c != 0xfffe && c != 0xffff;
  }

  private static boolean isUnpaired(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  /** Whether it changes the direction of the text around it, which can hide what a line says. */
  private static boolean turns(int c) {
    return c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
  }
}
