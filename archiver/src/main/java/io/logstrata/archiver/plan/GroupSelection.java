package io.logstrata.archiver.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which groups are wanted, by their names.
 *
 * @param contains part of the name, whatever the case of either; empty means any name
 * @param include globs of which one must fit the whole name, as the service spells it; none means
 *     any name. {@code *} stands for any characters, slashes too, {@code ?} for one
 * @param exclude globs of which none may fit the whole name
 */
public record GroupSelection(String contains, List<String> include, List<String> exclude) {
  public GroupSelection {
    requireNonNull(contains, "contains");
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /** By part of the name alone. */
  public static GroupSelection containing(String part) {
    return new GroupSelection(part, List.of(), List.of());
  }

  /** Whether a group of that name is wanted. */
  public boolean chooses(String name) {
    return name.toLowerCase(Locale.ROOT).contains(contains.toLowerCase(Locale.ROOT))
        && (include.isEmpty() || include.stream().anyMatch(glob -> fits(glob, name)))
        && exclude.stream().noneMatch(glob -> fits(glob, name));
  }

  private static boolean fits(String glob, String name) {
    StringBuilder pattern = new StringBuilder();
    glob.codePoints()
        .forEach(
            letter -> {
              switch (letter) {
                case '*' -> pattern.append(".*");
                case '?' -> pattern.append('.');
                default -> pattern.append(Pattern.quote(Character.toString(letter)));
              }
            });
    return Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(name).matches();
  }

  /** For people, such as {@code logGroupFilter "umma", exclude [*-test]}. */
  @Override
  public String toString() {
    return "logGroupFilter \""
        + contains
        + "\""
        + (include.isEmpty() ? "" : ", include " + include)
        + (exclude.isEmpty() ? "" : ", exclude " + exclude);
  }
}
