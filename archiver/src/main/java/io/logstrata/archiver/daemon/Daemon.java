package io.logstrata.archiver.daemon;

import static java.util.Objects.requireNonNull;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import org.quartz.CronExpression;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/**
 * Does some work at its start, which makes up for nights on which it did not run, and then at set
 * times; never twice at once. A time that passes while the work still goes on is made up for once,
 * right after it.
 */
public final class Daemon {
  private static final String EXAMPLE = "such as \"0 0 13 * * ?\" for every day at 13:00";

  private final String schedule;
  private final ZoneId zone;
  private final NightJob job;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** What there is to do. An interrupt means: stop now, at a point from which the next goes on. */
  @FunctionalInterface
  public interface Work {
    void run() throws InterruptedException;
  }

  /**
   * Prepares; nothing runs yet.
   *
   * @param schedule Quartz's cron text: seconds, minutes, hours, day of month, month, day of week
   * @param zone whose clock the schedule means
   */
  public Daemon(String schedule, ZoneId zone, Work work) {
    problem(schedule, zone)
        .ifPresent(
            wrong -> {
              throw new IllegalArgumentException("\"" + schedule + "\" " + wrong);
            });
    this.schedule = schedule;
    this.zone = requireNonNull(zone, "zone");
    this.job = new NightJob(requireNonNull(work, "work"));
  }

  /**
   * What is wrong with a schedule, and what to do about it, as the rest of a sentence; empty when
   * nothing is.
   */
  public static Optional<String> problem(String schedule, ZoneId zone) {
    try {
      CronExpression times = new CronExpression(schedule);
      times.setTimeZone(TimeZone.getTimeZone(zone));
      return times.getNextValidTimeAfter(Date.from(Instant.now())) == null
          ? Optional.of("names no time that is still to come: give one that does, " + EXAMPLE)
          : Optional.empty();
    } catch (ParseException e) {
      return Optional.of(
          "is no cron text: give seconds, minutes, hours, day of month, month and day of week, "
              + EXAMPLE);
    }
  }

  /** Works until {@link #stop} is called from another thread, or the calling one is interrupted. */
  public void run() throws InterruptedException {
    try {
      Scheduler scheduler = scheduler();
      try {
        JobDetail detail = JobBuilder.newJob(NightJob.class).withIdentity("night").build();
        CronTrigger trigger =
            TriggerBuilder.newTrigger()
                .withIdentity("schedule")
                .withSchedule(
                    CronScheduleBuilder.cronSchedule(schedule)
                        .inTimeZone(TimeZone.getTimeZone(zone))
                        .withMisfireHandlingInstructionFireAndProceed())
                .build();
        scheduler.scheduleJob(detail, trigger);
        scheduler.triggerJob(detail.getKey());
        scheduler.start();
        stopped.await();
      } finally {
        job.interrupt();
        scheduler.shutdown(true);
      }
    } catch (SchedulerException e) {
      throw new IllegalStateException("the schedule \"" + schedule + "\" cannot be followed", e);
    }
  }

  private Scheduler scheduler() throws SchedulerException {
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", "logstrata");
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", "1");
    // Of times that pass while the work goes on, those within this time before its end would each
    // be made up for.
    properties.setProperty("org.quartz.jobStore.misfireThreshold", "1000");
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
    scheduler.setJobFactory((bundle, any) -> job);
    return scheduler;
  }

  /** Interrupts the work and lets {@link #run} return as soon as it has ended. */
  public void stop() {
    stopped.countDown();
  }
}
