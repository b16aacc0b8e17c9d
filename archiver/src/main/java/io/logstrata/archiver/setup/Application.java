package io.logstrata.archiver.setup;

import io.logstrata.archiver.run.Answer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes the environment as a plan says. It may be interrupted anywhere: the next plan finds what is
 * left to do.
 */
public final class Application {
  private final Environment environment;
  private final Consumer<Outcome> told;
  private final Set<Thing> broken = new HashSet<>();

  /**
   * What became of a step, or of what cannot be done.
   *
   * @param detail what was done, or why not and what to do about it
   */
  public record Outcome(Thing thing, Result result, String detail) {}

  /** How a step ended. */
  public enum Result {
    DONE,
    FAILED,
    /** Not tried, because something that it needs failed. */
    SKIPPED
  }

  /**
   * Prepares to apply plans.
   *
   * @param told what became of each step, as soon as it is known
   */
  public Application(Environment environment, Consumer<Outcome> told) {
    this.environment = environment;
    this.told = told;
  }

  /** Does all that can be done; returns whether nothing failed. */
  public boolean apply(Plan plan) throws InterruptedException {
    broken.clear();
    boolean whole = true;
    for (Item item : plan.items()) {
      whole &= apply(item);
    }
    return whole;
  }

  private boolean apply(Item item) throws InterruptedException {
    Optional<Thing> missing = item.needs().stream().filter(broken::contains).findFirst();
    if (missing.isPresent() && !item.steps().isEmpty()) {
      broken.add(item.thing());
      told.accept(
          new Outcome(
              item.thing(), Result.SKIPPED, "needs the " + missing.get() + ", which failed"));
      return false;
    }
    for (Step step : item.steps()) {
      Answer<String> answer = environment.perform(step);
      if (!answer.given()) {
        broken.add(item.thing());
        told.accept(new Outcome(item.thing(), Result.FAILED, answer.reason()));
        return false;
      }
      String words = step.accept(new StepWords());
      told.accept(
          new Outcome(
              item.thing(),
              Result.DONE,
              answer.get().isEmpty() ? words : words + "; " + answer.get()));
    }
    if (item.state() != Item.State.CANNOT) {
      return true;
    }
    // A group of another class is there all the same; what is not there is needed in vain.
    if (item.differences().isEmpty() || item.thing().kind() != Thing.Kind.LOG_GROUP) {
      broken.add(item.thing());
    }
    told.accept(new Outcome(item.thing(), Result.FAILED, item.remark()));
    return false;
  }
}
