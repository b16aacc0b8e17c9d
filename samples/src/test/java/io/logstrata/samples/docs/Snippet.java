package io.logstrata.samples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a document and the place it was taken from. The document says so in a comment
 * before the block: {@code <!-- from FILE -->} for a whole file, {@code <!-- from FILE#NAME -->}
 * for what stands between {@code region NAME} and {@code endregion} in it.
 *
 * @param document the document, for messages
 * @param line where the block begins in it
 * @param language the word after the fence
 * @param source the origin as the comment gives it, or the empty text if there is none
 * @param text the block's content
 */
record Snippet(Path document, int line, String language, String source, String text) {
  private static final Pattern FROM = Pattern.compile("<!-- from (\\S+) -->");

  static List<Snippet> in(Path document) throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    List<String> lines = Files.readAllLines(document);
    String source = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher from = FROM.matcher(lines.get(i));
      if (from.find()) {
        source = from.group(1);
      } else if (lines.get(i).startsWith("```")) {
        int begin = i + 1;
        do {
          i++;
        } while (!lines.get(i).equals("```"));
        String language = lines.get(begin - 1).substring(3).strip();
        snippets.add(
            new Snippet(
                document, begin, language, source, String.join("\n", lines.subList(begin, i))));
        source = "";
      }
    }
    return snippets;
  }

  /** What the origin holds now, without the indentation that all its lines share. */
  String original(Path root) throws IOException {
    String[] place = source.split("#", 2);
    List<String> lines = Files.readAllLines(root.resolve(place[0]));
    if (place.length == 2) {
      int begin = indexOf(lines, 0, "region " + place[1]);
      lines = lines.subList(begin + 1, indexOf(lines, begin + 1, "endregion"));
    }
    // A blank last line would count as a line without indentation.
    return String.join("\n", lines).stripTrailing().stripIndent().strip();
  }

  private int indexOf(List<String> lines, int from, String mark) {
    Pattern alone = Pattern.compile("\\W*" + Pattern.quote(mark) + "\\W*");
    for (int i = from; i < lines.size(); i++) {
      if (alone.matcher(lines.get(i)).matches()) {
        return i;
      }
    }
    throw new IllegalStateException(
        document + ":" + line + ": " + source + " has no line \"" + mark + "\"");
  }

  @Override
  public String toString() {
    return document.getFileName() + ":" + line + " (" + language + ")";
  }
}
