/** Which day of which group is due: plain decisions, without a clock, a network or a file. */
package io.logstrata.archiver.plan;
