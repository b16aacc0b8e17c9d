package io.logstrata.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code in a document is code from the tree: compiled, and mostly run, where it comes from. */
class SnippetsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /**
   * What is code, and could rot. Commands and output are checked where they run, or name their
   * source as well.
   */
  private static final Set<String> CODE = Set.of("java", "xml", "json");

  static List<Snippet> code() throws IOException {
    List<Snippet> all = new ArrayList<>();
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      for (Path document :
          Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.sorted()).toList()) {
        if (document.toString().endsWith(".md")) {
          all.addAll(Snippet.in(document));
        }
      }
    }
    return all.stream()
        .filter(snippet -> CODE.contains(snippet.language()) || !snippet.source().isEmpty())
        .toList();
  }

  @Test
  void there_are_documents_with_code() throws IOException {
    assertThat(code()).hasSizeGreaterThan(4);
  }

  @ParameterizedTest
  @MethodSource("code")
  void is_what_its_source_says(Snippet snippet) throws IOException {
    assertThat(snippet.source())
        .as("%s has no <!-- from FILE#NAME --> before it", snippet)
        .isNotEmpty();
    assertThat(snippet.text().strip()).as(snippet.toString()).isEqualTo(snippet.original(ROOT));
  }
}
