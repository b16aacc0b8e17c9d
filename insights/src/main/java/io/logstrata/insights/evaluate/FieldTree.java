package io.logstrata.insights.evaluate;

import java.util.Arrays;

/**
 * The fields that a query asks for, as a tree of keys, so that one pass over the JSON finds them
 * all.
 */
final class FieldTree {
  private String[] keys = {};
  private FieldTree[] children = {};
  private int slot = -1;

  /** Asks for the field of this discovered name. */
  void add(String name, int slot) {
    FieldTree node = this;
    // A key that begins with @ is discovered under a name with one more.
    for (String segment : (name.startsWith("@@") ? name.substring(1) : name).split("\\.", -1)) {
      node = node.childOrNew(segment);
    }
    node.slot = slot;
  }

  boolean isEmpty() {
    return children.length == 0;
  }

  /** Where the value goes, or -1 if nobody asked for it. */
  int slot() {
    return slot;
  }

  /**
   * The part of the tree under the key that stands in the text from {@code from} to {@code to}, or
   * null.
   */
  FieldTree child(String text, int from, int to) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].length() == to - from && text.startsWith(keys[i], from)) {
        return children[i];
      }
    }
    // Discovery flattens: the key "a.b" and the key "b" inside "a" have one name.
    int dot = text.indexOf('.', from);
    if (dot < 0 || dot >= to) {
      return null;
    }
    FieldTree first = child(text, from, dot);
    return first == null ? null : first.child(text, dot + 1, to);
  }

  /** The part of the tree under this index of an array, or null. */
  FieldTree child(int index) {
    String key = Integer.toString(index);
    return child(key, 0, key.length());
  }

  private FieldTree childOrNew(String key) {
    int known = Arrays.asList(keys).indexOf(key);
    if (known >= 0) {
      return children[known];
    }
    keys = Arrays.copyOf(keys, keys.length + 1);
    children = Arrays.copyOf(children, children.length + 1);
    keys[keys.length - 1] = key;
    children[children.length - 1] = new FieldTree();
    return children[children.length - 1];
  }
}
