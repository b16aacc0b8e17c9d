package io.logstrata.insights.write;

import java.util.ArrayList;
import java.util.List;

/** What parse looks for, for engines that number their groups and do not name them. */
final class SqlRegexes {
  private static final String NAMED = "\\(\\?P?<[A-Za-z_@][A-Za-z0-9_]*>";
  private static final String LITERAL = "[A-Za-z0-9 _-]";

  private SqlRegexes() {}

  /**
   * A glob as an expression: unanchored, each star as short as what follows allows, a star at the
   * end takes the rest.
   */
  static String glob(String glob) {
    StringBuilder regex = new StringBuilder("(?s)");
    int star = 0;
    int last = glob.length() - 1;
    for (int i = 0; i < glob.length(); i++) {
      String c = glob.substring(i, i + 1);
      if (c.equals("*")) {
        regex.append("(?<g").append(star++).append(i == last ? ">.*)" : ">.*?)");
      } else if (c.charAt(0) < 0x80 && !c.matches(LITERAL)) {
        regex.append(Character.isISOControl(c.charAt(0)) ? c : '\\' + c);
      } else {
        regex.append(c);
      }
    }
    return regex.toString();
  }

  static String withoutNames(String regex) {
    return regex.replaceAll(NAMED, "(");
  }

  /** The numbers of the groups that have names, in order. */
  static List<Integer> numbersOfNamed(String regex) {
    List<Integer> numbers = new ArrayList<>();
    int group = 0;
    boolean inClass = false;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[' || c == ']') {
        inClass = c == '[';
      } else if (c == '(' && !inClass) {
        boolean named = regex.startsWith("(?<", i) || regex.startsWith("(?P<", i);
        if (named || !regex.startsWith("(?", i)) {
          group++;
        }
        if (named) {
          numbers.add(group);
        }
      }
    }
    return numbers;
  }
}
