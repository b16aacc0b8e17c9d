package io.logstrata.appender.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AsciiScanTest {
  @Test
  void finds_the_first_byte_that_is_special_wherever_it_stands() {
    Random random = new Random(5);
    for (int run = 0; run < 20_000; run++) {
      byte[] latin1 = new byte[random.nextInt(40)];
      for (int i = 0; i < latin1.length; i++) {
        // Few special ones, so that whole words without any come before; their neighbours often.
        latin1[i] =
            random.nextInt(12) == 0
                ? (byte) random.nextInt(0x100)
                : (byte) " !#>@[]~\u007f".charAt(random.nextInt(9));
      }
      int from = random.nextInt(latin1.length + 1);
      int end = from + random.nextInt(latin1.length - from + 1);
      int expected = from;
      while (expected < end && latin1[expected] >= 0x20 && "\"\\".indexOf(latin1[expected]) < 0) {
        expected++;
      }
      assertThat(AsciiScan.firstSpecial(latin1, from, end)).as("run %d", run).isEqualTo(expected);
    }
  }
}
