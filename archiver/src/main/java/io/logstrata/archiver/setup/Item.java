package io.logstrata.archiver.setup;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

/**
 * What a plan says of a thing.
 *
 * @param differences what is not as declared; for a new thing all of its attributes
 * @param steps that make it so, in order
 * @param needs what must be in order before
 * @param remark what else there is to know, such as why something cannot be done; may be empty
 */
public record Item(
    Thing thing,
    State state,
    List<Difference> differences,
    List<Step> steps,
    Set<Thing> needs,
    String remark) {
  /** How a thing stands to the declaration. */
  public enum State {
    /** Declared, and not there. */
    CREATE,
    /** There, and not as declared. */
    CHANGE,
    /** As declared. */
    UNCHANGED,
    /** There at a declared group, topic or alarm, and not declared: left alone. */
    FOREIGN,
    /** An address that has not yet confirmed that it wants the mail. */
    UNCONFIRMED,
    /** Not as declared, and no step can make it so. */
    CANNOT;

    /** Whether the environment is not as declared. */
    public boolean isDifference() {
      return this != UNCHANGED && this != FOREIGN;
    }
  }

  public Item {
    requireNonNull(thing, "thing");
    requireNonNull(state, "state");
    differences = List.copyOf(differences);
    steps = List.copyOf(steps);
    needs = Set.copyOf(needs);
    requireNonNull(remark, "remark");
  }

  static Item create(
      Thing thing, List<Difference> differences, List<Step> steps, Set<Thing> needs) {
    return new Item(thing, State.CREATE, differences, steps, needs, "");
  }

  /** A change if there is a difference. */
  static Item compared(
      Thing thing, List<Difference> differences, List<Step> steps, Set<Thing> needs) {
    return differences.isEmpty()
        ? new Item(thing, State.UNCHANGED, List.of(), List.of(), needs, "")
        : new Item(thing, State.CHANGE, differences, steps, needs, "");
  }

  /** The same with a remark. */
  Item remarked(String other) {
    return new Item(thing, state, differences, steps, needs, other);
  }

  static Item foreign(Thing thing, String remark) {
    return new Item(thing, State.FOREIGN, List.of(), List.of(), Set.of(), remark);
  }

  static Item cannot(Thing thing, List<Difference> differences, String remark) {
    return new Item(thing, State.CANNOT, differences, List.of(), Set.of(), remark);
  }
}
