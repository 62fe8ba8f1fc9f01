package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.criumatrix.testing.Hostile;
import org.jsoup.Jsoup;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {

  @Test
  void textsAndAttributesAreEscaped() {
    assertThat(Html.of("b", "<i> & \"x\"").with("title", "\"><script>"))
        .hasToString("<b title=\"&quot;&gt;&lt;script&gt;\">&lt;i&gt; &amp; &quot;x&quot;</b>");
  }

  @Test
  void contentMayBeAListOrAnOptional() {
    assertThat(Html.of("i", List.of("a", Html.of("b", "c")), Optional.of("d"), Optional.empty()))
        .hasToString("<i>a<b>c</b>d</i>");
  }

  @Test
  void anElementOfHtmlWithoutContentHasNoEnd() {
    assertThat(Html.of("br")).hasToString("<br>");
    assertThat(Html.xml("link").with("rel", "self")).hasToString("<link rel=\"self\"></link>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"href", "src", "action", "style", "onclick", "a b", "\"x"})
  void attributesThatRunOrLoadSomethingTakeNoText(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> Html.of("a").with(name, "x"));
  }

  @Test
  void anIdIsTheFragmentThatALinkNames() {
    assertThat(Html.of("p").id("a b[c]"))
        .hasToString("<p id=\"%s\"></p>\n".formatted(Address.here("a b[c]").text().substring(1)));
  }

  @Test
  void aThingThatIsNoTextIsAMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Html.of("p", 7))
        .withMessageContaining("7");
  }

  @Test
  void whatHidesOrTurnsTextIsReplaced() {
    assertThat(Html.escape("a\u202eb\u0000c\ud800d")).isEqualTo("a\ufffdb\ufffdc\ufffdd");
  }

  @Test
  void anyTextStaysOneText() {
    Hostile.texts(
        List.of("<script>alert(1)</script>", "a &amp; b", "x\" onload=\"y"),
        text -> {
          var body = Jsoup.parse(Html.of("p", text).with("title", text).toString()).body();
          var paragraph = body.child(0);
          assertThat(body.children()).hasSize(1);
          assertThat(paragraph.childNodes()).allMatch(TextNode.class::isInstance);
          assertThat(paragraph.attributes().size()).isEqualTo(1);
        });
  }
}
