package io.logstrata.insights.read;

/**
 * A text that is no query, filter or pattern. The message names line and column (both from 1), what
 * was found and what was expected, and shows the line with a caret under the place.
 *
 * <pre>{@code
 * try {
 *   Query.parse(pasted);
 * } catch (SyntaxException e) {
 *   editor.underline(e.startOffset(), e.endOffset(), e.problem());
 * }
 * }</pre>
 */
public final class SyntaxException extends IllegalArgumentException {
  private final int startOffset;
  private final int endOffset;
  private final String problem;

  SyntaxException(String text, int startOffset, int endOffset, String problem) {
    super(describe(text, startOffset, problem));
    this.startOffset = startOffset;
    this.endOffset = Math.max(startOffset, endOffset);
    this.problem = problem;
  }

  /** Where the wrong part begins, in UTF-16 units from 0. */
  public int startOffset() {
    return startOffset;
  }

  /** Behind the last unit of the wrong part; equal to the start at the end of the text. */
  public int endOffset() {
    return endOffset;
  }

  /** What is wrong, without the place. */
  public String problem() {
    return problem;
  }

  private static String describe(String text, int offset, String problem) {
    int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    int lineEnd = text.indexOf('\n', offset);
    String line = text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd);
    long lineNumber = text.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
    int column = offset - lineStart;
    // Tabs stay tabs, so that the caret stands under its character in any terminal.
    String indent = line.substring(0, Math.min(column, line.length())).replaceAll("[^\t]", " ");
    return "line "
        + lineNumber
        + ", column "
        + (column + 1)
        + ": "
        + problem
        + '\n'
        + line
        + '\n'
        + indent
        + '^';
  }
}
