/**
 * A service on Spring Boot whose log goes to CloudWatch Logs through {@code logback-spring.xml}.
 */
package io.logstrata.samples.spring;
