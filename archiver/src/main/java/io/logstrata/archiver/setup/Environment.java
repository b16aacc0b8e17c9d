package io.logstrata.archiver.setup;

import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.setup.declare.Declaration;
import java.util.List;
import java.util.Set;

/** The port to what is there. */
public interface Environment {
  /** What there is of the declared things, read with a number of calls that grows with them. */
  Answer<Actual> read(Declaration declaration) throws InterruptedException;

  /** Does a step, and says what there is to know of it beside that it is done. */
  Answer<String> perform(Step step) throws InterruptedException;

  /** Which of the messages, counted from 0, the service's own test of a filter pattern matches. */
  Answer<Set<Integer>> matches(String pattern, List<String> messages) throws InterruptedException;
}
