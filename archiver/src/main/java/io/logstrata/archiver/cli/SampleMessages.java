package io.logstrata.archiver.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of a file, one a line.
 *
 * @param lines where each stands in the file, from 1
 */
record SampleMessages(List<String> texts, List<Integer> lines) {
  SampleMessages {
    texts = List.copyOf(texts);
    lines = List.copyOf(lines);
  }

  /**
   * Reads a file; blank lines are none.
   *
   * @throws IOException with a message for the user, when there is nothing to be had
   */
  static SampleMessages read(Path file) throws IOException {
    List<String> all;
    try {
      all = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    } catch (CharacterCodingException e) {
      throw new IOException(
          file + " is not in UTF-8: convert it, as by iconv -f latin1 -t utf-8", e);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
    List<String> texts = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      // Some editors of Windows begin every file of UTF-8 with a byte order mark.
      String text =
          i == 0 && all.get(0).startsWith("\uFEFF") ? all.get(0).substring(1) : all.get(i);
      if (!text.isBlank()) {
        texts.add(text);
        lines.add(i + 1);
      }
    }
    if (texts.isEmpty()) {
      throw new IOException(file + " has no messages: put one on each line");
    }
    return new SampleMessages(texts, lines);
  }
}
