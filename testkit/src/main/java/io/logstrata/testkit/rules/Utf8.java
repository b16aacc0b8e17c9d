package io.logstrata.testkit.rules;

/**
 * Counts UTF-8 bytes without making them: a batch of ten thousand messages is judged without a
 * copy.
 */
public final class Utf8 {
  private Utf8() {}

  /**
   * Returns the text with each half of a surrogate pair that stands alone replaced by {@code ?}:
   * UTF-8 has no bytes for it, so that no answer could carry it.
   */
  public static String wellFormed(String text) {
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      mended = mended == null ? new StringBuilder(text) : mended;
      mended.setCharAt(i, '?');
    }
    return mended == null ? text : mended.toString();
  }

  /**
   * Returns the length in UTF-8; half a surrogate pair counts as the one byte of {@code ?}, as the
   * JDK writes it.
   */
  public static int length(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes += 1;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (!Character.isSurrogate(c)) {
        bytes += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        bytes += 1;
      }
    }
    return bytes;
  }
}
