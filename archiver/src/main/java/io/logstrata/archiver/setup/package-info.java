/** The environment as declared, as it is, and how the one is made of the other. */
package io.logstrata.archiver.setup;
