/** The archiver's configuration: a JSON file, the environment over it, options over both. */
package io.logstrata.archiver.config;
