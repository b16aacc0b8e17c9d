/** Runs at set times, for where there is no cron. */
package io.logstrata.archiver.daemon;
