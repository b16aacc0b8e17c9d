package io.logstrata.benchmarks.sidebyside;

/**
 * How the sink answers once the warm-up is over.
 *
 * @param latencyMillis how long it waits before each answer
 * @param throttled share of calls answered with ThrottlingException, 0 to 1
 * @param failed share of calls answered with 500
 * @param reset share of calls whose connection ends without an answer
 * @param outageMillis for how long, from the first call on, every call is answered with 503
 */
record Behaviour(
    long latencyMillis, double throttled, double failed, double reset, long outageMillis) {
  static final Behaviour PROMPT = new Behaviour(0, 0, 0, 0, 0);

  static Behaviour latency(long millis) {
    return new Behaviour(millis, 0, 0, 0, 0);
  }

  String[] toWords() {
    return new String[] {
      Long.toString(latencyMillis),
      Double.toString(throttled),
      Double.toString(failed),
      Double.toString(reset),
      Long.toString(outageMillis)
    };
  }

  static Behaviour ofWords(String[] words) {
    return new Behaviour(
        Long.parseLong(words[0]),
        Double.parseDouble(words[1]),
        Double.parseDouble(words[2]),
        Double.parseDouble(words[3]),
        Long.parseLong(words[4]));
  }
}
